"""The evidence of a workspace, asked of another engine: over the lake's own files, or over a copy of them."""

from dataclasses import dataclass
from typing import cast

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.copying import copied_evidence
from centreline.evidence.delta import files_of, has_table
from centreline.evidence.engine import Evidence
from centreline.evidence.engines.dialect import Dialect
from centreline.evidence.engines.port import Engine, FileEngine, Warehouse
from centreline.evidence.lake import Lake
from centreline.evidence.ledger.ledger import use_the_same_ledger
from centreline.evidence.scope import Scope

__all__ = ["Asked", "evidence_on", "reads_files", "written_for"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Evidence on another engine.

    Attributes:
        evidence: What can be asked.
        says: Where it is asked, in a sentence; of a copy that is behind, that it is.
    """

    evidence: Evidence
    says: str


def reads_files(engine: Engine) -> bool:
    """Say whether an engine reads the lake's own files, so that nothing has to be copied for it."""
    return hasattr(engine, "read")


def evidence_on(lake: Lake, engine: Engine, *, scope: Scope) -> Asked:
    """Return the evidence of a lake as an engine answers it.

    Args:
        lake: Where the evidence is kept.
        engine: Who answers.
        scope: Who is asking, and what they may see.

    Raises:
        EvidenceMissing: the engine needs a copy, and there is none that is whole.
    """
    if reads_files(engine):
        return _over_files(lake, cast(FileEngine, engine), scope=scope)
    evidence, account = copied_evidence(lake, cast(Warehouse, engine), scope=scope)
    now = lake.version
    if account.version == now:
        return Asked(evidence, f"Asked of {engine.name}, which holds evidence {now}.")
    return Asked(
        evidence,
        f"Asked of {engine.name}, whose copy is behind: it holds evidence {account.version} of {account.copied_at}, "
        f"and this workspace has {now}. Refresh it with `centreline copy-to`.",
    )


def written_for(evidence: Evidence, dialect: str) -> Evidence:
    """Return evidence that is asked where it was, and whose queries are written in another dialect.

    Raises:
        ArgumentInvalid: queries cannot be written in such a dialect.
    """
    tables = {name: evidence.table(name) for name in evidence.tables}
    engine = Dialect(dialect, engine=evidence.engine, tables=tables)
    there = evidence.on(engine, engine.tables)
    use_the_same_ledger(evidence, there)
    return there


def _over_files(lake: Lake, engine: FileEngine, *, scope: Scope) -> Asked:
    while True:
        evidence = lake.evidence(scope=scope)
        files = {name: files_of(lake.folder / name) for name in CONTRACTS if has_table(lake.folder / name)}
        if lake.version == evidence.version:
            break
    tables = {name: engine.read(found, contract=CONTRACTS[name]) for name, found in files.items() if found}
    return Asked(evidence.on(engine, tables), f"Asked of {engine.name}, over the files of this workspace.")
