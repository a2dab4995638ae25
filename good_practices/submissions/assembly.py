"""The package put together: letter, form, schede, acts, list and data. Pure: the same contents
give the same bytes, today and in ten years."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from string import ascii_uppercase

import msgspec

from good_practices.circulars.documents import code_of, form_of
from good_practices.circulars.letter_data import Answer, CircularFormData
from good_practices.circulars.letters import circular_form_letter
from good_practices.circulars.shapes import CircularView
from good_practices.schede.documents import letter_data as scheda_letter_data
from good_practices.schede.letters import scheda_file_name, scheda_letter
from good_practices.schede.shapes import SchedaView
from good_practices.submissions import bag
from good_practices.submissions.contents import ActIn, Contents, FileIn, SchedaIn
from good_practices.submissions.exchange import (
    FORMAT,
    ActEntry,
    CircularRef,
    FileEntry,
    PackageSummary,
    PartnerEntry,
    ResultEntry,
    SchedaEntry,
    When,
)
from good_practices.submissions.letter_data import (
    Addressee,
    SentAct,
    SentScheda,
    TransmittalData,
)
from good_practices.submissions.letters import transmittal_file_name, transmittal_letter
from registry.platform.accounts.tables import Office
from registry.platform.documents import Letter, render
from registry.platform.documents.facts import LetterheadData
from registry.platform.documents.letter import Stage
from registry.platform.documents.naming import slug_of
from registry.platform.offices.words import short_unit, unit_with_article
from registry.platform.tables_csv import csv_bytes

FORM_NAME = "00_modulo_circolare.docx"
LIST_NAME = "90_elenco_allegati.csv"
SUMMARY_NAME = "91_riepilogo.json"
SLUG_WORDS = 4


@dataclass(frozen=True)
class Placed:
    """A file with its place in the package."""

    name: str
    kind: str
    title: str
    content: bytes

    @property
    def entry(self) -> FileEntry:
        return FileEntry(
            name=self.name,
            kind=self.kind,  # type: ignore[arg-type]  # one of the literals, by construction
            title=self.title,
            size=len(self.content),
            sha512=bag.sha512(self.content),
        )


@dataclass(frozen=True)
class Assembled:
    """The package and what it is made of; ``schede`` in the order of the batch."""

    package: bytes
    files: tuple[Placed, ...]
    schede: tuple[SchedaEntry, ...]


def assemble(contents: Contents) -> Assembled:
    acts = _place_acts(contents.acts, first=len(contents.schede) + 1)
    marks = {act.view.id: mark for mark, act, _file in acts}
    # The same bytes travel once, however many schede attach them.
    known = {bag.sha512(file.content): file.name for _mark, _act, file in acts if file}
    schede = [
        _place_scheda(position, scheda, contents, marks, known)
        for position, scheda in enumerate(contents.schede, start=1)
    ]
    entries = tuple(entry for entry, _files in schede)
    files = (
        _letter(contents, entries, acts),
        _form(contents),
        *(file for _entry, placed in schede for file in placed),
        *(file for _mark, _act, file in acts if file),
    )
    summary = _summary(contents, entries, acts, files)
    payload = {file.name: file.content for file in files} | {
        LIST_NAME: _list(files),
        SUMMARY_NAME: msgspec.json.format(msgspec.json.encode(summary), indent=1) + b"\n",
    }
    package = bag.make(contents.name, payload, info=_info(contents))
    return Assembled(package=package, files=files, schede=entries)


def _info(contents: Contents) -> dict[str, str]:
    return {
        "Source-Organization": contents.office.name,
        "External-Identifier": contents.name,
        "External-Description": f"Schede di buone pratiche, {contents.circular.name}",
        "Bagging-Date": contents.frozen_at.date().isoformat(),
        "Bag-Software-Agent": "Intese",
    }


def letters() -> Iterable[str]:
    """A, B, … Z, AA, AB …"""
    yield from ascii_uppercase
    for first in ascii_uppercase:
        for second in ascii_uppercase:
            yield first + second


PlacedAct = tuple[str, ActIn, Placed | None]


def _place_acts(acts: tuple[ActIn, ...], *, first: int) -> list[PlacedAct]:
    return [
        (mark, act, _act_file(first + position, mark, act))
        for position, (mark, act) in enumerate(zip(letters(), acts, strict=False))
    ]


def _act_file(position: int, mark: str, act: ActIn) -> Placed | None:
    if act.document is None:
        return None
    slug = slug_of(act.view.title, words=SLUG_WORDS)
    name = f"{position:02}_atto_{mark.lower()}_{slug}{_suffix(act.document.name)}"
    return Placed(name, "act", act.view.title, act.document.content)


def _suffix(name: str) -> str:
    """The file's own ending in lower case; ``.pdf.p7m`` stays whole."""
    endings = [ending.lower() for ending in PurePath(name).suffixes[-2:]]
    return "".join(endings) if endings[-1:] == [".p7m"] else "".join(endings[-1:])


