"""The page of the other files of a workspace: settings, mappings, waivers, and the words of expressions."""

from centreline.actions.settings import WorkspaceSettings
from centreline.evidence.mapping import Mapping
from centreline.evidence.vocabulary import FUNCTIONS, METHODS
from centreline.findings.waivers import Waiver
from generate.markdown import table
from generate.models import classes_of, sections

__all__ = ["expressions", "mapping", "settings", "waivers"]


def settings() -> str:
    """Return what `centreline.yaml` may say."""
    return sections(classes_of(WorkspaceSettings), level=3)


def mapping() -> str:
    """Return what a mapping may say."""
    return sections(classes_of(Mapping), level=3)


def waivers() -> str:
    """Return what a waiver has to say."""
    return sections(classes_of(Waiver), level=3)


def expressions() -> str:
    """Return the words an expression may use."""
    words = [*METHODS.items(), *FUNCTIONS.items()]
    rows = [(f"`{name}`", f"`{word.example.removeprefix('write ')}`") for name, word in words]
    return table(("word", "written as"), rows)
