"""The task: one document looked at, its pages made ready or the reason why it has none here."""

import hashlib
import io
import re
from typing import BinaryIO

import pikepdf

from registry.platform.dossiers.inside import cleaning
from registry.platform.dossiers.inside.values import DAMAGE, get
from registry.platform.dossiers.shapes import Outcome, Prepared, Wanted
from registry.platform.gate.inside.looking import look
from registry.platform.gate.inside.notes import plain
from registry.platform.gate.inside.pdf import END, END_WITHIN, MENDING
from registry.platform.gate.inside.sorts import is_program_by_name, sort_of
from registry.platform.gate.inside.zips import PADDING
from registry.platform.gate.policy import KINDS, RULES
from registry.platform.gate.shapes import Asked, Found
from registry.platform.signatures.inside.looking import names

MOST_NAMES = 20
SIGNATURE = re.compile(rb"/ByteRange\s*\[")
CARRIED_ON = {"image", "xlsx", "ods", "xls", "pptx", "odp", "text", "xml", "rtf"}
"""What an office attaches to its acts besides what the gate takes: it goes in whole."""
CLOSED = {"encrypted", "encrypted_signed", "enveloped", "detached", "not_here", "other_type",
          "name_says_other", "name_says_nothing", "too_large", "no_signature"}  # fmt: skip
"""Rules of the gate that do not keep a file from being attached: it was in the registry."""


def prepare(wanted: Wanted, files: list[BinaryIO], output: BinaryIO | None) -> Prepared:
    content = files[0].read()
    one = _Document(wanted, content)
    if not content:
        return one.became(Outcome.EMPTY)
    if one.sort != "pdf":
        return one.attached_as(Outcome.ENVELOPE if one.sort == "p7m" else Outcome.OTHER)
    assert output is not None  # noqa: S101  whoever asks gives one
    try:
        return _pages(one, output)
    except cleaning.Unfit as unfit:
        if unfit.rule == "too_many_pages":
            return one.became(Outcome.TOO_MUCH)
        return one.became(Outcome.REFUSED, rule=unfit.rule)


class _Document:
    def __init__(self, wanted: Wanted, content: bytes) -> None:
        self.wanted = wanted
        self.content = content
        self.sort = sort_of(content) if content else "unknown"
        self.sha256 = hashlib.sha256(content).hexdigest()

    def became(self, outcome: Outcome, **more: object) -> Prepared:
        told = {"sort": self.sort, "sha256": self.sha256, "size": len(self.content), **more}
        return Prepared(outcome=outcome, **told)  # type: ignore[arg-type]  # as they are declared

    def attached_as(self, outcome: Outcome) -> Prepared:
        """Whole, unless the gate would not let in what it has inside."""
        seen = look(Asked(self.wanted.name), [io.BytesIO(self.content)], None)
        self.sort = seen.sort
        refused = next((one for one in seen.found if _keeps_out(one)), None)
        if is_program_by_name(self.wanted.name):
            refused = Found("program", self.wanted.name)
        if refused is None and seen.sort not in {*KINDS, *CARRIED_ON}:
            refused = Found("other_type", seen.sort)
        if refused is not None:
            return self.became(Outcome.REFUSED, rule=refused.rule, what=refused.what)
        if outcome is Outcome.OTHER and _is_closed(seen.found):
            outcome = Outcome.ENCRYPTED
        is_signed = outcome in (Outcome.SIGNED, Outcome.ENVELOPE)
        found = names(self.content, most=MOST_NAMES) if is_signed else []
        return self.became(outcome, signers=[plain(name) for name in found])


def _keeps_out(found: Found) -> bool:
    rule = RULES.get(found.rule)
    if found.rule == "other_type" and found.inside:
        return found.what not in CARRIED_ON
    return rule is None or (rule.is_refused and found.rule not in CLOSED)


def _is_closed(found: list[Found]) -> bool:
    return any(RULES[one.rule].code == "encrypted" for one in found if one.rule in RULES)


def _pages(one: _Document, output: BinaryIO) -> Prepared:
    try:
        pdf = pikepdf.open(io.BytesIO(one.content), suppress_warnings=True)
    except pikepdf.PasswordError:
        return one.attached_as(Outcome.ENCRYPTED)
    except DAMAGE as fault:
        # What is damaged is not carried on: nobody can say what it has inside.
        closed = "encryption" in str(fault)
        return one.became(Outcome.DAMAGED, rule="encrypted" if closed else "")
    with pdf:
        return _of_opened(one, pdf, output)


def _of_opened(one: _Document, pdf: pikepdf.Pdf, output: BinaryIO) -> Prepared:
    try:
        # Never rewritten. Where its signature cannot be seen the words of its bytes are believed.
        if cleaning.is_signed(pdf) or SIGNATURE.search(one.content):
            return one.attached_as(Outcome.SIGNED)
        if pdf.is_encrypted:
            return one.attached_as(Outcome.RESTRICTED)
        pages, told = len(pdf.pages), _told(pdf)
    except DAMAGE:
        return one.became(Outcome.DAMAGED)
    is_mended = any(MENDING.search(said) for said in pdf.get_warnings())
    if not pages:
        return one.became(Outcome.DAMAGED if is_mended or told else Outcome.EMPTY)
    if is_mended and _is_cut(one.content, pages, told):
        return one.became(Outcome.PARTIAL)
    return _made(one, pdf, output, is_mended=is_mended)


def _is_cut(content: bytes, pages: int, told: int | None) -> bool:
    """Whether something is lost: pages, or the end, and with it who knows what of the pages."""
    return (told is not None and pages < told) or END not in content.rstrip(PADDING)[-END_WITHIN:]


def _told(pdf: pikepdf.Pdf) -> int | None:
    found = get(get(pdf.Root, "/Pages"), "/Count")
    return found if isinstance(found, int) else None


def _made(one: _Document, pdf: pikepdf.Pdf, output: BinaryIO, *, is_mended: bool) -> Prepared:
    pages = len(pdf.pages)
    try:
        cleaning.look_for_bombs(pdf)
        cleaned = cleaning.clean(pdf, one.wanted.number)
        pdf.save(
            output,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            deterministic_id=True,
        )
    except DAMAGE:
        return one.became(Outcome.DAMAGED)
    is_mended = is_mended or any(MENDING.search(said) for said in pdf.get_warnings())
    return one.became(
        Outcome.MENDED if is_mended else Outcome.PAGES,
        pages=pages,
        removed=sorted(cleaned.removed),
        is_tagged=cleaned.is_tagged,
        marks=cleaned.marks,
    )
