"""A SAML provider of a few lines: it describes itself, and signs what a test has it say."""

import base64
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Known
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Signing

ADDRESS = "https://login.example.org/sso"
ENTITY = "https://login.example.org/"
HERE = "http://centre.example.org/accounts/saml/sso"

METADATA = """<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{entity}">
<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
<ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{address}"/>
</md:IDPSSODescriptor></md:EntityDescriptor>"""

ASSERTION = """<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="a{id}" Version="2.0" \
IssueInstant="{now}"><saml:Issuer>{entity}</saml:Issuer><saml:Subject>\
<saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">{name}</saml:NameID>\
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData \
NotOnOrAfter="{until}" Recipient="{here}/acs/" InResponseTo="{request}"/></saml:SubjectConfirmation></saml:Subject>\
<saml:Conditions NotBefore="{since}" NotOnOrAfter="{until}"><saml:AudienceRestriction>\
<saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>\
<saml:AuthnStatement AuthnInstant="{now}"><saml:AuthnContext><saml:AuthnContextClassRef>\
urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>\
<saml:AttributeStatement><saml:Attribute Name="login"><saml:AttributeValue>{login}</saml:AttributeValue>\
</saml:Attribute></saml:AttributeStatement></saml:Assertion>"""

RESPONSE = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="r{id}" Version="2.0" \
IssueInstant="{now}" Destination="{here}/acs/" InResponseTo="{request}"><saml:Issuer \
xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">{entity}</saml:Issuer><samlp:Status><samlp:StatusCode \
Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>{assertion}</samlp:Response>"""


@dataclass(frozen=True)
class SamlProvider:
    """A provider with a key of its own."""

    key: str
    certificate: str

    def describe(self, file: Path, *, address: str = ADDRESS) -> Path:
        """Write what an administrator would download."""
        bare = re.sub(r"-----.*?-----|\s", "", self.certificate)
        file.write_text(METADATA.format(entity=ENTITY, certificate=bare, address=address), encoding="utf-8")
        return file

    def answer(
        self,
        request: str,
        *,
        edit: Callable[[str], str] = str,
        after: Callable[[str], str] = str,
        sealed_for: str = "",
        **said: object,
    ) -> str:
        """Return what the browser is made to post.

        Args:
            request: What is answered.
            edit: Changes the assertion before it is signed.
            after: Changes the document later.
            sealed_for: The certificate the assertion is encrypted for; it is not where empty.
            said: What the assertion says.
        """
        now = datetime.now(UTC) - timedelta(minutes=int(str(said.pop("minutes_old", 0))))
        words = {"now": _at(now), "since": _at(now - timedelta(minutes=1)), "until": _at(now + timedelta(minutes=2))}
        words |= {"entity": ENTITY, "here": HERE, "request": request, "id": Signing.generate_unique_id()}
        words |= {"audience": f"{HERE}/metadata/", "name": "lee", "login": "", **said}
        plain = edit(ASSERTION.format(**words))
        signed = Signing.add_sign(plain, self.key, self.certificate, False, Known.RSA_SHA256, Known.SHA256).decode()
        signed = sealed(signed, sealed_for) if sealed_for else signed
        document = after(RESPONSE.format(**words, assertion=signed))
        return base64.b64encode(document.encode()).decode()


def sealed(assertion: str, certificate: str) -> str:
    """Return an assertion encrypted for whoever holds the key of a certificate, as providers do."""
    manager = xmlsec.KeysManager()
    manager.add_key(xmlsec.Key.from_memory(certificate, xmlsec.KeyFormat.CERT_PEM))
    document = etree.fromstring(assertion)
    around = etree.Element("{urn:oasis:names:tc:SAML:2.0:assertion}EncryptedAssertion")
    holder = xmlsec.template.encrypted_data_create(
        around, xmlsec.Transform.AES256, type=xmlsec.EncryptionType.ELEMENT, ns="xenc"
    )
    xmlsec.template.encrypted_data_ensure_cipher_value(holder)
    info = xmlsec.template.encrypted_data_ensure_key_info(holder, ns="dsig")
    key = xmlsec.template.add_encrypted_key(info, xmlsec.Transform.RSA_OAEP)
    xmlsec.template.encrypted_data_ensure_cipher_value(key)
    context = xmlsec.EncryptionContext(manager)
    context.key = xmlsec.Key.generate(xmlsec.KeyData.AES, 256, xmlsec.KeyDataType.SESSION)
    around.append(context.encrypt_xml(holder, document))
    return str(etree.tostring(around, encoding="unicode"))


def made() -> SamlProvider:
    """Return a provider with a new key."""
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "login.example.org")]), datetime.now(UTC)
    unsigned = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    dated = unsigned.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    pem, encoding = dated.sign(key, hashes.SHA256()), serialization.Encoding.PEM
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return SamlProvider(private.decode(), pem.public_bytes(encoding).decode())


def request_in(location: str) -> str:
    """Return the id of the request somebody is sent to the provider with."""
    [packed] = parse_qs(urlsplit(location).query)["SAMLRequest"]
    document = zlib.decompress(base64.b64decode(packed), -15).decode()
    return re.findall(r'\bID="([^"]+)"', document)[0]


def _at(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
