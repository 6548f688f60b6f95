"""The sheet of shortcuts says what the script does, no more and no less."""

import re
import string

from app.web.assets import STATIC
from app.web.shortcuts import SHORTCUTS
from tests.screens.strict import open_page

ALL = [shortcut for listed in SHORTCUTS.values() for shortcut in listed]


def test_every_key_of_the_script_is_in_the_list_and_every_listed_key_in_the_script():
    script = (STATIC / "js" / "keys.js").read_text()
    table = re.search(r"const KEYS = \{\n(.*?)\n\};", script, re.DOTALL)[1]
    keys = {(quoted or plain) for quoted, plain in re.findall(r'^  (?:"(.+?)"|(\w+)): ', table, re.MULTILINE)}
    told = {code for shortcut in ALL if shortcut.keys[0] != "Ctrl" for code in _codes(shortcut.code)}
    assert told == keys


def test_the_sheet_shows_them_all_and_the_places_one_may_open(pia):
    page = open_page(pia.client, "/styleguide")
    words = page.texts("#shortcuts dd")
    assert [shortcut.words for shortcut in ALL] == words[: len(ALL)]
    assert "Rounds" in words[len(ALL) :]


def test_each_place_has_a_letter_of_its_own(app):
    letters = [place.letter for place in app.extensions["navigation"]]
    assert all(letter in string.ascii_lowercase and letter for letter in letters)
    assert len(set(letters)) == len(letters)


def _codes(code):
    if code in ("Escape", "Enter"):
        return [code]
    return [" "] if code == "Space" else list(code)
