"""A permission exists because a route asks for it, or a setting, and a role holds it."""

from app import settings
from app.security.decorators import declaration_of
from app.security.permissions import Permission, every


def test_every_permission_is_asked_for_by_a_route_or_by_a_setting(app):
    asked = {declaration.permission for view in app.view_functions.values() if (declaration := declaration_of(view))}
    asked |= {setting.changed_by for setting in settings.every()}
    assert set(every()) <= asked


def test_every_permission_of_staff_is_held_by_a_role_and_none_of_machines_is():
    assert {permission for permission in every() if permission.held_by} == {
        permission for permission in every() if not permission.is_for_machines
    }


def test_each_area_lists_its_permissions_in_alphabetical_order_under_its_own_name():
    assert every()
    for area in Permission.__subclasses__():
        values = [permission.value for permission in area]
        assert values == sorted(values)
        assert all(value.count(".") == 2 for value in values)
        assert {value.split(".")[0] for value in values} == {area.__module__.split(".")[2]}


def test_no_permission_is_declared_twice():
    assert len({permission.value for permission in every()}) == len(every())
