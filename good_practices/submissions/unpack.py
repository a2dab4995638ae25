"""A package that arrives: nothing in it is believed before it is verified.

First the zip itself (by the gate), then the bag (RFC 8493: every fingerprint), then what it says
of itself against what it holds. Nothing is ever fetched, and nothing is written outside a folder
of its own that is gone at the end.
"""

import io
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import bagit

from good_practices.submissions.bag import sha512
from good_practices.submissions.exchange import PackageSummary
from registry.platform import gate
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _, lazy
from registry.platform.shapes import decode_all

SUMMARY = "91_riepilogo.json"
DEEPEST = 4
BOUNDS = gate.Bounds(
    members=2_000, unpacked=400 * 1024 * 1024, ratio=200, depth=DEEPEST, longest_name=200
)
ODD = {
    "damaged": lazy("Il file non è uno zip leggibile: fatti rimandare il pacco."),
    "bomb": lazy("Il pacco, aperto, è troppo grande."),
    "too_complex": lazy("Il pacco, aperto, è troppo grande."),
    "timeout": lazy("Controllare il pacco richiede troppo tempo: fattelo rimandare."),
    "zip_names": lazy("Nel pacco un file ha un nome non ammesso: {name}."),
    "zip_twice": lazy("Nel pacco due file hanno lo stesso nome: {name}."),
    "zip_linked": lazy("Nel pacco c'è un collegamento al posto di un file: {name}."),
    "zip_locked": lazy("Il pacco è protetto da una password: serve senza."),
    "zip_structure": lazy("Il pacco è composto in modo irregolare: fattelo rimandare."),
}
TAG_FILES = {"bagit.txt", "bag-info.txt", "manifest-sha512.txt", "tagmanifest-sha512.txt"}
WINDOWS_NAMES = {"con", "prn", "aux", "nul"}
HEXADECIMAL = set("0123456789abcdef")


@dataclass(frozen=True)
class Package:
    """A package that holds what it says: its summary and its files by name."""

    summary: PackageSummary
    files: dict[str, bytes]
    sha512: str
    """Of the whole zip."""


def open_package(content: bytes) -> Package:
    """The verified package; raises InvalidInput with the sentence of what is wrong."""
    members = _read_zip(content)
    top, inside = _one_folder(members)
    _check_layout(inside)
    _check_bag(top, inside)
    payload = {
        path.removeprefix("data/"): data
        for path, data in inside.items()
        if path.startswith("data/")
    }
    summary = _summary(payload)
    _check_says_what_it_holds(summary, payload, top)
    return Package(summary=summary, files=payload, sha512=sha512(content))


def _refuse(sentence: str) -> InvalidInput:
    return InvalidInput(file=sentence)


def _read_zip(content: bytes) -> dict[str, bytes]:
    """Every file by its path, once the gate has seen that the zip is what it says."""
    for found in gate.examine_archive(content, BOUNDS):
        raise _refuse(str(ODD.get(found.rule, ODD["damaged"])).format(name=found.what))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = [entry for entry in archive.infolist() if not entry.is_dir()]
        if not files:
            raise _refuse(_("Il pacco è vuoto."))
        return {entry.filename: archive.read(entry) for entry in files}


def _is_safe_path(name: str) -> bool:
    path = PurePosixPath(name)
    parts = path.parts
    return (
        bool(parts)
        and len(parts) <= DEEPEST
        and not path.is_absolute()
        and "\\" not in name
        and ":" not in name
        and all(c.isprintable() for c in name)
        and not any(
            part in (".", "..")
            or part.endswith((".", " "))
            or part.partition(".")[0].casefold() in WINDOWS_NAMES
            for part in name.split("/")
        )
    )


def _one_folder(members: dict[str, bytes]) -> tuple[str, dict[str, bytes]]:
    tops = {name.split("/")[0] for name in members}
    if len(tops) != 1 or any("/" not in name for name in members):
        raise _refuse(_("Il pacco deve avere una sola cartella, con tutto dentro."))
    top = tops.pop()
    return top, {name.removeprefix(f"{top}/"): data for name, data in members.items()}


