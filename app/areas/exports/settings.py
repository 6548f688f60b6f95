"""What an operator may decide about exports."""

from datetime import timedelta

from app.areas.exports.permissions import Exports
from app.settings import Duration

FILE_LASTS = Duration(
    key="exports.file_lasts",
    default=timedelta(days=1),
    least=timedelta(minutes=10),
    most=timedelta(days=7),
    sentence="The file of an export can be fetched for this long after it was written, then it is removed.",
    changed_by=Exports.SETTINGS_UPDATE,
)
RECORDS_KEPT = Duration(
    key="exports.records_kept",
    default=timedelta(days=365),
    least=timedelta(days=30),
    most=timedelta(days=3650),
    sentence="What was searched for in an export is kept for this long after its end; the audit log keeps the rest.",
    changed_by=Exports.SETTINGS_UPDATE,
)