def _place_scheda(
    position: int,
    scheda: SchedaIn,
    contents: Contents,
    marks: dict[int, str],
    known: dict[str, str],
) -> tuple[SchedaEntry, list[Placed]]:
    """The sheet and its files; ``known`` has the names of bytes that are placed already."""
    view = scheda.view
    data = scheda_letter_data(view, contents.circular, stage=Stage.FINAL, sequence=position)
    name = scheda_file_name(data)
    title = f"Scheda {view.field} – {view.title}"
    letter = scheda_letter(data, form_of(contents.circular))
    sheet = Placed(name, "scheda", title, _written(letter, contents))
    attached: list[Placed] = []
    names: list[str] = []
    for file in scheda.attachments:
        digest = bag.sha512(file.content)
        if digest not in known:
            attached.append(_attachment(position, len(attached) + 1, file))
            known[digest] = attached[-1].name
        names.append(known[digest])
    entry = _scheda_entry(view, contents.circular, name)
    entry = msgspec.structs.replace(
        entry,
        acts=tuple(marks[act.id] for act in view.acts),
        attachments=tuple(dict.fromkeys(names)),
    )
    return entry, [sheet, *attached]


def _attachment(position: int, n: int, file: FileIn) -> Placed:
    slug = slug_of(PurePath(file.name).stem, words=SLUG_WORDS)
    name = f"{position:02}_allegato_{n:02}_{slug}{_suffix(file.name)}"
    return Placed(name, "attachment", file.title, file.content)


def _scheda_entry(view: SchedaView, circular: CircularView, file: str) -> SchedaEntry:
    return SchedaEntry(
        year=view.year,
        number=view.number,
        edition=view.edition,
        field=view.field,
        field_text=circular.field(view.field).text,
        field_other=view.field_other,
        heading=view.heading,
        title=view.title,
        abstract=view.abstract,
        description=view.description,
        is_formalised=bool(view.is_formalised),
        when=When(
            text=view.when_text,
            period=view.when_period,
            earliest=view.starts_earliest,
            latest=view.ends_latest,
        ),
        territory_words=view.territory_words,
        places=tuple(place.code for place in view.places),
        promoter=view.promoter_name,
        lead_partner=view.lead_partner_name,
        partners=tuple(
            PartnerEntry(name=one.name, role=one.role.value, activity=one.activity)
            for one in view.partners
        ),
        context=view.context,
        objectives=tuple(view.objectives),
        access_words=view.access_words,
        recipients_words=view.recipients_words,
        results=tuple(
            ResultEntry(
                indicator=one.indicator,
                value_words=one.value_words,
                unit=one.unit,
                as_of=one.as_of,
                source=one.source,
            )
            for one in view.results
        ),
        fund_words=view.fund_words,
        lessons=view.lessons,
        transferability=view.transferability,
        is_publishable=bool(view.is_publishable),
        contact_unit=view.contact_unit,
        contact_email=view.contact_email,
        file=file,
    )


