"""A permission exists because a route asks for it and a role holds it."""

from app.security.decorators import declaration_of
from app.security.permissions import Permission
from app.security.roles import TEMPLATES


def test_every_permission_is_asked_for_by_a_route(app):
    asked = {declaration.permission for view in app.view_functions.values() if (declaration := declaration_of(view))}
    assert set(Permission) <= asked


def test_every_permission_of_staff_is_held_by_a_role_and_none_of_machines_is():
    held = {permission for _, permissions in TEMPLATES.values() for permission in permissions}
    assert held == {permission for permission in Permission if not permission.is_for_machines}


def test_permissions_stand_in_alphabetical_order_and_name_area_resource_action():
    values = [permission.value for permission in Permission]
    assert values == sorted(values)
    assert all(value.count(".") == 2 for value in values)
