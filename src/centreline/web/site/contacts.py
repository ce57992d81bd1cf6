"""Whom to tell of a weakness of a server, as its environment says."""

import re

from centreline.kernel.errors import WorkspaceInvalid
from centreline.web.site.environment import Environment

__all__ = ["security_contacts"]


def security_contacts(environment: Environment) -> tuple[str, ...]:
    """Return whom to tell of a weakness of this server, whom first first; empty where nobody said.

    Raises:
        WorkspaceInvalid: one is no address that can be followed.
    """
    contacts = tuple(environment.security_contact.split())
    wrong = next((one for one in contacts if not re.fullmatch(r"(mailto:|https://|tel:)\S+", one)), None)
    if wrong is not None:
        raise WorkspaceInvalid(
            f"{wrong!r} cannot be followed",
            where="the environment variable CENTRELINE_SECURITY_CONTACT",
            fix="write mailto:security@example.org, https://example.org/report or tel:+44-20-7946-0000",
        )
    return contacts
