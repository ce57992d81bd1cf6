"""Made-up vCons: a call with a transcript, a chat, an attempt; plain and signed."""

import base64
import json
import warnings
from typing import Any

from joserfc import jwk, jws
from joserfc.errors import SecurityWarning

Made = dict[str, Any]

CALL = "0194c3a0-7f64-8b2a-9c1d-5a0f1f2e3d4c"
CHAT = "0194c3a0-7f64-8b2a-9c1d-5a0f1f2e3d4d"
MISSED = "0194c3a0-7f64-8b2a-9c1d-5a0f1f2e3d4e"
KEYS = {
    "RS256": jwk.RSAKey.generate_key(2048),
    "ES256": jwk.ECKey.generate_key("P-256"),
    "EdDSA": jwk.OKPKey.generate_key("Ed25519"),
}


def at(clock: str) -> str:
    return f"2026-03-02T{clock}.000+00:00"


def parties() -> list[Made]:
    return [
        {"tel": "tel:+15550100", "name": "Maria Keller", "role": "customer"},
        {"name": "Ann Lee", "mailto": "mailto:ann@centre.example", "role": "agent", "dept": "Billing"},
        {"name": "Ben Roy", "role": "supervisor", "dept": "Complaints"},
    ]


def call() -> Made:
    """A call of four minutes of which 30 s were hold, passed on to a supervisor, with a transcript in seconds."""
    history = [
        {"party": 0, "time": at("09:01:00"), "event": "hold"},
        {"party": 0, "time": at("09:01:30"), "event": "unhold"},
    ]
    recording = {
        "type": "recording",
        "start": at("09:00:00"),
        "duration": 240.0,
        "parties": [0, 1],
        "originator": 0,
        "mediatype": "audio/x-wav",
        "url": "https://recordings.example/1.wav",
        "content_hash": "sha512-AAAA",
        "party_history": history,
        "interaction_type": "voice",
        "interaction_id": "i-1",
        "skill": "billing",
    }
    passed = {"type": "transfer", "start": at("09:04:00"), "transferee": 0, "transferor": 1, "transfer_target": [2]}
    said = [
        {"party": 0, "start": 1.5, "end": 4.0, "text": "Hello, my invoice is wrong."},
        {"party": 1, "start": 4.5, "duration": 2, "text": "Let me see.", "language": "en"},
        {"speaker": "customer", "start": 95, "text": "Thank you."},
    ]
    return {
        "vcon": "0.4.0",
        "uuid": CALL,
        "extensions": ["CC"],
        "created_at": at("09:05:00"),
        "updated_at": at("09:06:00"),
        "subject": "Invoice",
        "parties": parties(),
        "dialog": [recording, passed],
        "analysis": [
            {"type": "summary", "dialog": 0, "vendor": "v", "body": "An invoice.", "encoding": "none"},
            {
                "type": "transcript",
                "dialog": 0,
                "vendor": "v",
                "encoding": "json",
                "body": json.dumps({"segments": said}),
            },
        ],
        "attachments": [],
    }


def written(clock: str, party: int, words: str, **more: Any) -> Made:
    return {"type": "text", "start": at(clock), "parties": [party], "originator": party, "mediatype": "text/plain",
            "encoding": "none", "body": words, **more}  # fmt: skip


def chat() -> Made:
    hidden = base64.urlsafe_b64encode(b"Order 17 is on its way.").decode().rstrip("=")
    return {
        "uuid": CHAT,
        "extensions": ["CC"],
        "created_at": at("10:00:00"),
        "parties": [{"mailto": "maria@home.example", "role": "customer"}, {"type": "bot"}, *parties()[1:]],
        "dialog": [
            written("10:00:00", 0, "Where is my order?", interaction_type="chat"),
            written("10:00:05", 1, "I am looking."),
            written("10:01:00", 2, hidden, encoding="base64url"),
        ],
    }


def missed() -> Made:
    tried = {"type": "incomplete", "disposition": "hung-up", "interaction_type": "voice"}
    attempt = {**tried, "start": at("11:00:00"), "parties": [0, 1], "originator": 0}
    return {
        "vcon": "0.4.0",
        "uuid": MISSED,
        "created_at": at("11:00:20"),
        "parties": parties()[:2],
        "dialog": [attempt],
    }


def signed(value: Made, algorithm: str = "ES256", *, general: bool = True, key: Any = None, **header: Any) -> Made:
    protected = {"alg": algorithm, **header}
    member: Any = {"protected": protected, "header": {"uuid": value["uuid"]}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SecurityWarning)
        registry = jws.JWSRegistry(algorithms=[algorithm], strict_check_header=False)
        members = [member] if general else member
        return dict(jws.serialize_json(members, json.dumps(value).encode(), key or KEYS[algorithm], registry=registry))