def _letter(contents: Contents, schede: tuple[SchedaEntry, ...], acts: list[PlacedAct]) -> Placed:
    data = TransmittalData(
        # Until the mail register gives its number the letter is a draft, and says so.
        stage=Stage.FINAL if contents.registration else Stage.DRAFT,
        letterhead=LetterheadData(lines=(contents.office.name,), unit=contents.office.unit_name),
        place=contents.office.seat_name or contents.office.name,
        registration=contents.registration,
        circular=code_of(contents.circular),
        addressee=Addressee(lines=_addressee(contents.circular), place="ROMA"),
        schede=tuple(_sent(entry, acts) for entry in schede),
        acts=tuple(
            SentAct(mark=mark, title=act.view.title, file_name=file.name)
            for mark, act, file in acts
            if file
        ),
        contact_office=unit_with_article(contents.office.unit_name) or contents.office.name,
        contact_email=contents.office.email,
        signer=contents.signer,
        footer=_footer(contents.office),
    )
    letter = transmittal_letter(data, form_of(contents.circular))
    name = transmittal_file_name(data)
    return Placed(name, "letter", "Lettera di trasmissione", _written(letter, contents))


def _footer(office: Office) -> str:
    """«corso Vittorio Emanuele II 17, Cremona · protocollo…@pec…»: what of it is known."""
    seat = f"{office.seat_words}, {office.seat_name}" if office.seat_words else ""
    return " · ".join(filter(None, (seat, office.certified_email)))


def _answering(office: Office) -> str:
    """The office, and the unit that answers."""
    return ", ".join(filter(None, (office.name, short_unit(office.unit_name))))


def _addressee(circular: CircularView) -> tuple[str, ...]:
    """Who sent the circular is who is answered: «Al Ministero dell'interno», and below."""
    first, *below = circular.sender_lines
    return (f"Al {first}", *below)


def _sent(entry: SchedaEntry, acts: list[PlacedAct]) -> SentScheda:
    with_file = {mark for mark, _act, file in acts if file}
    return SentScheda(
        field=entry.field,
        title=entry.title,
        acts=tuple(mark for mark in entry.acts if mark in with_file),
        file_name=entry.file,
    )


def _form(contents: Contents) -> Placed:
    by_field: dict[int, list[SchedaIn]] = {}
    for scheda in contents.schede:
        by_field.setdefault(scheda.view.field, []).append(scheda)
    others = [one.view.field_other for one in contents.schede if one.view.field_other]
    data = CircularFormData(
        stage=Stage.FINAL,
        office=contents.office.code,
        year=contents.year,
        circular=code_of(contents.circular),
        answering_office=_answering(contents.office),
        answers=tuple(
            Answer(
                field=field,
                paragraphs=tuple(one.view.abstract for one in found if one.view.abstract),
                attached=tuple(dict.fromkeys(a.title for one in found for a in one.view.acts)),
            )
            for field, found in sorted(by_field.items())
        ),
        other="; ".join(dict.fromkeys(others)),
        mailbox=contents.circular.mailbox,
    )
    letter = circular_form_letter(data, form_of(contents.circular))
    return Placed(FORM_NAME, "form", "Modulo della circolare", _written(letter, contents))


def _written(letter: Letter, contents: Contents) -> bytes:
    return render(letter, template=contents.templates[letter.template])


def _list(files: tuple[Placed, ...]) -> bytes:
    head = ["n.", "file", "titolo", "tipo", "byte", "sha512"]
    entries = [file.entry for file in files]
    return csv_bytes(
        head,
        [[n, one.name, one.title, one.kind, one.size, one.sha512]
         for n, one in enumerate(entries, start=1)],
    )  # fmt: skip


def _summary(
    contents: Contents,
    schede: tuple[SchedaEntry, ...],
    acts: list[PlacedAct],
    files: tuple[Placed, ...],
) -> PackageSummary:
    circular = contents.circular
    return PackageSummary(
        format=FORMAT,  # type: ignore[arg-type]  # the one literal
        name=contents.name,
        office=contents.office.code,
        office_name=contents.office.name,
        year=contents.year,
        number=contents.number,
        corrects=contents.corrects,
        circular=CircularRef(
            number=circular.number, issued_on=circular.issued_on, edition=circular.edition
        ),
        frozen_at=contents.frozen_at,
        schede=schede,
        acts=tuple(
            ActEntry(
                letter=mark,
                title=act.view.title,
                kind=act.view.kind.value,
                signed_words=act.view.when_text,
                file=file.name if file else None,
            )
            for mark, act, file in acts
        ),
        files=tuple(file.entry for file in files),
    )
