"""Notes: written once, read by colleagues, on top of the record while they want attention."""

import pytest
from psycopg.errors import InsufficientPrivilege

from tests.screens.once import once_of
from tests.screens.strict import Page, open_page


def notes(player):
    return f"/players/{player.ref}/notes"


def writes(person, player, text, kind="standard", **more):
    wanted = {"once": once_of(person, notes(player), notes(player)), "kind": kind, "text": text}
    return person.post(notes(player), data=wanted | more)


def read(person, player):
    return open_page(person.client, notes(player)).texts("#list .timeline .what")


def pinned(person, player):
    return open_page(person.client, f"/players/{player.ref}").soup.select(".banner[id^=nt_]")


def test_a_note_is_read_by_the_next_colleague_and_the_log_does_not_repeat_it(look, ada, noted, owner):
    sue = look("support")
    assert writes(sue, ada, "Called about a missing deposit.\nSays her name is Ada.").status_code == 303
    assert read(look("payments"), ada) == ["Note Called about a missing deposit. Says her name is Ada."]
    (sentence,) = noted("player_note.written")
    assert sentence.endswith(f"on {ada.ref}: standard, 53 characters.")
    assert owner.execute("select count(*) from audit_record where body like '%missing deposit%'").fetchone() == (0,)


def test_a_note_that_wants_attention_stays_on_top_until_another_settles_it(look, ada, noted):
    sue, carla = look("support"), look("compliance")
    writes(sue, ada, "Threatens to hurt himself.", "attention")
    (banner,) = pinned(carla, ada)
    assert "Threatens to hurt himself." in banner.get_text()
    assert writes(carla, ada, "Spoke with him; he has help.", settles=banner["id"]).status_code == 303
    assert pinned(carla, ada) == []
    assert read(sue, ada)[1].startswith("Attention, settled")
    assert len(noted("player_note.settled")) == 1
    again = Page(writes(carla, ada, "Settled twice.", settles=banner["id"]))
    assert (again.status, "Nothing was changed" in again.text) == (409, True)


def test_a_confidential_note_is_kept_from_those_who_speak_with_players(look, ada):
    carla, sue = look("compliance"), look("support")
    assert writes(carla, ada, "We report him to the authority.", "confidential").status_code == 303
    assert read(look("auditor"), ada) == ["Confidential We report him to the authority."]
    assert read(sue, ada) == []
    for address in (f"/players/{ada.ref}", notes(ada), f"/players/{ada.ref}?tab=audit"):
        assert "We report him" not in open_page(sue.client, address).text
    assert writes(sue, ada, "I confide this.", "confidential").status_code == 422


def test_a_note_that_is_sent_twice_is_kept_once(look, ada, owner):
    sue = look("support")
    wanted = {"once": once_of(sue, notes(ada), notes(ada)), "kind": "standard", "text": "Once."}
    assert [sue.post(notes(ada), data=wanted).status_code for _ in range(2)] == [303, 409]
    assert owner.execute("select count(*) from player_note").fetchone() == (1,)


@pytest.mark.parametrize("fields", [{"text": ""}, {"text": "x" * 2001}, {"kind": "loud"}, {"once": "x"}], ids=str)
def test_what_cannot_be_kept_is_asked_again(look, ada, owner, fields):
    page = Page(writes(look("support"), ada, **{"text": "A note."} | fields))
    assert (page.status, page.alert.startswith("There is a problem")) == (422, True)
    assert owner.execute("select count(*) from player_note").fetchone() == (0,)


def test_a_note_of_another_player_cannot_be_settled_here(look, register, ada):
    other, sue = register(email="other@players.example"), look("support")
    writes(sue, other, "Look here.", "attention")
    (banner,) = pinned(sue, other)
    assert writes(sue, ada, "Not this one.", settles=banner["id"]).status_code == 404


def test_an_auditor_reads_and_does_not_write(look, ada):
    auditor = look("auditor")
    assert open_page(auditor.client, notes(ada)).soup.select("#list form") == []
    assert auditor.post(notes(ada), data={"kind": "standard", "text": "Mine."}).status_code == 403


def test_of_another_brand_nothing_is_read_or_written(look, ada):
    olga = look("support", brand="other brand")
    assert olga.get(notes(ada)).status_code == 404
    assert olga.post(notes(ada), data={"kind": "standard", "text": "Mine."}).status_code == 404


def test_the_application_cannot_change_what_was_written(visitor):
    for statement in ("update player_note set text = ''", "delete from player_note"):
        with pytest.raises(InsufficientPrivilege):
            visitor.execute(statement)
