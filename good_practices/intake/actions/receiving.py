"""Taking in what arrives: verified whole, kept once, refused with a sentence and remembered."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from msgspec import json

from good_practices.circulars.shapes import CircularView
from good_practices.intake import events, queries
from good_practices.intake.actions.refusing import forget_refusal, remember
from good_practices.intake.actions.standing import renew_standings
from good_practices.intake.actions.telling import tell_sender
from good_practices.intake.actions.vetting import check_sender, circular_of, said_before
from good_practices.intake.checks import OWN_FILES, Finding, doubts_of, findings_of
from good_practices.intake.lifecycle import DeliveryStatus
from good_practices.intake.naming import receipt_number, short_office
from good_practices.intake.permissions import RECEIVE_PACKAGES, program_at_the_ministry
from good_practices.intake.tables import DeliveredFile, DeliveredScheda, Delivery
from good_practices.schede.naming import scheda_code
from good_practices.submissions import bag
from good_practices.submissions.actions import to_json
from good_practices.submissions.exchange import ActEntry, PackageSummary, SchedaEntry
from good_practices.submissions.unpack import Package, open_package
from registry.platform import audit, clock, gate, storage
from registry.platform.accounts.roles import Actor, check_may
from registry.platform.counters import next_number
from registry.platform.database import connection, transaction
from registry.platform.errors import Refused
from registry.platform.signatures import kept
from registry.platform.signatures import tasks as signatures
from registry.platform.storage.files import tidy_name

LONGEST_KIND = 40
MOST_WORDS = 50_000
"""Characters by which a delivery is found: what PostgreSQL indexes has an end."""


@dataclass(frozen=True)
class Looked:
    """What was seen of one file: the upload gate's doubts, and its fingerprint."""

    doubts: list[str]
    sha512: str


@dataclass(frozen=True)
class Reception:
    """``is_new`` is false for a package that had already been taken in."""

    delivery: Delivery
    is_new: bool


async def receive(content: bytes, name: str, *, by: Actor) -> Delivery:
    """The delivery of this package, taken in now or when it first came.

    Raises InvalidInput for a package that is not whole or cannot be true, AlreadyThere for
    other bytes under a number that has arrived, WrongStatus for one that has not left yet.
    """
    return (await take_in(content, name, by=by)).delivery


async def receive_file(path: Path) -> Reception:
    """The same for a file of this machine, by the program itself."""
    content = await asyncio.to_thread(path.read_bytes)
    return await take_in(content, path.name, by=program_at_the_ministry())


async def receive_sent(submission_id: int, *, by: Actor) -> Reception:
    """Takes in a batch that an office of this server has sent, without a file in between."""
    check_may(by, RECEIVE_PACKAGES)
    name, kept_as = await queries.package_on_the_way(submission_id)
    return await take_in(storage.read(kept_as), name, by=by)


async def take_in(content: bytes, name: str, *, by: Actor) -> Reception:
    """``receive``, and whether it was the first time."""
    check_may(by, RECEIVE_PACKAGES)
    package_sha512 = await asyncio.to_thread(bag.sha512, content)
    known = await queries.find_by_bytes_or_none(package_sha512)
    if known is not None:
        return Reception(known, is_new=False)
    try:
        package = await asyncio.to_thread(_open, content)
        looked = await look_at_files(package)
        return await _keep(package, content, looked, by=by)
    except Refused as refused:
        await remember(refused, content, tidy_name(name), by=by)
        raise


def _open(content: bytes) -> Package:
    return open_package(content)


async def look_at_files(package: Package) -> dict[str, Looked]:
    """Every file by itself, as many at once as there is room for."""
    looked = await asyncio.gather(*(_look_at(*file) for file in package.files.items()))
    return dict(zip(package.files, looked, strict=True))


async def _look_at(name: str, content: bytes) -> Looked:
    digest = await asyncio.to_thread(bag.sha512, content)
    if name in OWN_FILES:
        return Looked(doubts=[], sha512=digest)
    return Looked(doubts=doubts_of(await gate.examine_async(name, content)), sha512=digest)


async def _keep(
    package: Package, content: bytes, looked: dict[str, Looked], *, by: Actor
) -> Reception:
    summary = package.summary
    async with transaction():
        await queries.hold_office(summary.office)
        known = await queries.find_by_bytes_or_none(package.sha512)
        if known is not None:
            return Reception(known, is_new=False)
        office_name = await check_sender(package)
        circular = await circular_of(summary)
        findings = findings_of(
            package, circular, {name: one.doubts for name, one in looked.items()}
        )
        findings += await said_before(summary)
        kept_as = await _store(package)
        delivery = await _add(package, content, circular, findings, by=by)
        delivery.words = _words(summary, short_office(office_name))
        await delivery.save()
        await _add_files(delivery, package, looked, kept_as)
        # Who sends waits for nobody to read signatures: a job does, once this is kept.
        await signatures.ask_for(await kept.lacking(kept_as.values()))
        await _add_schede(delivery, summary, short_office(office_name))
        await forget_refusal(package.sha512)
        await renew_standings(delivery.office, [(one.year, one.number) for one in summary.schede])
        await _record(delivery, n=len(summary.schede), by=by)
        await tell_sender(delivery)
        return Reception(await queries.find(delivery.id), is_new=True)


