"""Records are kept, tables are a reading of them: exports of systems whose rows are put together from many records."""

from centreline.evidence.records.report import RecordsReport, RowCounts
from centreline.evidence.records.run import bring_records, preview_records

__all__ = ["RecordsReport", "RowCounts", "bring_records", "preview_records"]
