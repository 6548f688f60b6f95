"""An export is found by its id by whoever asked for it, and by nobody else."""

import pytest

from tests.cast import hire, sign_in


@pytest.mark.parametrize("is_of_one_brand", [False, True])
def test_only_whoever_asked_finds_it(app, house, grace, owner, is_of_one_brand):
    gregor = sign_in(app, hire(app, "gregor", "game_operations"))
    if is_of_one_brand:
        owner.execute("update role_assignment set brand_id = %s where staff_id = %s", (house.ids["brand"], grace.id))
    address = grace.post("/games/rounds/exports", data={"format": "csv", "code": "report", "text": ""}).location
    wanted = address.rpartition("/")[2]
    assert grace.get("/search", query_string={"q": wanted}).location == address
    assert gregor.get("/search", query_string={"q": wanted}).status_code == 200


def test_without_the_right_to_exports_ones_own_is_not_found(house, grace, owner):
    address = grace.post("/games/rounds/exports", data={"format": "csv", "code": "report", "text": ""}).location
    owner.execute("delete from role_permission where permission = 'exports.own.read'")
    assert "Nothing is called so" in grace.get("/search", query_string={"q": address.rpartition("/")[2]}).text
