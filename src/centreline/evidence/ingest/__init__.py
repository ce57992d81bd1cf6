"""Files become evidence: recognised by their content, read strictly, translated by a mapping, merged or refused."""

from centreline.evidence.ingest.report import IngestReport
from centreline.evidence.ingest.run import ingest_file, preview_file

__all__ = ["IngestReport", "ingest_file", "preview_file"]
