"""Who did something, in words: staff by name, a tool by the number of its key, else what kind of actor it was."""

from collections.abc import Mapping

KINDS = {"staff": "Staff", "api_key": "A tool", "system": "The house", "anonymous": "Nobody signed in"}


def called(kind: str, actor_id: str, names: Mapping[str, str]) -> str:
    """`names`: of staff, by id."""
    if kind == "api_key":
        return f"API key {actor_id}"
    return names.get(actor_id) or KINDS.get(kind, kind)
