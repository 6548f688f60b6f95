"""What others brought about: the house is asked, and what is news is written down."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from app.demo.journal import Journal, now
from app.demo.outcomes import effects_of_end
from app.demo.state import Asked, Player

Look = Callable[[str], dict[str, Any]]
NEWEST = 200  # adjustments of one player, of which the casino has not heard: more than staff make


@dataclass(frozen=True)
class News:
    """`look` returns what stands at an address of the JSON API."""

    journal: Journal
    look: Look

    def hear(self, player: Player) -> None:
        """What became of all that the player asked for, and what staff did of their own accord."""
        for identifier, asked in list(player.asked.items()):
            if asked.kind == "withdrawal":
                state = self.look(f"/api/v1/withdrawals/{identifier}").get("state", "")
                self._note(player, identifier, asked, state)
        for _ in self.of_adjustments(player):
            pass

    def of_adjustments(self, player: Player) -> Iterator[None]:
        """The oldest first; each time one is in the books."""
        made = self.look(f"/api/v1/players/{player.id}/adjustments?limit={NEWEST}").get("items", [])
        for each in reversed(made):
            identifier, state = each["id"], each["state"]
            is_news = identifier in player.asked or (state == "applied" and identifier not in player.adjusted)
            if is_news and self._note(player, identifier, Asked("adjustment", each["amount_minor"]), state):
                yield

    def _note(self, player: Player, identifier: str, asked: Asked, state: str) -> bool:
        """Whether it has ended."""
        effects = effects_of_end(identifier, asked, state)
        if effects is not None:
            self.journal.write(
                {
                    "event": "heard",
                    "at": now(),
                    "player": player.number,
                    "kind": asked.kind,
                    "id": identifier,
                    "state": state,
                    "effects": effects,
                }
            )
        return effects is not None
