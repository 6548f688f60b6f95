"""What happens to files that leave the house. What was searched for may name a person, so it stands with the export."""

from dataclasses import dataclass

from app.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class ExportAsked(Event):
    name = "export.asked"
    sentence = "Asked for export {target} of {list} as {format}: {reason_code}."
    list: str
    format: str
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class ExportWritten(Event):
    name = "export.written"
    sentence = "Wrote export {target} of {list} with {rows} rows."
    list: str
    rows: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ExportDownloaded(Event):
    name = "export.downloaded"
    sentence = "Downloaded export {target} of {list} with {rows} rows."
    list: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class ExportRemoved(Event):
    name = "export.removed"
    sentence = "Removed the file of export {target} of {list}, whose time was over."
    list: str
