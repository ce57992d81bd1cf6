"""Topics a page can listen to, and what stands for the state of each as one person may see it."""

import re
from collections.abc import Iterable, Mapping

from centreline.governance.actor import Actor
from centreline.governance.rights import may
from centreline.kernel.identity import content_hash
from centreline.web.frame.served import evidence_state
from centreline.web.records.fingerprints import fingerprint_of_draft, fingerprint_of_jobs, fingerprint_of_look

__all__ = ["MOST_TOPICS", "TOPIC", "versions"]

TOPIC = re.compile(r"centre|jobs|draft:[\w-]{1,100}")
"""`centre`: records, findings and what is published; `jobs`: one's own long work; `draft:KEY`: one board."""

MOST_TOPICS = 8
"""Topics one page can listen to."""


def versions(actor: Actor, topics: Iterable[str]) -> Mapping[str, str]:
    """Return twelve characters for each topic somebody may listen to; they change whenever its state does."""
    found = {topic: _state(actor, topic) for topic in topics if TOPIC.fullmatch(topic)}
    return {topic: content_hash([topic, state])[:12] for topic, state in found.items() if state is not None}


def _state(actor: Actor, topic: str) -> str | None:
    kind, _, key = topic.partition(":")
    if kind == "jobs":
        return fingerprint_of_jobs(actor.name)
    if kind == "draft":
        return fingerprint_of_draft(key) if may(actor, "see_map") else None
    return f"{evidence_state()} {fingerprint_of_look(actor.scope.key)}"
