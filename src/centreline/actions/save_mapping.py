"""Keep a mapping as a preset of the workspace, so that the next file of its kind is read without asking."""

import re

from centreline.actions.act import act
from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.filling import Mapping
from centreline.evidence.mapmaking.written import as_yaml
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid

__all__ = ["save_mapping"]

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


@act(needs="import_evidence")
def save_mapping(step: Step, workspace: FolderWorkspace, *, mapping: Mapping, replaces: str | None = None) -> Mapping:
    """Write a mapping into `mappings/`, and return it as it was written.

    Args:
        step: The step it is done in.
        workspace: Whose preset it becomes.
        mapping: The mapping; its own name is the preset's.
        replaces: Hash of the preset of that name it was made from: the new one has the next version. None where it
            is new.

    Raises:
        ArgumentInvalid: the name is none a file can have, or is another preset's.
    """
    name = mapping.mapping
    if not NAME.fullmatch(name):
        raise ArgumentInvalid(
            f"a mapping cannot be called {name!r}",
            where="the name of the mapping",
            fix="write small letters, digits and hyphens: our-switchboard",
        )
    path = workspace.folder / "mappings" / f"{name}.yaml"
    before = workspace.mapping(name) if path.exists() else None
    if before is not None and before.hash == mapping.hash:
        return before
    if before is not None and before.hash != replaces:
        raise ArgumentInvalid(
            f"there is a mapping called {name!r} already, and it reads files differently",
            where="mappings/",
            fix="choose another name, or begin from that mapping and change it",
        )
    kept = mapping.model_copy(update={"version": 1 if before is None else before.version + 1})
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(as_yaml(kept), encoding="utf-8")
    beside.replace(path)  # Whoever reads it meanwhile reads one of the two, whole.
    step.note(
        "mapping",
        name,
        says=f"kept the mapping {name}, version {kept.version}, for {kept.table}",
        before=None if before is None else {"text": as_yaml(before)},
        after={"text": as_yaml(kept)},
    )
    return kept
