"""Answers as plain documents with stable keys, for scripts; docs/reference/json.md lists the keys."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from centreline.findings.examine import Examination
    from centreline.findings.finding import Finding
    from centreline.kernel.errors import Stopped
    from centreline.kernel.estimate import Estimate

__all__ = ["error_document", "estimate_document", "examination_document", "finding_document"]


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
        "records": None
        if records is None
        else {"table": records.table, "count": records.count, "where": records.where, "keys": list(records.keys)},
    }
