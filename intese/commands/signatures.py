"""Who signed a file, and is it intact: ``intese verify``, with no database."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG

import msgspec
from rich.progress import track

from intese.commands.files import each_of, why_not_read, words_of
from intese.commands.parser import Parser, add_command, shown, told
from registry.platform import signatures
from registry.platform.clock import ROME
from registry.platform.i18n import _
from registry.platform.signatures import Signed, Signer, Verdict, anchors
from registry.platform.signatures.shapes import Answer, Told
from registry.platform.signatures.words import VOID, why_not_checked
from registry.platform.statuses import status

APART = {".p7s", ".p7m", ".sig", ".p7"}
"""Of signatures whose document may be in a file beside them."""
MOST_BESIDE = 8


def add_to(commands: "argparse._SubParsersAction[Parser]") -> None:
    verify = add_command(
        commands, "verify", "dice chi ha firmato un file, e se è integro", run_verify,
        example="intese verify atto.pdf convenzione.pdf.p7m --json",
    )  # fmt: skip
    verify.description = (
        "Dice chi ha firmato un file (PDF, .p7m, .p7s), quando, e se è rimasto come era.\n"
        "Non serve l'archivio e non esce in rete. Di chi ha rilasciato i certificati dice\n"
        "qualcosa solo se INTESE_TRUST indica una cartella con i certificatori fidati.\n\n"
        "Esce con 0 se ogni file è firmato e integro; con 1 se qualcuno non lo è, o se una\n"
        "firma è come non data (certificato scaduto o revocato)."
    )
    verify.add_argument(
        "files", nargs="+", type=Path, metavar="FILE",
        help="uno o più file; di una cartella, tutti quelli che contiene",
    )  # fmt: skip
    verify.add_argument("--json", action="store_true", help="un oggetto JSON per riga")


def run_verify(given: argparse.Namespace) -> int:
    all_ = list(each_of(given.files))
    there = [path for path in all_ if _is_readable(path)]
    verdicts = signatures.verify_many(map(_with_companions, there), anchors=anchors.packed())
    is_good = len(there) == len(all_)
    watched = track(
        zip(there, verdicts, strict=True), _("Controllo le firme…"), total=len(there),
        transient=True, disable=len(there) == 1 or not sys.stderr.isatty(),
    )  # fmt: skip
    for path, verdict in watched:
        show = _shown_as_json if given.json else _shown_in_words
        show(words_of(path), verdict)
        is_good &= verdict.intact and not any(map(_is_void, verdict.signers))
    return 0 if is_good else 1


def _is_readable(path: Path) -> bool:
    """What cannot be read is told, and the others are looked at all the same."""
    try:
        if not S_ISREG(path.stat().st_mode):
            raise ValueError
        path.open("rb").close()
    except (OSError, ValueError) as fault:
        told(why_not_read(path, fault))
        return False
    return True


def _is_void(signer: Signer) -> bool:
    return any(fact.code in VOID for fact in signer.facts)


def _with_companions(path: Path) -> Signed:
    beside: list[bytes | Path] = []
    if path.suffix.lower() in APART:
        beside += _beside(path)
    return Signed(path, beside[:MOST_BESIDE])


def _beside(path: Path) -> Iterator[Path]:
    """The document of a detached signature: «atto.pdf» for «atto.pdf.p7s»."""
    named = path.with_suffix("")
    if named.suffix:
        yield from [named] if named.is_file() else []
        return
    for one in sorted(path.parent.iterdir()):
        if one.stem == path.stem and one.suffix.lower() not in APART and one.is_file():
            yield one


def _shown_as_json(file: str, verdict: Verdict) -> None:
    shown(msgspec.json.encode(_answer(file, verdict)).decode())


def _answer(file: str, verdict: Verdict) -> Answer:
    return Answer(
        file=file,
        reasons=signatures.reasons(verdict),
        signers=[
            Told(**{name: getattr(one, name) for name in Told.__struct_fields__})
            for one in verdict.signers
        ],
        **{
            name: getattr(verdict, name)
            for name in Answer.__struct_fields__
            if name not in ("file", "reasons", "signers")
        },
    )


def _shown_in_words(file: str, verdict: Verdict) -> None:
    shown(f"{file}: {_summary(verdict)}")
    for signer in verdict.signers:
        shown(f"  {_who(signer)}: {_word(signer)}")
    for reason in signatures.reasons(verdict):
        shown(f"  - {reason.message}")


def _summary(verdict: Verdict) -> str:
    if not verdict.signed:
        why = why_not_checked(verdict)
        return _("firme non controllate: {why}").format(why=why) if why else _("non firmato")
    return _("firmato e integro") if verdict.intact else _("firmato, non integro")


def _who(signer: Signer) -> str:
    at = signer.signed_at
    facts = (
        signer.name or _("chi ha firmato non si sa"),
        signer.tax_code,
        signer.organisation,
        f"{at.astimezone(ROME):%d/%m/%Y %H:%M}" if at else None,
        _("controfirma {name}").format(name=signer.countersigns) if signer.countersigns else None,
    )
    return ", ".join(fact for fact in facts if fact)


def _word(signer: Signer) -> str:
    key, detail = signatures.standing(signer)
    return status(key).says(detail)
