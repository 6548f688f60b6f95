"""Tables in our documents, as tests compare them with the product."""

from itertools import takewhile

from tests.conventions.sources import ROOT


def table(place: str, *heads: str) -> list[list[str]]:
    """The cells of the one table in the document that begins with these heads, without marks of code."""
    lines = (ROOT / place).read_text().replace("`", "").splitlines()
    (start,) = [number for number, line in enumerate(lines) if line.startswith(f"| {' | '.join(heads)} |")]
    rows = takewhile(lambda line: line.startswith("|"), lines[start + 2 :])
    return [[cell.strip() for cell in row.removeprefix("|").removesuffix("|").split("|")] for row in rows]
