"""Every key there is, in one list: the sheet is drawn from it, and a test holds the script to it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shortcut:
    """`keys` as they are pressed, in turn or together; as the script names them in `code`."""

    keys: tuple[str, ...]
    words: str
    code: str = ""


SHORTCUTS = {
    "Everywhere": (
        Shortcut(("Ctrl", "K"), "Find a place or a record", "k"),
        Shortcut(("/",), "Search field", "/"),
        Shortcut(("G",), "Go to a place: then its letter", "g"),
        Shortcut(("?",), "This list", "?"),
        Shortcut(("Esc",), "Close what is open, or go up", "Escape"),
    ),
    "Lists": (
        Shortcut(("J", "K"), "Next and previous row", "jk"),
        Shortcut(("Enter",), "Open the row", "Enter"),
        Shortcut(("Space",), "Look at the row beside the list", "Space"),
        Shortcut(("X",), "Select the row", "x"),
        Shortcut(("Shift", "X"), "Select up to the row", "X"),
        Shortcut(("B",), "Act on the rows that are selected", "b"),
        Shortcut(("F",), "Filter", "f"),
        Shortcut(("C",), "Columns", "c"),
    ),
    "Records and queues": (
        Shortcut(("[", "]"), "Previous and next record", "[]"),
        Shortcut(("A",), "Approve: goes to the reason, never decides", "a"),
        Shortcut(("R",), "Reject: goes to the reason, never decides", "r"),
        Shortcut(("H",), "Hold: goes to the reason, never decides", "h"),
        Shortcut(("Ctrl", "Enter"), "Send the form you write in"),
        Shortcut(("U",), "Undo what the last message offers", "u"),
    ),
}
