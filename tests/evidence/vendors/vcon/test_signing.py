"""Signed conversations are verified with keys somebody gave, or refused."""

import base64
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID
from joserfc import jwk
from vcon_made import CALL, CHAT, KEYS, call, signed

from centreline.evidence.vendors.source import Record, Unreadable
from centreline.evidence.vendors.vcon.keys import read_keys
from centreline.evidence.vendors.vcon.reader import VconSource
from centreline.kernel.errors import FileUnreadable

ALGORITHMS = sorted(KEYS)


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "signer.pem"
    path.write_bytes(KEYS["ES256"].as_pem(private=False))
    return path


def opened(tmp_path: Path, value: Mapping[str, Any], *keys: Path) -> Record | Unreadable:
    path = tmp_path / "signed.vcon"
    path.write_text(json.dumps(value), encoding="utf-8")
    [found] = VconSource().trusting(*keys).records(path, zone="UTC")
    return found


def because(found: Record | Unreadable) -> str:
    assert isinstance(found, Unreadable)
    return found.because


def encoded(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize("form", ["pem", "jwk", "jwk set"])
@pytest.mark.parametrize("general", [True, False], ids=["general", "flattened"])
@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_conversation_is_read_when_its_signature_fits(
    tmp_path: Path, algorithm: str, general: bool, form: str
) -> None:
    path = tmp_path / "key"
    public = KEYS[algorithm].as_dict(private=False)
    forms = {"jwk": json.dumps(public), "jwk set": json.dumps({"keys": [KEYS["RS256"].as_dict(private=False), public]})}
    path.write_bytes(KEYS[algorithm].as_pem(private=False) if form == "pem" else forms[form].encode())

    found = opened(tmp_path, signed(call(), algorithm, general=general), path)

    assert isinstance(found, Record)
    assert (found.id, found.body["subject"]) == (CALL, "Invoice")


def test_a_certificate_will_do_as_a_key(tmp_path: Path) -> None:
    key = serialization.load_pem_private_key(KEYS["ES256"].as_pem(private=True), None)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "signer")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.fromisoformat("2026-01-01"))
        .not_valid_after(datetime.fromisoformat("2036-01-01"))
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "signer.crt"
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))

    assert isinstance(opened(tmp_path, signed(call()), path), Record)


def test_without_a_key_it_is_refused(tmp_path: Path) -> None:
    says = "it is signed, and no key was given to verify it with: bring it again with `--key FILE`"
    assert because(opened(tmp_path, signed(call()))) == says


@pytest.mark.parametrize("general", [True, False], ids=["general", "flattened"])
def test_a_changed_conversation_is_refused(tmp_path: Path, key_file: Path, general: bool) -> None:
    forged = signed(call(), general=general) | {"payload": encoded(call() | {"subject": "Changed"})}

    assert "it was changed, or somebody else signed it" in because(opened(tmp_path, forged, key_file))


def test_somebody_elses_signature_is_refused(tmp_path: Path, key_file: Path) -> None:
    other = jwk.ECKey.generate_key("P-256")

    assert "somebody else signed it" in because(opened(tmp_path, signed(call(), key=other), key_file))


def test_a_key_that_comes_with_the_document_proves_nothing(tmp_path: Path, key_file: Path) -> None:
    other = jwk.ECKey.generate_key("P-256")
    forged = signed(call(), key=other, jwk=other.as_dict(private=False))

    assert "somebody else signed it" in because(opened(tmp_path, forged, key_file))


def test_no_algorithm_and_shared_secrets_are_refused(tmp_path: Path, key_file: Path) -> None:
    nothing = {"payload": encoded(call()), "protected": encoded({"alg": "none"}), "signature": ""}
    public = KEYS["ES256"].as_pem(private=False)
    shared = signed(call(), "HS256", key=jwk.OctKey.import_key(public.replace(b"-", b"x")))

    assert "signed with none, which is not accepted" in because(opened(tmp_path, nothing, key_file))
    assert "signed with HS256, which is not accepted" in because(opened(tmp_path, shared, key_file))


@pytest.mark.parametrize(
    "broken",
    [{"signatures": []}, {"signatures": "no"}, {"signatures": [{"protected": 5, "signature": 7}]}, {"payload": 17}],
    ids=["no signatures", "no list", "numbers", "no payload"],
)
def test_a_signature_that_is_none_is_refused(tmp_path: Path, key_file: Path, broken: dict[str, Any]) -> None:
    assert isinstance(opened(tmp_path, signed(call()) | broken, key_file), Unreadable)


def test_a_name_outside_of_the_signature_has_to_be_the_one_inside(tmp_path: Path, key_file: Path) -> None:
    sealed = signed(call())
    sealed["signatures"][0]["header"] = {"uuid": CHAT}

    assert "another conversation outside" in because(opened(tmp_path, sealed, key_file))


def test_what_was_signed_is_held_to_the_same_rules(tmp_path: Path, key_file: Path) -> None:
    critical = signed(call() | {"critical": ["XYZ"]})
    deep: Any = "x"
    for _ in range(300):
        deep = [deep]

    assert "without the extension XYZ" in because(opened(tmp_path, critical, key_file))
    assert "nested too deeply" in because(opened(tmp_path, signed(call() | {"deep": deep}), key_file))


def test_what_is_refused_leaves_no_words_behind(tmp_path: Path) -> None:
    found = opened(tmp_path, signed(call()))

    assert isinstance(found, Unreadable)
    assert json.loads(found.text) == {"uuid": None}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"kty": "oct", "k": "AAAA"}', "which is no public key"),
        ('{"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}', "not well formed"),
        ('{"keys": []}', "holds no keys"),
        ("{", "no JSON Web Key"),
        ("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "holds no PEM key"),
    ],
    ids=["shared secret", "no point", "empty set", "no json", "no pem"],
)
def test_a_file_without_a_public_key_is_refused(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "key"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(FileUnreadable, match=says):
        read_keys(path)


def test_a_key_of_another_kind_does_not_fit(tmp_path: Path, key_file: Path) -> None:
    [key] = read_keys(key_file)

    assert key.kind == "EC"
    assert because(opened(tmp_path, signed(call(), "RS256"), key_file)).startswith("its signature does not fit any key")
    assert VconSource((replace(key, kind="RSA"),)).keys[0].kind == "RSA"


def test_a_missing_key_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="cannot be read"):
        read_keys(tmp_path / "nowhere.pem")
