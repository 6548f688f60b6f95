"""Every route for every role, as tests/access.json says it, which a person writes; an area may bring its own beside
its tests."""

import json
from pathlib import Path

import pytest

from app.security.decorators import declaration_of
from app.security.permissions import Template
from tests.cast import hire, sign_in

TESTS = Path(__file__).parents[1]
LISTS = [json.loads(path.read_text()) for path in (TESTS / "access.json", *sorted(TESTS.glob("*/access.json")))]
ACCESS = {name: entry for each in LISTS for name, entry in each.items()}
SAMPLES = {"IntegerConverter": 1}


def routes(app):
    """Name → method, address with arguments filled in, declaration."""
    found = {}
    for rule in app.url_map.iter_rules():
        arguments = {name: SAMPLES.get(type(converter).__name__, "x") for name, converter in rule._converters.items()}
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            address = app.url_map.bind("localhost").build(rule.endpoint, arguments, method=method)
            found[f"{method} {rule.rule}"] = (method, address, declaration_of(app.view_functions[rule.endpoint]))
    return found


def test_the_list_names_every_route_and_what_each_declares(app):
    assert {name: entry["declares"] for name, entry in ACCESS.items()} == {
        name: str(declaration) for name, (_, _, declaration) in routes(app).items()
    }


def test_no_route_is_listed_twice():
    assert sum(len(each) for each in LISTS) == len(ACCESS)


@pytest.mark.parametrize("role", [*Template, "nobody"])
def test_each_role_reaches_exactly_what_the_list_grants(app, role):
    person = sign_in(app, hire(app, role.replace("_", "-"), role)) if role != "nobody" else None
    reached = set()
    for name, (method, address, declaration) in routes(app).items():
        if declaration.permission and not declaration.scheme:
            answer = _ask(app, person, method, address)
            assert answer.status_code not in (400, 405, 500, 503), name
            if not _is_refused(answer):
                reached.add(name)
    assert reached == {name for name, entry in ACCESS.items() if role in entry.get("roles", [])}


@pytest.mark.parametrize(
    "name", [name for name, entry in ACCESS.items() if entry["declares"].startswith("machine api_key")]
)
def test_no_role_reaches_what_is_for_machines(app, name):
    person = sign_in(app, hire(app, "grace"))
    method, address, _ = routes(app)[name]
    assert _ask(app, person, method, address).status_code == 401


def test_every_refusal_of_a_right_stands_in_the_audit_log(app, owner):
    person = sign_in(app, hire(app, "walter"))
    refused = [
        name
        for name, (method, address, declaration) in routes(app).items()
        if declaration.permission and not declaration.scheme and _ask(app, person, method, address).status_code == 403
    ]
    logged = owner.execute(
        "select count(*) from audit_record where phase = 'refusal' and actor_id = %s"
        " and body like '%%\"status\":403%%'",
        [person.outside_id],
    ).fetchone()
    assert refused
    assert logged == (len(refused),)


def _is_refused(answer):
    """A page sends whoever is not signed in to the door."""
    return answer.status_code in (401, 403) or answer.headers.get("Location", "").startswith("/sign-in")


def _ask(app, person, method, address):
    if person is None:
        return app.test_client().open(address, method=method)
    return person.client.open(address, method=method, headers=person.csrf)
