"""A permission that is new to an installation reaches its templates once; what staff changed stays changed."""

from app.areas.games.permissions import Games
from app.extensions import transaction
from app.security import limits, roles
from app.security.permissions import Template
from tests.documents import table

ROLES = "docs/roles.md"


def granted(owner):
    return dict(
        owner.execute(
            "select permission, array_agg(code order by code)"
            " from role_permission join role on role.id = role_id group by 1"
        ).fetchall()
    )


def install(app):
    with app.app_context(), transaction():
        roles.install()


def test_each_permission_is_granted_to_the_templates_it_names(app, owner):
    install(app)
    assert granted(owner)["games.calls.read"] == sorted(Games.CALLS_READ.held_by)


def test_a_grant_that_was_taken_back_does_not_return(app, owner):
    install(app)
    owner.execute("delete from role_permission where permission = 'games.calls.read'")
    install(app)
    assert "games.calls.read" not in granted(owner)


def test_a_new_permission_reaches_roles_that_stand(app, owner):
    install(app)
    owner.execute("delete from role_permission where permission = 'games.calls.read'")
    owner.execute("delete from known_permission where permission = 'games.calls.read'")
    install(app)
    assert granted(owner)["games.calls.read"] == sorted(Games.CALLS_READ.held_by)


def test_the_document_tells_each_role_and_which_pages_it_opens(app):
    told = {
        code: (title, set(filter(None, opens.split(", ")))) for title, code, opens, *_ in table(ROLES, "role", "code")
    }
    named = set().union(*(opens for _, opens in told.values()))
    places = [place for place in app.extensions["navigation"] if place.label in named]

    assert named == {place.label for place in places}
    assert told == {
        role: (role.title_shown, {place.label for place in places if role in place.permission.held_by})
        for role in Template
    }


def test_the_document_tells_the_limits_of_each_role():
    told = {code: [int(cell.replace(",", "")) for cell in cells] for code, *cells in table(ROLES, "code", "credit")}
    nothing = limits.Figures(0, 0)

    assert told == {
        role: [*limits.CREDITS.get(role, nothing), *limits.DEBITS.get(role, nothing)]
        for role in limits.CREDITS.keys() | limits.DEBITS.keys()
    }
