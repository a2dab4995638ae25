"""Lists of certifiers as a State publishes them, signed as it signs them."""

import base64
import hashlib
from datetime import UTC, datetime

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from lxml import etree

from tests.signatures.people import Holder

_T = "http://uri.etsi.org/02231/v2#"
_D = "http://www.w3.org/2000/09/xmldsig#"
_EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
GRANTED, WITHDRAWN = "granted", "withdrawn"
Step = tuple[str, datetime]


def trusted_list(
    certifier: Holder,
    *history: Step,
    kind: str = "CA/QC",
    purpose: str = "ForeSignatures",
    next_update: datetime = datetime(2027, 3, 1, tzinfo=UTC),
) -> bytes:
    """A list of one service, whose last step is how it stands today."""
    *past, (status, since) = history
    steps = "".join(
        f"<ServiceHistoryInstance>{_service(certifier, kind, *step, purpose)}"
        "</ServiceHistoryInstance>"
        for step in reversed(past)
    )
    return (
        f'<TrustServiceStatusList xmlns="{_T}" Id="lista"><SchemeInformation>'
        "<SchemeTerritory>IT</SchemeTerritory>"
        "<ListIssueDateTime>2026-11-01T10:00:00Z</ListIssueDateTime>"
        f"<NextUpdate><dateTime>{next_update:%Y-%m-%dT%H:%M:%SZ}</dateTime></NextUpdate>"
        "</SchemeInformation><TrustServiceProviderList><TrustServiceProvider><TSPServices>"
        f"<TSPService><ServiceInformation>{_service(certifier, kind, status, since, purpose)}"
        f"</ServiceInformation><ServiceHistory>{steps}</ServiceHistory></TSPService>"
        "</TSPServices></TrustServiceProvider></TrustServiceProviderList>"
        "</TrustServiceStatusList>"
    ).encode()


def _service(certifier: Holder, kind: str, status: str, since: datetime, purpose: str) -> str:
    return (
        f"<ServiceTypeIdentifier>http://uri.etsi.org/TrstSvc/Svctype/{kind}"
        "</ServiceTypeIdentifier><ServiceDigitalIdentity><DigitalId><X509Certificate>"
        f"{base64.b64encode(certifier.der).decode()}"
        "</X509Certificate></DigitalId></ServiceDigitalIdentity>"
        f"<ServiceStatus>http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/{status}</ServiceStatus>"
        f"<StatusStartingTime>{since:%Y-%m-%dT%H:%M:%SZ}</StatusStartingTime>"
        "<ServiceInformationExtensions><Extension><AdditionalServiceInformation><URI>"
        f"http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/{purpose}</URI>"
        "</AdditionalServiceInformation></Extension></ServiceInformationExtensions>"
    )


def signed_list(content: bytes, by: Holder) -> bytes:
    """The same with the signature of the whole of it, as its last child."""
    root = etree.fromstring(content)
    digest = base64.b64encode(hashlib.sha256(_canonical(root)).digest()).decode()
    info = (
        f'<SignedInfo xmlns="{_D}"><CanonicalizationMethod Algorithm="{_EXCLUSIVE}"/>'
        '<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>'
        f'<Reference URI="#lista"><Transforms><Transform Algorithm="{_D}enveloped-signature"/>'
        f'<Transform Algorithm="{_EXCLUSIVE}"/></Transforms>'
        '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
        f"<DigestValue>{digest}</DigestValue></Reference></SignedInfo>"
    )
    assert isinstance(by.key, rsa.RSAPrivateKey)
    value = by.key.sign(_canonical(etree.fromstring(info)), padding.PKCS1v15(), hashes.SHA256())
    signature = (
        f'<Signature xmlns="{_D}">{info}'
        f"<SignatureValue>{base64.b64encode(value).decode()}</SignatureValue><KeyInfo><X509Data>"
        f"<X509Certificate>{base64.b64encode(by.der).decode()}</X509Certificate></X509Data>"
        "</KeyInfo></Signature>"
    )
    root.append(etree.fromstring(signature))
    return etree.tostring(root)


def _canonical(element: etree._Element) -> bytes:
    canonical: bytes = etree.tostring(element, method="c14n", exclusive=True, with_comments=False)
    return canonical
