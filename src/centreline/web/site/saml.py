"""The SAML provider a server is told about, as allauth's settings hold it."""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509 import load_pem_x509_certificate
from defusedxml.common import DefusedXmlException

from centreline.kernel.errors import WorkspaceInvalid
from centreline.web.site.environment import Environment

__all__ = ["saml_installed", "saml_origins", "saml_provider"]

_VARIABLE = "the environment variable CENTRELINE_SAML_METADATA"
_SPACE = {"md": "urn:oasis:names:tc:SAML:2.0:metadata", "ds": "http://www.w3.org/2000/09/xmldsig#"}
_REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"


@dataclass(frozen=True, slots=True)
class _Described:
    """What a provider says of itself: who it is, and where it has people sign in."""

    entity: str
    address: str


def saml_installed() -> bool:
    """Say whether the extra `saml` is installed."""
    return find_spec("onelogin") is not None


def saml_origins(environment: Environment) -> tuple[str, ...]:
    """Return where people are sent to sign in: scheme and host of the SAML provider; empty where there is none."""
    if environment.saml_metadata is None:
        return ()
    parts = urlsplit(_described(environment.saml_metadata).address)
    return (f"{parts.scheme}://{parts.netloc}",)


def saml_provider(environment: Environment) -> dict[str, object]:
    """Return the SAML provider by which people may sign in, as allauth's settings hold it; with no app where unset.

    The file is read anew at each sign-in, so that a provider's next certificate needs no restart.

    Raises:
        WorkspaceInvalid: the extra is not installed, the file does not describe one provider reached by HTTPS, or key
            and certificate are not a pair.
    """
    if environment.saml_metadata is None:
        return _held([]) if saml_installed() else {}
    _stop_without_the_extra()
    file = environment.saml_metadata.resolve()
    idp = {"entity_id": _described(file).entity, "metadata_url": file.as_uri(), "metadata_cache_timeout": 0}
    named = environment.saml_person
    settings = {
        "idp": idp,
        "attribute_mapping": {"uid": [named]} if named else {},
        "advanced": _demands(named) | _own_key(environment),
    }
    app: dict[str, object] = {
        "provider_id": "saml",
        "client_id": "sso",
        "name": environment.saml_name,
        "settings": settings,
    }
    return _held([app])


def _held(apps: list[dict[str, object]]) -> dict[str, object]:
    return {"saml": {"provider_class": "centreline.web.frame.saml.provider.Provider", "APPS": apps}}


def _demands(named: str) -> dict[str, bool]:
    """Return what an answer must hold; of the assertion the signature, whatever else is signed."""
    return {
        "strict": True,
        "want_assertion_signed": True,
        "reject_deprecated_algorithm": True,
        "reject_idp_initiated_sso": True,
        "want_attribute_statement": bool(named),
        "want_name_id": not named,
        "allow_single_label_domains": True,
    }


def _own_key(environment: Environment) -> dict[str, object]:
    """Return the key by which encrypted assertions are read, and that no others are accepted; nothing where unset."""
    named = {"CENTRELINE_SAML_KEY": environment.saml_key, "CENTRELINE_SAML_CERTIFICATE": environment.saml_certificate}
    if not any(named.values()):
        return {}
    held = {}
    for name, file in named.items():
        try:
            held[name] = b"" if file is None else file.read_bytes()
        except OSError as refused:
            raise _no_pair(f"it cannot be read: {refused.strerror}", name) from None
    key, certificate = held.values()
    try:
        private, public = load_pem_private_key(key, None), load_pem_x509_certificate(certificate)
    except (ValueError, TypeError):
        raise _no_pair("key and certificate have to be PEM, the key without a password", "both") from None
    if private.public_key() != public.public_key():
        raise _no_pair("the certificate is not of this key", "both")
    return {"private_key": key.decode(), "x509cert": certificate.decode(), "want_assertion_encrypted": True}


def _no_pair(why: str, name: str) -> WorkspaceInvalid:
    return WorkspaceInvalid(
        f"encrypted answers of the SAML provider could not be read: {why}",
        where="CENTRELINE_SAML_KEY and CENTRELINE_SAML_CERTIFICATE" if name == "both" else name,
        fix="name a private key and its certificate, or unset both",
    )


def _stop_without_the_extra() -> None:
    try:
        import_module("onelogin.saml2.auth")
    except ImportError as missing:  # not there, or two libraries in it that do not fit together
        raise WorkspaceInvalid(
            f"signing in by SAML needs packages that are not there or do not fit: {missing}",
            where=_VARIABLE,
            fix="pip install 'centreline[saml]', or unset the variable",
        ) from None


def _described(file: Path) -> _Described:
    entities = _tree(file).iter(f"{{{_SPACE['md']}}}EntityDescriptor")
    descriptors = [one for one in entities if one.find("md:IDPSSODescriptor", _SPACE) is not None]
    if len(descriptors) != 1:
        raise _unfit(file, f"it describes {len(descriptors)} providers, not one")
    [one] = descriptors
    address = _address(one)
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost", "::1"}:
        raise _unfit(file, f"people would sign in at {address!r}, which is not reached by HTTPS redirects")
    if not _signs(one):
        raise _unfit(file, "it holds no certificate the provider signs with")
    return _Described(one.get("entityID", ""), address)


def _address(one: Element) -> str:
    services = one.findall("md:IDPSSODescriptor/md:SingleSignOnService", _SPACE)
    return next((each.get("Location", "") for each in services if each.get("Binding") == _REDIRECT), "")


def _signs(one: Element) -> bool:
    keys = one.findall("md:IDPSSODescriptor/md:KeyDescriptor", _SPACE)
    return any(
        each.get("use", "signing") == "signing" and (each.findtext(".//ds:X509Certificate", "", _SPACE) or "").strip()
        for each in keys
    )


def _tree(file: Path) -> Element:
    try:
        found: Element = defusedxml.ElementTree.parse(file).getroot()
    except OSError as refused:
        raise _unfit(file, f"it cannot be read: {refused.strerror}") from None
    except (ParseError, DefusedXmlException):
        raise _unfit(file, "it is no XML, or holds what could not be read safely") from None
    return found


def _unfit(file: Path, why: str) -> WorkspaceInvalid:
    return WorkspaceInvalid(
        f"the description of the SAML provider does not serve: {why}",
        where=f"{file}, named by CENTRELINE_SAML_METADATA",
        fix="download the provider's metadata as XML, and name that file",
    )
