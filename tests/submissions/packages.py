"""Packages of the tests: small, whole, and easy to spoil in one place."""

import io
import zipfile
from datetime import UTC, date, datetime

import msgspec

from good_practices.submissions import bag
from good_practices.submissions.exchange import (
    FORMAT,
    CircularRef,
    FileEntry,
    PackageSummary,
    SchedaEntry,
    When,
)
from good_practices.submissions.unpack import SUMMARY

NAME = "TRASM_CR_2026_0001"
SHEET = b"una scheda"


def a_summary(**changes: object) -> PackageSummary:
    sheet = FileEntry(
        name="01_scheda.docx",
        kind="scheda",
        title="Scheda 1",
        size=len(SHEET),
        sha512=bag.sha512(SHEET),
    )
    entry = SchedaEntry(
        year=2026,
        number=1,
        edition=1,
        field=1,
        field_text="sviluppo di reti",
        heading="Scheda 1: Sviluppo di reti.",
        title="Accoglienza diffusa",
        description="Una rete di comuni.",
        is_formalised=False,
        when=When(text="dal 16/10/2014"),
        file="01_scheda.docx",
    )
    summary = PackageSummary(
        format=FORMAT,  # type: ignore[arg-type]  # the one literal
        name=NAME,
        office="pref-cr",
        office_name="Prefettura di Cremona",
        year=2026,
        number=1,
        circular=CircularRef(number="5973", issued_on=date(2015, 11, 11), edition=1),
        frozen_at=datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
        schede=(entry,),
        files=(sheet,),
    )
    return msgspec.structs.replace(summary, **changes)


def payload(summary: PackageSummary | None = None) -> dict[str, bytes]:
    return {
        "01_scheda.docx": SHEET,
        SUMMARY: msgspec.json.encode(summary or a_summary()),
    }


def a_package(summary: PackageSummary | None = None, *, name: str = NAME) -> bytes:
    return bag.make(name, payload(summary), info={"External-Identifier": name})


def unzipped(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def zipped(files: dict[str, bytes], *, mode: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def spoiled(**changes: bytes | None) -> bytes:
    """The good package with some files replaced (or taken out, with None), paths below the top."""
    files = {name.removeprefix(f"{NAME}/"): data for name, data in unzipped(a_package()).items()}
    for path, content in changes.items():
        if content is None:
            files.pop(path)
        else:
            files[path] = content
    return zipped({f"{NAME}/{path}": data for path, data in files.items()})
