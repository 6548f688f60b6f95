"""The pages of reports, as they are read."""

from tests.screens.strict import said


def total(page):
    """What stands in the first line of totals, by heading."""
    cells = [said(cell) for cell in page.soup.select_one("tr.total").find_all("td")]
    return dict(zip(page.texts("thead th"), cells, strict=True))
