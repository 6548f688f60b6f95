"""The friction ladder: what each level asks, and that it can be answered without a script."""

import pytest

from tests.screens.strict import Page as Answer
from tests.screens.strict import open_page, open_piece

ACTS = "/styleguide/acts"
GOOD = {"code": "documents", "text": ""}


@pytest.mark.parametrize(
    ("level", "asked"),
    [("1", {"code", "text"}), ("2", {"code", "text"}), ("3", {"code", "text"}), ("4", {"code", "text", "count"})],
)
def test_each_level_asks_its_own(pia, level, asked):
    page = open_page(pia.client, f"{ACTS}/{level}")
    fields = page.soup.select("form.confirm :is(input, select, textarea):not([type=hidden])")
    assert {field["name"] for field in fields} == asked
    assert page.heading.endswith("?")


def test_the_same_form_is_a_page_and_a_dialog(pia):
    whole, piece = open_page(pia.client, f"{ACTS}/2"), open_piece(pia.client, f"{ACTS}/2")
    assert whole.heading == piece.soup.select_one("#dialog-title").get_text()
    assert not piece.is_whole


def test_money_shows_before_and_after(pia):
    page = open_page(pia.client, f"{ACTS}/2")
    assert page.texts(".effect tbody tr")[0] == "Pending withdrawal€2,400.00becomes€0.00"
    assert page.soup.select_one(".effect .same th").get_text().startswith("Free to withdraw")


def test_without_a_reason_the_errors_are_summed_up_and_named_in_the_title(pia):
    page = Answer(pia.post(f"{ACTS}/1", data={"code": "", "text": ""}))
    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert page.alert == "There is a problem Reason: Choose a reason."
    assert page.link("Reason: Choose a reason.") == "#code"
    assert page.soup.select_one("#code")["aria-invalid"] == "true"


def test_another_reason_must_be_explained(pia):
    assert "at least 10 characters" in Answer(pia.post(f"{ACTS}/1", data={"code": "other", "text": "no"})).alert
    assert pia.post(f"{ACTS}/1", data={"code": "other", "text": "Asked for by the regulator"}).status_code == 303


@pytest.mark.parametrize(("typed", "status"), [("9812", 303), ("9,812", 303), ("9811", 422), ("", 422)])
def test_many_are_changed_only_when_their_count_is_typed(pia, typed, status):
    assert pia.post(f"{ACTS}/4", data=GOOD | {"count": typed}).status_code == status


def test_a_dry_run_names_whom_it_skips(pia):
    assert "143 claimed by somebody else" in " ".join(open_page(pia.client, f"{ACTS}/4").texts(".dry-run li"))


def test_what_was_done_is_said_once_on_the_next_page(pia, owner):
    answer = pia.post(f"{ACTS}/2", data=GOOD)
    assert open_page(pia.client, answer.location).texts("#alerts .flash p") == [
        "It was agreed to. Nothing was changed."
    ]
    assert open_page(pia.client, answer.location).texts("#alerts .flash p") == []
    names = owner.execute("select name from audit_record where phase = 'effect'").fetchall()
    assert ("styleguide.form_tried",) in names


def test_htmx_is_sent_on_instead_of_being_given_a_page(pia):
    answer = pia.post(f"{ACTS}/2", data=GOOD, headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert (answer.status_code, answer.headers["HX-Redirect"], answer.data) == (200, "/styleguide/dialogs", b"")


def test_there_is_no_fifth_level(pia):
    assert open_page(pia.client, f"{ACTS}/5").status == 404
