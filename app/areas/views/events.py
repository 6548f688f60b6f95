"""What happens to saved views. Their names and filters may speak of a player, so they stand with the view alone."""

from dataclasses import dataclass

from app.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class ViewSaved(Event):
    name = "view.saved"
    sentence = "Saved view {target} of {list}."
    list: str


@dataclass(frozen=True, kw_only=True)
class ViewRenamed(Event):
    name = "view.renamed"
    sentence = "Renamed view {target} of {list}."
    list: str


@dataclass(frozen=True, kw_only=True)
class ViewRemoved(Event):
    name = "view.removed"
    sentence = "Removed view {target} of {list}."
    list: str


@dataclass(frozen=True, kw_only=True)
class ViewShared(Event):
    name = "view.shared"
    sentence = "Showed view {target} of {list} to everybody who may open that list."
    list: str


@dataclass(frozen=True, kw_only=True)
class ViewUnshared(Event):
    name = "view.unshared"
    sentence = "Showed view {target} of {list} to its owner alone again."
    list: str
