"""Every key there is, in one list: the sheet is drawn from it, and a test holds the script to it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shortcut:
    """`keys` as they are pressed, in turn or together; as the script names them in `code`.

    `wants`: what a page has where the key works, as a selector; the sheet leaves out what does nothing there.
    """

    keys: tuple[str, ...]
    words: str
    code: str = ""
    wants: str = ""


def _named(key: str, words: str) -> Shortcut:
    """A key that a control of the page names."""
    return Shortcut((key.upper(),), words, key, f"[data-key={key}]")


SHORTCUTS = {
    "Everywhere": (
        Shortcut(("Ctrl", "K"), "Find a place or a record", "k", "#palette"),
        Shortcut(("/",), "Search field", "/", "[data-search]"),
        Shortcut(("G",), "Go to a place: then its letter", "g"),
        Shortcut(("?",), "This list", "?"),
        Shortcut(("Esc",), "Close what is open, or go up", "Escape"),
        Shortcut(("Ctrl", "Enter"), "Send the form you write in"),
    ),
    "Lists": (
        Shortcut(("J", "K"), "Next and previous row", "jk", "[data-rows]"),
        Shortcut(("Enter",), "Open the row", "Enter", "[data-rows] a"),
        Shortcut(("Space",), "Look at the row beside the list", "Space", "[data-rows] [data-peek]"),
        Shortcut(("X",), "Select the row", "x", "[data-rows] [name=id]"),
        Shortcut(("Shift", "X"), "Select up to the row", "X", "[data-rows] [name=id]"),
        _named("b", "Act on the rows that are selected"),
        _named("f", "Filter"),
        _named("c", "Columns"),
    ),
    "Records and queues": (
        Shortcut(("[", "]"), "Previous and next record", "[]", "[data-key='['], [data-key=']']"),
        _named("a", "Approve: goes to the reason, never decides"),
        _named("r", "Reject: goes to the reason, never decides"),
        _named("h", "Hold: goes to the reason, never decides"),
        Shortcut(("U",), "Undo what the last message offers", "u", "[data-undo]"),
    ),
}
