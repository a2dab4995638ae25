"""A list of qualified certifiers (ETSI TS 119 612), as AgID and the other States publish it:
which certificates people's certificates come from, and in which times that was so."""

import base64
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from registry.platform.signatures.inside import xml_signature
from registry.platform.signatures.inside.certificates import loaded
from registry.platform.signatures.shapes import Anchor, TrustedList

_T = "{http://uri.etsi.org/02231/v2#}"
_IN = {"t": "http://uri.etsi.org/02231/v2#"}
ROOT = f"{_T}TrustServiceStatusList"
_GOOD = {"granted", "undersupervision", "supervisionincessation", "accredited"}
"""The last word of a status: «granted» since July 2016, the others before."""
_OF_PEOPLE = {"ForeSignatures", "ForeSeals"}

Period = tuple[datetime, datetime | None]


class NoList(Exception):
    """It is no such list."""


def read(file: str, content: bytes) -> tuple[TrustedList, list[Anchor]]:
    """What the list says of itself, and its anchors: none where somebody altered it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise NoList from None
    about: Any = root.getroottree().docinfo
    if root.tag != ROOT or about.doctype:
        raise NoList
    signature = xml_signature.check(root)
    services = root.findall(".//t:TSPService", _IN)
    told = TrustedList(
        file=file,
        territory=(root.findtext(".//t:SchemeTerritory", "", _IN) or "").strip()[:8],
        issued_at=_moment(root.findtext(".//t:ListIssueDateTime", "", _IN)),
        next_update=_moment(root.findtext(".//t:NextUpdate/t:dateTime", "", _IN)),
        services=len(services),
        signed_by=signature.signed_by,
        is_intact=signature.is_intact,
    )
    is_altered = bool(signature.signed_by) and not signature.is_intact
    return told, [] if is_altered else [one for part in services for one in _anchors(part)]


def _anchors(service: etree._Element) -> Iterator[Anchor]:
    now = service.find("t:ServiceInformation", _IN)
    if now is None:
        return
    kind = now.findtext("t:ServiceTypeIdentifier", "", _IN).strip()
    signs, stamps = kind.endswith("/Svctype/CA/QC") and _is_of_people(now), "/Svctype/TSA" in kind
    periods = list(_periods(service, kind))
    if not (signs or stamps) or not periods:
        return
    raw = [
        base64.b64decode(one.text or "")
        for one in now.findall("t:ServiceDigitalIdentity/t:DigitalId/t:X509Certificate", _IN)
    ]
    for certificate in loaded(raw):
        yield Anchor(
            certificate=certificate.dump(),
            subject=certificate.subject.hashable,
            signs=signs,
            stamps=stamps,
            periods=periods,
        )


def _is_of_people(service: etree._Element) -> bool:
    """Not only of web sites, where the list says for whom the certificates are."""
    told = {
        (uri.text or "").strip().rpartition("/")[2]
        for uri in service.findall(".//t:AdditionalServiceInformation/t:URI", _IN)
    }
    named = {one for one in told if one.startswith("For")}
    return not named or bool(named & _OF_PEOPLE)


def _periods(service: etree._Element, kind: str) -> Iterator[Period]:
    """In which the service was of that kind and good, from its present status and its history."""
    steps = [
        (since, step.findtext("t:ServiceStatus", "", _IN).strip().rpartition("/")[2])
        for step in service.iter(f"{_T}ServiceInformation", f"{_T}ServiceHistoryInstance")
        if step.findtext("t:ServiceTypeIdentifier", "", _IN).strip() == kind
        and (since := _moment(step.findtext("t:StatusStartingTime", "", _IN)))
    ]
    until = None
    for since, status in sorted(steps, reverse=True):
        if status in _GOOD:
            yield since, until
        until = since


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC)