def _check_layout(inside: dict[str, bytes]) -> None:
    """Stricter than the library: only our tag files, sha512, no fetching, no odd lines."""
    if "fetch.txt" in inside:
        raise _refuse(_("Il pacco chiede di prendere file dalla rete: non è ammesso."))
    if missing := sorted(TAG_FILES - inside.keys()):
        raise _refuse(_("Al pacco manca {name}.").format(name=", ".join(missing)))
    odd = [p for p in inside if p not in TAG_FILES and not p.startswith("data/")]
    if odd:
        raise _refuse(_("Il pacco ha un file fuori posto: {name}.").format(name=odd[0]))
    _read_manifest("tagmanifest-sha512.txt", inside)
    _check_fingerprints(_read_manifest("manifest-sha512.txt", inside), inside)


def _read_manifest(name: str, inside: dict[str, bytes]) -> dict[str, str]:
    """Path to fingerprint; a line that is not exactly one of ours is refused."""
    try:
        lines = inside[name].decode("utf-8").splitlines()
    except UnicodeDecodeError:
        raise _refuse(_("L'elenco {name} non è scritto in UTF-8.").format(name=name)) from None
    listed = {}
    for line in lines:
        digest, gap, path = line[:128], line[128:130], line[130:]
        is_digest = len(digest) == 128 and set(digest) <= HEXADECIMAL
        if not (is_digest and gap == "  " and _is_safe_path(path)):
            raise _refuse(_("L'elenco {name} ha una riga che non va.").format(name=name))
        listed[path] = digest
    return listed


def _check_fingerprints(listed: dict[str, str], inside: dict[str, bytes]) -> None:
    """Names the first file that is not what left: the library below would only count them."""
    for path, digest in listed.items():
        name = path.removeprefix("data/")
        if path not in inside:
            raise _refuse(_("Al pacco manca il file {name}.").format(name=name))
        if sha512(inside[path]) != digest:
            raise _refuse(_changed(name))
    for path in inside:
        if path.startswith("data/") and path not in listed:
            raise _refuse(_("Nel pacco c'è un file che l'elenco non nomina: {name}.").format(
                name=path.removeprefix("data/")))  # fmt: skip


def _changed(name: str) -> str:
    return _("Impronta diversa: {name} non è quello che è partito.").format(name=name)


def _check_bag(top: str, inside: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory(prefix="intese-pacco-") as folder:
        for name, data in inside.items():
            path = Path(folder) / top / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        try:
            bagit.Bag(str(Path(folder) / top)).validate()
        except (bagit.BagError, UnicodeDecodeError, ValueError):
            raise _refuse(_("Il pacco non è integro (BagIt): fattelo rimandare.")) from None


def _summary(payload: dict[str, bytes]) -> PackageSummary:
    if SUMMARY not in payload:
        raise _refuse(_("Al pacco manca il riepilogo {name}.").format(name=SUMMARY))
    try:
        return decode_all(PackageSummary, payload[SUMMARY])
    except InvalidInput as wrong:
        place, sentence = next(iter(wrong.fields.items()))
        where = f"{SUMMARY}, {place}" if place else SUMMARY
        raise _refuse(f"{where}: {sentence}") from None


def _check_says_what_it_holds(summary: PackageSummary, payload: dict[str, bytes], top: str) -> None:
    if summary.name != top:
        raise _refuse(_("La cartella si chiama {top}, il riepilogo dice {name}.").format(
            top=top, name=summary.name))  # fmt: skip
    listed = {entry.name: entry for entry in summary.files}
    for name, entry in listed.items():
        if name not in payload:
            raise _refuse(_("Al pacco manca il file {name}.").format(name=name))
        if sha512(payload[name]) != entry.sha512:
            raise _refuse(_changed(name))
    cited = {scheda.file for scheda in summary.schede}
    cited |= {name for scheda in summary.schede for name in scheda.attachments}
    cited |= {act.file for act in summary.acts if act.file}
    if absent := sorted(cited - listed.keys()):
        raise _refuse(_("Il riepilogo cita un file che non c'è: {name}.").format(name=absent[0]))
    named = [(one.year, one.number) for one in summary.schede]
    if len(set(named)) != len(named):
        raise _refuse(_("Il riepilogo ripete la stessa scheda."))
