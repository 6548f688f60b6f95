"""The screens of this area: what staff read on them and where they click."""

from dataclasses import dataclass
from urllib.parse import urlencode

from app.ids import outside
from app.wallet.runtime import wallet_of
from tests.screens.strict import Page, open_page, open_piece, said

ROUNDS, CALLS = "/games/rounds", "/games/calls"


@dataclass
class RoundRow:
    """A row of the list."""

    id: str
    address: str
    game: str
    stake: str
    win: str
    net: str
    state: str
    marks: list[str]


class RoundList:
    """The list of rounds in somebody's browser."""

    def __init__(self, person, **filters):
        self.person = person
        self.address = f"{ROUNDS}?{urlencode(filters)}" if filters else ROUNDS
        self.page = open_page(person.client, self.address)

    @property
    def rows(self):
        return [_round_row(row) for row in self.page.soup.select("[data-rows] > tr")]

    @property
    def chips(self):
        return self.page.texts(".chip > span")

    @property
    def tab(self):
        return said(self.page.soup.select_one(".tabs [aria-current]"))

    @property
    def total(self):
        """How many there are, in words; nothing below a list without rows."""
        return " ".join(self.page.texts(".pager .number"))

    def turn(self, word):
        """The list behind “Next” or “Previous”."""
        return self._at(self.page.link(word))

    def without(self, filter_in_words):
        return self._at(self.page.link(f"Remove the filter {filter_in_words}"))

    def news(self) -> Page:
        """What the page is told when it asks what has changed."""
        return open_piece(self.person.client, self.page.soup.select_one("#news")["hx-get"])

    def _at(self, address):
        turned = RoundList.__new__(RoundList)
        turned.person, turned.address, turned.page = self.person, address, open_page(self.person.client, address)
        return turned


def open_round(person, reference) -> Page:
    """The inspector of the round the provider calls `reference`, from the list, once the raw log has caught up."""
    assert wallet_of(person.client.application).log.flush()
    (row,) = RoundList(person, reference=reference).rows
    return open_page(person.client, row.address)


def _round_row(row):
    stake, win, net = [said(cell) for cell in row.select("td.number")]
    link = row.select_one("a")
    game = said(row.select_one(".game"))
    badge, marks = said(row.select_one(".badge")), [said(mark) for mark in row.select(".mark-line")]
    return RoundRow(row["id"], link["href"], game, stake, win, net, badge, marks)


def record_of(house, code):
    """The address of the record of the game the provider calls `code`."""
    return f"/games/catalogue/{outside('gm', house.ask('select public_id from game where code = :c', c=code))}"


def open_stop(person, where):
    """The address of the record of the stop that reaches so far, from the list of those that stand."""
    rows = open_page(person.client, "/games/stops").soup.select("[data-rows] > tr")
    (found,) = [row.select_one("a")["href"] for row in rows if said(row.select("td")[1]) == where]
    return found


def integration_of(house, code):
    """The address of the record of an integration."""
    return (
        f"/games/integrations/{outside('ig', house.ask('select public_id from integration where code = :c', c=code))}"
    )
