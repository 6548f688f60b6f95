"""Shared views: everybody who may open the list sees them, and those alone change them who may share."""

import pytest

from tests.cast import hire, sign_in
from tests.screens.strict import open_page
from tests.views.test_views import ROUNDS, effects, save, tabs, view_of


@pytest.fixture
def shared(grace):
    """The address of Grace’s view, which everybody sees."""
    save(grace, "Euro", "currency=EUR")
    address = view_of(grace, "Euro")
    assert grace.post(f"{address}/sharing").status_code == 303
    return address


def take(owner, permission):
    """From every role."""
    owner.execute("delete from role_permission where permission = %s", (permission,))


def test_a_shared_view_shows_to_those_who_may_open_the_list(grace, sue, walter, owner):
    save(grace, "Euro", "currency=EUR")
    address = view_of(grace, "Euro")
    assert sue.post(f"{address}/sharing").status_code == 403
    assert grace.post(f"{address}/sharing").status_code == 303
    assert tabs(sue)["Euro shared"] == f"{ROUNDS}?currency=EUR"
    assert "Euro" in open_page(sue.client, "/views").text
    assert open_page(walter.client, "/views").state == "first_use"
    assert walter.get(address).status_code == 404

    assert sue.post(f"{address}/removal").status_code == 404
    assert sue.post(f"{address}/unsharing").status_code == 403
    assert grace.post(f"{address}/unsharing").status_code == 303
    assert "Euro shared" not in tabs(sue)
    assert effects(owner) == ["view.saved", "view.shared", "view.unshared"]


def test_the_buttons_are_those_that_work(grace, sue):
    save(grace, "Euro", "currency=EUR")
    address = view_of(grace, "Euro")
    grace.post(f"{address}/sharing")
    assert open_page(grace.client, address).texts("main button.button") == ["Rename", "Share no longer", "Remove"]
    assert open_page(sue.client, address).texts("main button.button") == []


def test_an_owner_who_may_share_no_longer_changes_nothing_that_others_see(grace, sue, owner, shared):
    save(grace, "Mine", "currency=JPY")
    personal = view_of(grace, "Mine")
    take(owner, "views.shared.manage")
    for act in ("name", "removal", "sharing", "unsharing"):
        assert grace.post(f"{shared}/{act}", data={"name": "Rewritten"}).status_code == 403, act
    assert tabs(sue)["Euro shared"] == f"{ROUNDS}?currency=EUR"
    page = open_page(grace.client, shared)
    assert page.texts("main button.button") == []
    assert "Ask somebody who may share views" in page.text
    assert grace.post(f"{personal}/name", data={"name": "Still mine"}).status_code == 303
    assert grace.post(f"{personal}/sharing").status_code == 403


def test_once_it_is_shared_no_longer_it_is_the_owners_again(app, grace, owner, shared):
    hana = sign_in(app, hire(app, "hana", "head_of_operations"))
    owner.execute(
        "delete from role_permission where permission = 'views.shared.manage'"
        " and role_id = (select id from role where code = 'game_operations')"
    )
    assert grace.post(f"{shared}/removal").status_code == 403
    assert hana.post(f"{shared}/unsharing").status_code == 303
    assert hana.get(shared).status_code == 404
    assert grace.post(f"{shared}/removal").status_code == 303


def test_who_may_share_for_one_brand_shows_nothing_to_the_others(brand, grace, owner, shared):
    save(grace, "Other", "currency=JPY")
    personal = view_of(grace, "Other")
    owner.execute("update role_assignment set brand_id = %s where staff_id = %s", (brand, grace.id))
    for address, act in ((personal, "sharing"), (shared, "unsharing"), (shared, "removal"), (shared, "name")):
        assert grace.post(f"{address}/{act}", data={"name": "Rewritten"}).status_code == 403, act
    assert open_page(grace.client, personal).texts("main button.button") == ["Rename", "Remove"]


def test_without_the_right_to_the_list_its_views_hide_ones_own_too(grace, sue, owner, shared):
    take(owner, "games.rounds.read")
    for person in (grace, sue):
        assert "Euro" not in open_page(person.client, "/views").text
        assert person.get(shared).status_code == 404
    for act in ("name", "removal", "sharing", "unsharing"):
        assert grace.post(f"{shared}/{act}", data={"name": "Other"}).status_code == 404, act


def test_no_more_are_shared_than_fit(app, grace, shared):
    hana = sign_in(app, hire(app, "hana", "head_of_operations"))
    for number in range(19):
        save(hana, f"View {number}", f"game=g{number}")
        assert hana.post(f"{view_of(hana, f'View {number}')}/sharing").status_code == 303
    save(grace, "One more", "game=more")
    refused = grace.post(f"{view_of(grace, 'One more')}/sharing")
    assert (refused.status_code, "20 views of this list are shared" in refused.text) == (422, True)
    assert grace.post(f"{shared}/sharing").status_code == 303  # it is among them
