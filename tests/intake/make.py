"""Packages as Prefetture send them, and deliveries walked to where they are wanted."""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import msgspec

from good_practices.intake import actions, queries, tasks
from good_practices.intake.shapes import UploadView, Words
from good_practices.intake.tables import Delivery
from good_practices.submissions import bag
from good_practices.submissions.exchange import (
    FORMAT,
    ActEntry,
    CircularRef,
    FileEntry,
    PackageSummary,
    SchedaEntry,
    When,
)
from good_practices.submissions.naming import submission_name
from good_practices.submissions.unpack import SUMMARY
from registry.platform.accounts.roles import Actor
from tests.schede.make import field_row, word

ACT = "70_atto_a_protocollo.docx"
SENT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@cache
def document(words: str) -> bytes:
    return word(words)


def a_scheda(number: int = 1, *, edition: int = 1, field: int = 1, **changes: Any) -> SchedaEntry:
    """A scheda of a package; its document is made from its description."""
    text = field_row(field).text
    entry = SchedaEntry(
        year=2026,
        number=number,
        edition=edition,
        field=field,
        field_text=text,
        heading=f"Scheda {field}: {text}.",
        title="Accoglienza diffusa nei comuni",
        description="Una rete di comuni accoglie in case piccole, con corsi serali.",
        is_formalised=False,
        when=When(text="dal 16/10/2014", earliest=date(2014, 10, 16)),
        territory_words="Provincia di Cremona",
        contact_unit="Area IV",
        file=f"{number:02}_scheda.docx",
    )
    return msgspec.structs.replace(entry, **changes)


def a_formal_scheda(number: int = 1, **changes: Any) -> SchedaEntry:
    return a_scheda(number, **{"is_formalised": True, "acts": ("A",), **changes})


def act(letter: str, kind: str, *, file: str | None = None) -> ActEntry:
    """An act that is cited; without a file, its document is not in the package."""
    return ActEntry(letter=letter, title=f"Atto {letter}", kind=kind, file=file)


def a_summary(
    *schede: SchedaEntry, office: str = "pref-cr", number: int = 1, **changes: Any
) -> Any:
    """What a package says of itself; its files are those that its schede need."""
    schede = schede or (a_scheda(),)
    files = [_listed(one.file, "scheda", one.title, _sheet(one)) for one in schede]
    acts: tuple[ActEntry, ...] = ()
    if any(one.acts for one in schede):
        title = "Protocollo d'intesa per l'accoglienza"
        acts = (ActEntry(letter="A", title=title, kind="protocol", file=ACT),)
        files.append(_listed(ACT, "act", title, _act()))
    summary = PackageSummary(
        format=FORMAT,  # type: ignore[arg-type]  # the one literal
        name=submission_name(office, 2026, number),
        office=office,
        office_name="Una Prefettura",
        year=2026,
        number=number,
        circular=CircularRef(number="5973", issued_on=date(2015, 11, 11), edition=1),
        frozen_at=SENT,
        schede=schede,
        acts=acts,
        files=tuple(files),
    )
    return msgspec.structs.replace(summary, **changes)


def _listed(name: str, kind: Any, title: str, content: bytes) -> FileEntry:
    return FileEntry(
        name=name, kind=kind, title=title, size=len(content), sha512=bag.sha512(content)
    )


def _sheet(entry: SchedaEntry) -> bytes:
    return document(f"{entry.heading} {entry.description}")


def _act() -> bytes:
    return document("Si conviene che una rete di comuni accoglie in case piccole i richiedenti.")


def zipped(summary: PackageSummary, **more: bytes) -> bytes:
    """The package of this summary; ``more`` are files that the summary does not list."""
    files = {one.file: _sheet(one) for one in summary.schede} | more
    if any(act.file for act in summary.acts):
        files[ACT] = _act()
    files[SUMMARY] = msgspec.json.encode(summary)
    return bag.make(summary.name, files, info={"External-Identifier": summary.name})


def a_package(
    *schede: SchedaEntry, office: str = "pref-cr", number: int = 1, **changes: Any
) -> bytes:
    return zipped(a_summary(*schede, office=office, number=number, **changes))


async def a_delivery(
    by: Actor, *schede: SchedaEntry, office: str = "pref-cr", number: int = 1, **changes: Any
) -> Delivery:
    content = a_package(*schede, office=office, number=number, **changes)
    return await actions.receive(content, "pacco.zip", by=by)


ASK = Words(words="Allegate l'accordo operativo territoriale.")


async def an_upload(by: Actor, *packages: tuple[str, bytes]) -> UploadView:
    """Several packages brought together, and read as the worker reads them."""
    waiting = [await actions.lay_aside(name, content) for name, content in packages]
    upload = await actions.bring(waiting, by=by)
    await tasks.read_packages(upload_id=upload.id, language="it")
    return await queries.upload_view(upload.id)
