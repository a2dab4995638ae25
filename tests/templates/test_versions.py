"""A template that an office changed: read before it is kept, put in use by a second person."""

import io
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.shared import RGBColor

from intese.letters import KINDS
from registry.platform import audit, storage
from registry.platform.contained import MIB, Limits
from registry.platform.database import fetch
from registry.platform.documents import extract_text
from registry.platform.documents.package import pack, read_parts
from registry.platform.documents.templates import read_template
from registry.platform.errors import AlreadyThere, CannotNow, InvalidInput, NotAllowed, WrongStatus
from registry.platform.templates import actions, fenced, queries
from registry.platform.templates.lifecycle import VersionStatus
from registry.protocols import queries as acts
from registry.protocols.export import parties_document
from tests.people import People
from tests.protocols.make import a_draft, two_parties

NAME = "scheda.docx"
EXAMPLE: Any = KINDS["scheda"].build(KINDS["scheda"].example())

RED, GREEN = RGBColor(0x80, 0, 0), RGBColor(0, 0x80, 0)


def changed(colour: RGBColor = RED, *, name: str = NAME) -> bytes:
    """The program's own template as somebody saves it from Word with another colour."""
    document = Document(io.BytesIO(read_template(name)))
    document.styles["Title"].font.color.rgb = colour
    document.add_paragraph("Modello dell’ufficio")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


async def test_a_version_is_in_use_when_a_second_person_says_so(as_: People) -> None:
    letter = KINDS["scheda"].build(KINDS["scheda"].example())

    version = await actions.propose(NAME, changed(), file_name="mio.docx", by=as_.admin)
    before, _sha = await actions.write(letter)
    await actions.approve(version.id, by=as_.other_admin)
    after, _sha = await actions.write(letter)

    assert "Modello dell’ufficio" not in extract_text(before)
    assert "Modello dell’ufficio" in extract_text(after)
    assert [event.event for event in await audit.events_about("template", NAME)] == [
        "template:approve",
        "template:propose",
    ]


async def test_the_state_of_the_signatures_is_printed_with_the_template_in_use(
    as_: People,
) -> None:
    name = "stato-firme.docx"
    parties = await two_parties(as_)
    act = await a_draft("le api urbane", by=as_.legal_cr, with_=parties)
    view = await acts.view(act.id, by=as_.legal_cr)

    version = await actions.propose(name, changed(name=name), file_name="a.docx", by=as_.admin)
    await actions.approve(version.id, by=as_.other_admin)
    _name, printed = await parties_document(view)

    assert "Modello dell’ufficio" in extract_text(printed)


async def test_who_uploaded_a_template_does_not_put_it_in_use(as_: People) -> None:
    version = await actions.propose(NAME, changed(), file_name="mio.docx", by=as_.admin)

    with pytest.raises(NotAllowed, match="persona diversa"):
        await actions.approve(version.id, by=as_.admin)


@pytest.mark.parametrize("who", ["operator_cr", "legal_cr", "head_cr", "manager_ge", "ministry"])
async def test_only_administrators_upload_templates(as_: People, who: str) -> None:
    with pytest.raises(NotAllowed):
        await actions.propose(NAME, changed(), file_name="mio.docx", by=getattr(as_, who))


async def test_a_template_that_forgets_a_word_is_refused_with_its_place(as_: People) -> None:
    document = Document(io.BytesIO(read_template(NAME)))
    for paragraph in document.paragraphs:
        if "{{ title }}" in paragraph.text:
            paragraph.runs[0].text = "{{ titolo }}"
    saved = io.BytesIO()
    document.save(saved)

    with pytest.raises(InvalidInput) as refused:
        await actions.propose(NAME, saved.getvalue(), file_name="mio.docx", by=as_.admin)

    told = refused.value.fields["file"]
    assert "capoverso" in told
    assert "«titolo»: forse volevi «title»" in told
    assert await queries.versions(NAME) == []


async def test_what_the_gate_refuses_is_no_template(as_: People) -> None:
    parts = read_parts(read_template(NAME))
    parts["word/vbaProject.bin"] = b"macro"

    with pytest.raises(InvalidInput, match="macro"):
        await actions.propose(NAME, pack(parts), file_name="mio.docx", by=as_.admin)


async def test_one_version_at_a_time_waits(as_: People) -> None:
    await actions.propose(NAME, changed(), file_name="a.docx", by=as_.admin)

    with pytest.raises(AlreadyThere):
        await actions.propose(NAME, changed(), file_name="b.docx", by=as_.other_admin)