async def _store(package: Package) -> dict[str, str]:
    """Puts every file away; first of all, so that the receipts' counter is held briefly."""
    return {name: await storage.keep(data, name=name) for name, data in package.files.items()}


async def _add(
    package: Package, content: bytes, circular: CircularView, findings: list[Finding], *, by: Actor
) -> Delivery:
    summary, now = package.summary, clock.now()
    year = clock.today().year
    return Delivery(
        office=summary.office,
        year=summary.year,
        number=summary.number,
        name=summary.name,
        circular=circular.id,
        corrects=summary.corrects or "",
        came_back=any(one.edition > 1 for one in summary.schede),
        frozen_at=summary.frozen_at,
        file=await storage.keep(content, name=f"{summary.name}.zip"),
        package_sha512=package.sha512,
        size=len(content),
        schede=len(summary.schede),
        received_at=now,
        received_by=by.user_id,
        receipt_number=receipt_number(await next_number("intake", year), year),
        status=DeliveryStatus.TO_OPEN,
        told_at=now,
        findings=to_json(findings),
    )


async def _record(delivery: Delivery, *, n: int, by: Actor) -> None:
    await audit.record(
        events.RECEIVE,
        about=("delivery", delivery.id),
        by=by,
        name=delivery.name,
        n=n,
        receipt=delivery.receipt_number,
    )


def _words(summary: PackageSummary, office: str) -> str:
    """By which people look for it: its name, the office, what its schede are about."""
    titles = [f"{one.title} {one.territory_words}" for one in summary.schede]
    words = [summary.name, summary.name.replace("_", " "), office, *titles]
    return " ".join(words)[:MOST_WORDS]


async def _add_files(
    delivery: Delivery, package: Package, looked: dict[str, Looked], kept_as: dict[str, str]
) -> None:
    listed = {entry.name: entry for entry in package.summary.files}
    names = [*listed, *sorted(package.files.keys() - listed)]
    for position, name in enumerate(names, start=1):
        entry = listed.get(name)
        await DeliveredFile(
            delivery=delivery.id,
            position=position,
            kind=entry.kind if entry else "data",
            name=name,
            title=entry.title if entry else "",
            size=len(package.files[name]),
            sha512=looked[name].sha512,
            file=kept_as[name],
            doubts=looked[name].doubts,
        ).save()


async def _add_schede(delivery: Delivery, summary: PackageSummary, office: str) -> None:
    acts = {act.letter: act for act in summary.acts}
    for position, entry in enumerate(summary.schede, start=1):
        cited = [acts[letter] for letter in entry.acts if letter in acts]
        await _scheda(delivery, position, entry, cited, office).save()


def _scheda(
    delivery: Delivery, position: int, entry: SchedaEntry, acts: list[ActEntry], office: str
) -> DeliveredScheda:
    return DeliveredScheda(
        delivery=delivery.id,
        position=position,
        office=delivery.office,
        circular=delivery.circular,
        year=entry.year,
        number=entry.number,
        edition=entry.edition,
        field_number=entry.field,
        field_text=entry.field_text,
        title=entry.title,
        snapshot=to_json(entry),
        act_files=[act.file for act in acts if act.file],
        act_kinds=_kinds_of(acts),
        text=_text(entry, office, scheda_code(delivery.office, entry.year, entry.number)),
    )


def _kinds_of(acts: Iterable[ActEntry]) -> list[str]:
    return list(dict.fromkeys(act.kind[:LONGEST_KIND] for act in acts))


def _text(entry: SchedaEntry, office: str, code: str) -> str:
    """By which a scheda is looked for, besides its title and its field."""
    bodies = [entry.promoter, entry.lead_partner, *(one.name for one in entry.partners)]
    # Words are looked for without their signs: «SV 2026/1» as three.
    words = [
        office,
        code.replace("/", " "),
        entry.abstract,
        entry.description,
        entry.territory_words,
        *bodies,
    ]
    return " ".join(words)[:MOST_WORDS]


async def read_kinds_of_acts() -> None:
    """Fills in the kinds of acts of the deliveries that came when they were not kept."""
    for delivery_id, kept_as in await queries.deliveries_without_kinds():
        summary = json.decode(storage.read(kept_as), type=PackageSummary)
        kinds = {act.letter: act for act in summary.acts}
        async with transaction():
            for position, entry in enumerate(summary.schede, start=1):
                cited = [kinds[letter] for letter in entry.acts if letter in kinds]
                await connection().execute(
                    "UPDATE delivered_scheda SET act_kinds = $3"
                    " WHERE delivery = $1 AND position = $2",
                    delivery_id,
                    position,
                    _kinds_of(cited),
                )
