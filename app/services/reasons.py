"""Why somebody does something: one of the reasons there are, and words where it alone says too little."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import Invalid

LONGEST_TEXT = 500


@dataclass(frozen=True)
class Reason:
    """The code of a reason, and what is said beside it."""

    code: str
    text: str = ""


def words(reason: Reason, known: Mapping[str, str], *, code: str = "/reason", text: str = "/reason_text") -> str:
    """What is said beside the code; raises Invalid for a code that is none, and for “other” without words.

    `code`, `text`: what the caller's fields are called.
    """
    said = reason.text.strip()
    if reason.code not in known:
        raise Invalid("Choose one of the reasons.", pointers={code: f"One of: {', '.join(known)}."})
    if reason.code == "other" and not said:
        raise Invalid("Say why in words.", pointers={text: "Say why in words."})
    if len(said) > LONGEST_TEXT or "\0" in said:
        raise Invalid("Say it shorter.", pointers={text: f"At most {LONGEST_TEXT} letters."})
    return said
