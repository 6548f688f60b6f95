"""Looking at a person: for a reason, by whoever may, remembered without telling the log who it was."""

import pytest

from tests.screens.strict import Page, open_page

REASON = {"code": "contact"}


def asks(person, player, **reason):
    return person.post(f"/players/{player.ref}/reveals", data=reason or REASON)


def test_a_person_is_shown_once_the_reason_is_given_and_the_look_is_remembered(look, ada, noted, owner):
    sue = look("support")
    page = Page(asks(sue, ada, code="other", text="Ada Lovelace wrote to us."))
    assert page.texts("dl.pairs dd") == ["Ada Lovelace", "ada@players.example", "1990-02-28"]
    assert noted("player_person.revealed") == [f"Looked at who {ada.ref} is: other."]
    assert owner.execute("select count(*) from audit_record where body like '%Lovelace%'").fetchone() == (0,)
    assert owner.execute("select player_id, staff_id, reason_text from player_reveal").fetchall() == [
        (ada.id, sue.id, "Ada Lovelace wrote to us.")
    ]


@pytest.mark.parametrize("reason", [{"code": ""}, {"code": "curiosity"}, {"code": "other", "text": "short"}], ids=str)
def test_without_a_reason_nothing_is_shown_and_nothing_kept(look, ada, owner, reason):
    page = Page(asks(look("support"), ada, **reason))
    assert (page.status, page.alert.startswith("There is a problem")) == (422, True)
    assert "Lovelace" not in page.text
    assert owner.execute("select count(*) from player_reveal").fetchone() == (0,)


@pytest.mark.parametrize("role", ["payments", "crm", "auditor"])
def test_whoever_may_not_reveal_is_told_which_right_is_missing(look, ada, role):
    answer = asks(look(role), ada)
    assert answer.status_code == 403
    assert "players.person.reveal" in answer.text


def test_a_person_of_another_brand_is_not_there(look, ada):
    olga = look("compliance", brand="other brand")
    assert asks(olga, ada).status_code == 404
    assert open_page(olga.client, f"/players/{ada.ref}/reveals/new").status == 404


def test_of_whom_nothing_is_known_nothing_is_revealed(house, look):
    sue, nobody = look("support"), house.a_player()
    assert asks(sue, nobody).status_code == 404
    assert "Nothing is known" in open_page(sue.client, f"/players/{nobody.ref}").text


def test_the_application_cannot_take_a_look_back(visitor):
    from psycopg.errors import InsufficientPrivilege

    for statement in ("delete from player_reveal", "update player_reveal set reason_text = ''"):
        with pytest.raises(InsufficientPrivilege):
            visitor.execute(statement)
