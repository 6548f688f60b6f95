"""Whatever somebody sends in any field of any form: an answer that says what is wrong, and nothing half done."""

from random import Random

from tests.screens.strict import Page
from tests.security import addresses
from tests.security.addresses import LONG_AGO
from tests.security.canary import words
from tests.security.test_canaries import opened

HOSTILE = (
    *(
        "",
        " ",
        "\0",
        "x\0y",
        "\x1b[2J",
        "\ud800".encode("utf-8", "surrogatepass"),
        b"\xff\xfe",
        "\u202e",
        "\N{PILE OF POO}" * 200,
    ),
    *(
        "x" * 10_000,
        "-1",
        "0",
        "1e400",
        "NaN",
        "-Infinity",
        "0x10",
        "1_000",
        "٣",
        "9" * 30,
        str(2**63),
        "0." + "0" * 50 + "1",
    ),
    *("9999-12-31", "0001-01-01", "2026-02-30", "9999-12-31T23:59", "0001-01-01T00:00", "2026-03-29T02:30", "24:00"),
    *(
        "'",
        '"; drop table player; --',
        "%",
        "%s{0}",
        "../../etc/passwd",
        "//example.test",
        "javascript:alert(1)",
        "http://[::1",
    ),
    *("pl_" + "Z" * 26, "wd_" + "0" * 26, "null", "true", "[]", "{}"),
)
SENT = 2  # of these, to each field
EFFECTS = "select count(*) from audit_record where phase = 'effect'"


def test_no_value_of_any_field_is_a_fault_of_ours_or_half_a_change(app, world, owner):
    built, chance, sent = world(words), Random(1), 0
    for action, form in forms(app, built).items():
        for field in fillable(form):
            for value in chance.sample(HOSTILE, SENT):
                before = owner.execute(EFFECTS).fetchone()
                status = send(built.nora, action, form, {field["name"]: value})
                sent += 1
                assert status < 500, (action, field["name"], value)
                assert status < 400 or owner.execute(EFFECTS).fetchone() == before, (action, field["name"], value)
    assert sent > 500


def forms(app, built):
    """Every form of every page, by where it is sent."""
    found = {}
    for each in opened(app, built):
        answer = built.nora.client.get(each.path, headers=LONG_AGO)
        with answer:
            if answer.mimetype == "text/html" and answer.status_code == 200:
                found |= {form["action"]: form for form in Page(answer).soup.select("form[action]")}
    return found


def fillable(form):
    """Its fields, what it hides too; not the secret that guards it."""
    return [field for field in form.select("[name]") if field["name"] != "csrf_token"]


def send(person, action, form, changes):
    """As the page offers it, but for these changes."""
    data = {field["name"]: offered(field) for field in fillable(form)} | changes
    method = form.get("method", "get")
    how = {"query_string": data} if method == "get" else {"data": data, "headers": person.csrf}
    with person.client.open(action, method=method.upper(), **how) as answer:
        addresses.said(answer)
        return answer.status_code


def offered(field):
    if field.name == "select":
        option = field.select_one("option[selected]") or field.select_one("option")
        return option.get("value", "") if option else ""
    return field.get_text() if field.name == "textarea" else field.get("value", "")