async def test_a_refused_version_leaves_room_and_its_number_is_not_given_again(
    as_: People,
) -> None:
    first = await actions.propose(NAME, changed(), file_name="a.docx", by=as_.admin)
    await actions.refuse(first.id, "Il titolo è rosso.", by=as_.other_admin)

    second = await actions.propose(NAME, changed(), file_name="b.docx", by=as_.admin)

    assert (first.number, second.number) == (1, 2)
    with pytest.raises(WrongStatus):
        await actions.approve(first.id, by=as_.other_admin)


async def test_the_version_before_is_kept_and_one_can_go_back_to_ours(as_: People) -> None:
    for colour in (RED, GREEN):
        version = await actions.propose(NAME, changed(colour), file_name="a.docx", by=as_.admin)
        await actions.approve(version.id, by=as_.other_admin)
    await actions.withdraw(NAME, by=as_.admin)

    assert [one.status for one in await queries.versions(NAME)] == [VersionStatus.PAST] * 2
    assert await queries.current(NAME) == read_template(NAME)
    with pytest.raises(WrongStatus):
        await actions.withdraw(NAME, by=as_.admin)


async def test_a_version_that_no_longer_fits_its_letter_is_left_aside(as_: People) -> None:
    """The program changed under it: documents are written with ours, and the page says it."""
    version = await actions.propose(NAME, changed(), file_name="a.docx", by=as_.admin)
    await actions.approve(version.id, by=as_.other_admin)
    unfit = read_template("protocollo.docx")
    kept = await storage.keep(unfit, name="protocollo.docx")
    await fetch("UPDATE template_version SET file = $1", kept)

    assert await queries.current(NAME) == read_template(NAME)
    assert (await queries.find_template(NAME)).is_unfit


def hungry() -> bytes:
    """A template that says all that it must, and then its sections for each of its sections,
    sixteen times over: no call, no filter, nothing that reading it as code refuses."""
    document = Document(io.BytesIO(read_template(NAME)))
    names = "abcdefghilmnopqr"
    for name in names:
        document.add_paragraph(f"{{%p for {name} in sections %}}")
    document.add_paragraph("{{ title }}")
    for _name in names:
        document.add_paragraph("{%p endfor %}")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


async def test_a_template_that_asks_without_end_is_stopped_and_told(
    as_: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = Limits(seconds=30, cpu_seconds=3, memory=128 * MIB, output=8 * MIB)
    monkeypatch.setattr(fenced, "LIMITS", limits)

    with pytest.raises(InvalidInput, match="Il modello caricato chiede") as refused:
        await actions.propose(NAME, hungry(), file_name="mio.docx", by=as_.admin)

    assert "ripete un elenco dentro un altro" in refused.value.fields["file"]
    assert await queries.versions(NAME) == []


def forgetful() -> bytes:
    """The note only for an office that names its unit, as the example's does: nothing that trying
    it on the example finds wrong."""
    document = Document(io.BytesIO(changed()))
    (asks,) = (one for one in document.paragraphs if one.text == "{%p if note %}")
    asks.runs[0].text = "{%p if letterhead.unit %}"
    for run in asks.runs[1:]:
        run.text = ""
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


async def test_what_a_template_forgets_on_a_condition_is_told_by_its_words(as_: People) -> None:
    version = await actions.propose(NAME, forgetful(), file_name="mio.docx", by=as_.admin)
    await actions.approve(version.id, by=as_.other_admin)
    of_another = replace(EXAMPLE, letterhead=replace(EXAMPLE.letterhead, unit=""))

    written, _sha = await actions.write(EXAMPLE)
    with pytest.raises(CannotNow, match="non scrive «La scheda non contiene dati personali"):
        await actions.write(of_another)

    assert EXAMPLE.note in extract_text(written)


async def test_the_server_s_own_process_never_reads_an_uploaded_template(
    as_: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = await actions.propose(NAME, changed(), file_name="mio.docx", by=as_.admin)
    await actions.approve(version.id, by=as_.other_admin)

    def never(*_arguments: object, **_named: object) -> None:
        raise AssertionError("An uploaded template was read here.")

    monkeypatch.setattr("registry.platform.documents.engine.open_template", never)
    monkeypatch.setattr("registry.platform.templates.actions.render", never)
    letter = KINDS["scheda"].build(KINDS["scheda"].example())
    docx, _sha = await actions.write(letter)

    assert "Modello dell’ufficio" in extract_text(docx)
