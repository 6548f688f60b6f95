"""A setting is declared by its area, fits its own rules, and decides something."""

import re

import pytest

from app import areas, settings
from tests.conventions.sources import python_files

SETTINGS = settings.every()


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_each_default_keeps_the_rules_of_its_setting(setting):
    assert setting.parsed(setting.written(setting.default)) == setting.default


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_each_setting_says_in_a_sentence_what_it_decides(setting):
    assert setting.sentence.endswith(".")
    assert setting.sentence[0].isupper()


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_each_setting_is_changed_by_a_permission_that_some_role_holds(setting):
    assert setting.changed_by.held_by


def test_each_key_is_its_own_and_begins_with_its_area():
    keys = [setting.key for setting in SETTINGS]
    assert len(set(keys)) == len(keys)
    for module in areas.bring_in("settings"):
        area = module.__name__.split(".")[2]
        declared = [value.key for value in vars(module).values() if isinstance(value, settings.Setting)]
        assert declared
        assert all(re.fullmatch(rf"{area}\.[a-z_]+", key) for key in declared)


def test_each_setting_decides_something():
    texts = [path.read_text() for path in python_files("app", "blueprints") if path.name != "settings.py"]
    for module in areas.bring_in("settings"):
        for constant, value in vars(module).items():
            if isinstance(value, settings.Setting):
                readers = [text for text in texts if module.__name__ in text and re.search(rf"\b{constant}\b", text)]
                assert readers, f"nothing reads {value.key}"
