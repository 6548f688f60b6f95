"""What `bench lists` asks for: a line of its table."""

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Asked:
    """Addresses that are alike. A list is asked for pages deep inside too."""

    name: str
    addresses: list[str]
    is_list: bool = False


def a_list(name: str, path: str, query: dict[str, str]) -> Asked:
    """A list, narrowed to what the query says."""
    return Asked(name, [f"{path}?{urlencode(query)}" if query else path], True)
