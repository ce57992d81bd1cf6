"""Answers as plain documents with stable keys, for scripts; docs/reference/json.md lists the keys."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from centreline.evidence.book import Book
    from centreline.evidence.ingest import IngestReport
    from centreline.evidence.journal import Import
    from centreline.evidence.records import RecordsReport
    from centreline.findings.examine import Examination
    from centreline.findings.finding import Finding
    from centreline.kernel.errors import Stopped
    from centreline.kernel.estimate import Estimate
    from centreline.metrics.answer import Answer
    from centreline.metrics.compare import Comparison

__all__ = [
    "answer_document",
    "book_document",
    "comparison_document",
    "error_document",
    "estimate_document",
    "examination_document",
    "finding_document",
    "import_document",
    "ingest_document",
]


def error_document(reason: "Stopped") -> dict[str, Any]:
    """Return why work stopped: `error`, `what`, `where`, `fix` and every single problem."""
    problems = [{"what": each.what, "where": each.where, "fix": each.fix} for each in reason.problems]
    return {
        "error": type(reason).__name__,
        "what": reason.what,
        "where": reason.where,
        "fix": reason.fix,
        "problems": problems,
    }


def estimate_document(estimate: "Estimate") -> dict[str, Any]:
    """Return a value with its count and interval."""
    return {
        "value": estimate.value,
        "n": estimate.n,
        "low": estimate.low,
        "high": estimate.high,
        "method": estimate.method,
        "confidence": estimate.confidence,
        "small_sample": estimate.is_small,
    }


def answer_document(answer: "Answer") -> dict[str, Any]:
    """Return one metric in one variant for one group, with what was left out and where it comes from."""
    return {
        "metric": answer.metric,
        "variant": answer.variant,
        "unit": answer.unit,
        "by": {
            name: value if isinstance(value, (int, float, bool)) or value is None else str(value)
            for name, value in answer.by.items()
        },
        "numerator": answer.numerator,
        "denominator": answer.denominator,
        **estimate_document(answer.estimate),
        "left_out": answer.left_out,
        "left_out_because": answer.left_out_because or None,
        "ledger": answer.ledger,
        "period": {
            "starts_on": answer.period.starts_on.isoformat(),
            "ends_before": answer.period.ends_before.isoformat(),
        },
        "evidence_version": answer.provenance.evidence_version,
        "tables": list(answer.provenance.tables),
        "sources": list(answer.provenance.sources),
    }


def comparison_document(comparison: "Comparison") -> dict[str, Any]:
    """Return one metric in every definition, and why they differ."""
    return {
        "metric": comparison.metric,
        "unit": comparison.unit,
        "answers": {
            variant: [answer_document(answer) for answer in answers] for variant, answers in comparison.answers.items()
        },
        "why_not": dict(comparison.why_not),
        "spread": comparison.spread,
        "says": comparison.sentence,
    }


def book_document(book: "Book", imports: "Sequence[Import]") -> dict[str, Any]:
    """Return what the evidence holds, and every import, those taken back too."""
    return {
        "evidence_version": book.version,
        "tables": [
            {
                "name": table.name,
                "rows": table.rows,
                "first_on": table.first_on.isoformat(),
                "last_on": table.last_on.isoformat(),
                "missing_days": table.missing_days,
                "gaps": [
                    {"first_on": gap.first_on.isoformat(), "last_on": gap.last_on.isoformat(), "days": gap.days}
                    for gap in table.gaps or ()
                ],
                "kept_share": table.keeping.share,
                "broken_rules": {broken.rule.says: broken.rows for broken in table.keeping.broken},
                "never_filled": list(table.never_filled),
                "sources": list(table.sources),
            }
            for table in book.tables
        ],
        "absent": list(book.absent),
        "identity": [
            {
                "queue": one.queue,
                "outcome": one.outcome,
                "contacts": one.contacts,
                "known": one.known,
                "share": one.share,
            }
            for one in book.identity
        ],
        "imports": [import_document(one) for one in imports],
    }


def import_document(brought: "Import") -> dict[str, Any]:
    """Return one import of the journal."""
    counts = brought.counts
    return {
        "import_id": brought.id,
        "table": brought.table,
        "file": brought.origin.file,
        "sha256": brought.origin.sha256,
        "mapping": brought.origin.mapping_version,
        "at": brought.at.isoformat(),
        "stands": brought.stands,
        "rows": {name: getattr(counts, name) for name in counts.__slots__},
    }


def ingest_document(report: "IngestReport", *, dry_run: bool) -> dict[str, Any]:
    """Return what became of a file, or would."""
    from centreline.evidence.records import RecordsReport

    return {
        "file": report.file,
        "table": report.table,
        "mapping": report.mapping,
        "dry_run": dry_run,
        "import_id": report.imported.id if report.imported else None,
        "rows": {name: getattr(report.counts, name) for name in report.counts.__slots__},
        "skipped_because": dict(report.skipped_because),
        "rejected": [
            {
                "says": group.says,
                "fix": group.fix,
                "rows": group.rows,
                "examples": [list(seen) for seen in group.examples],
            }
            for group in report.errors
        ],
        "other_words": [{"column": one.column, "word": one.word, "rows": one.rows} for one in report.strange],
        "replaced": [{"column": one.column, "kind": one.kind, "times": one.times} for one in report.replaced],
        "remarks": list(report.remarks),
        "rejected_file": str(report.rejected_file) if report.rejected_file else None,
        **(_reading_document(report) if isinstance(report, RecordsReport) else {}),
    }


def _reading_document(report: "RecordsReport") -> dict[str, Any]:
    return {
        "tables": [
            {"table": table, "created": rows.created, "changed": rows.changed, "vanished": rows.vanished}
            for table, rows in report.rows.items()
        ],
        "incomplete": [{"says": says, "subjects": subjects} for says, subjects in report.incomplete.items()],
    }


def examination_document(examination: "Examination") -> dict[str, Any]:
    """Return what came of asking: every outcome, every finding with its records, and what was waived."""
    return {
        "as_of": examination.as_of.isoformat(),
        "blueprint_hash": examination.blueprint_hash,
        "evidence_version": examination.evidence_version,
        "worst": examination.worst,
        "findings": [finding_document(finding) for finding in examination.findings],
        "outcomes": [
            {
                "check": outcome.check,
                "state": outcome.state,
                "findings": len(outcome.findings),
                "looked_at": str(outcome.looked) if outcome.looked else None,
                "because": outcome.because,
                "bring": outcome.bring,
            }
            for outcome in examination.outcomes
        ],
        "waived": [
            {
                **finding_document(waived.finding),
                "reason": waived.waiver.reason,
                "owner": waived.waiver.owner,
                "until": waived.waiver.until.isoformat(),
            }
            for waived in examination.waived
        ],
        "waiver_notes": [note.says for note in examination.waiver_notes],
    }


def finding_document(finding: "Finding") -> dict[str, Any]:
    """Return one finding with the records and the number behind it."""
    records = finding.records
    return {
        "check": finding.check,
        "element": finding.element,
        "severity": finding.severity,
        "weight": round(finding.weight, 6),
        "says": finding.says,
        "first_step": finding.first_step,
        "against": finding.against,
        "estimate": estimate_document(finding.estimate) if finding.estimate else None,
        "hidden_because": finding.hidden_because or None,
        "records": None
        if records is None or finding.hidden_because
        else {"table": records.table, "count": records.count, "where": records.where, "keys": list(records.keys)},
    }
