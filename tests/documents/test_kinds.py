"""Every document that ``intese generate`` makes, from its example and from wrong data."""

import re
import subprocess
import sys
from typing import Any

import msgspec
import pytest

from intese.letters import KINDS, example_json, generate, schema, warnings
from registry.platform.documents import check_template, extract_text
from registry.platform.errors import InvalidInput, NotFound
from registry.platform.i18n import speaking
from registry.platform.settings import ROOT
from tests.documents.expect import DOCUMENTS, FOLDER, text_of

SURFACE = {
    "protocollo", "accordo", "accordo-operativo", "convenzione", "adesione", "addendum",
    "scheda", "modulo-circolare", "lettera-trasmissione", "struttura-operativa", "tabella-rete",
    "raccolta", "stato-firme",
}  # fmt: skip


def facts_of(kind: str) -> dict[str, Any]:
    facts: dict[str, Any] = msgspec.json.decode(example_json(kind))
    return facts


def refusals(kind: str, raw: bytes) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refused:
        generate(kind, raw)
    return refused.value.fields


def test_the_kinds_are_those_of_the_public_surface() -> None:
    assert set(KINDS) == SURFACE


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_says_what_it_said(name: str) -> None:
    expected = (FOLDER / f"{name}.txt").read_text("utf-8")

    assert text_of(name) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_makes_a_document_whose_name_is_plain(kind: str) -> None:
    name, docx = generate(kind, example_json(kind))

    assert re.fullmatch(r"[a-z0-9_-]{1,95}\.docx", name)
    assert extract_text(docx)
    assert (name, docx) == generate(kind, example_json(kind))


IN_A_PACKAGE = {"lettera-trasmissione"}
"""The package of a submission names it by its place."""


@pytest.mark.parametrize("kind", sorted(set(KINDS) - IN_A_PACKAGE))
def test_the_file_of_a_draft_says_so(kind: str) -> None:
    facts = {**facts_of(kind), "stage": "draft"}

    name, _docx = generate(kind, msgspec.json.encode(facts))

    assert re.search(r"_bozza-v\d+\.docx$", name)
    assert len(name) <= 100


@pytest.mark.parametrize("letter", [one for kind in KINDS.values() for one in kind.letters])
def test_a_template_prints_all_of_its_letter_and_nothing_else(letter: Any) -> None:
    assert check_template(letter) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_is_italian_in_whatever_language_it_is_asked(kind: str) -> None:
    with speaking("en"):
        asked_in_english = generate(kind, example_json(kind))

    assert asked_in_english == generate(kind, example_json(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_no_sign_of_a_template_is_left_in_a_document(kind: str) -> None:
    said = extract_text(generate(kind, example_json(kind))[1], margins=True)

    assert not re.search(r"\{[{%#]|[}%#]\}|None|True|False", said)


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_names_what_the_example_has(kind: str) -> None:
    definition = schema(kind)
    name = definition["$ref"].rpartition("/")[2]

    assert set(facts_of(kind)) <= set(definition["$defs"][name]["properties"])
    assert definition["$defs"][name]["additionalProperties"] is False


@pytest.mark.parametrize("kind", KINDS)
def test_every_missing_field_is_named(kind: str) -> None:
    required = schema(kind)["$defs"][KINDS[kind].data.__name__]["required"]

    assert set(refusals(kind, b"{}")) == set(required)


@pytest.mark.parametrize("kind", KINDS)
def test_every_wrong_field_is_named_at_once(kind: str) -> None:
    facts = facts_of(kind)
    wrong = {name: object_for(value) for name, value in facts.items()}

    assert set(refusals(kind, msgspec.json.encode({**wrong, "colour": "blue"}))) == {
        *facts, "colour"
    }  # fmt: skip


def object_for(value: object) -> object:
    """Something of another type."""
    return 7 if isinstance(value, str | list | dict) else "sette virgola due"


def test_wrong_fields_are_named_by_their_path_however_deep() -> None:
    facts = facts_of("protocollo")
    facts["parties"][2]["article"] = "lu"
    facts["parties"][3]["tax_code"] = "123"
    facts["parties"][4]["representative"]["office"] = ""
    facts["parties"][4]["representative"]["hat"] = "tuba"
    facts["term"]["duration"]["unit"] = "lustri"
    facts["monitoring"]["indicators"][1].pop("unit")
    facts["parties"][0]["authority"]["on"] = "2026-02-30"

    wrong = refusals("protocollo", msgspec.json.encode(facts))

    assert set(wrong) == {
        "parties.2.article", "parties.3.tax_code", "parties.4.representative.office",
        "parties.4.representative.hat", "term.duration.unit", "monitoring.indicators.1.unit",
        "parties.0.authority.on",
    }  # fmt: skip
    assert all(sentence.endswith((".", "?")) for sentence in wrong.values())


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "finisce prima del dovuto"),
        (b'{"stage": "draft",\n "version": NaN}', "riga 2, colonna 13"),
        (b'{"stage": 1e999}', "finisce prima"),
        ("{}".encode("utf-16"), "carattere 1"),
        (b'{"stage": "\xff"}', "UTF-8"),
        (b"[" * 200_000, "troppo in profondit"),
        (b'{"stage": "draft", "stage": "final"}', "due volte"),
        (b"[]", "Qui serve un oggetto"),
        (b'"testo"', "Qui serve un oggetto"),
        (b"null", "Qui serve un oggetto"),
    ],
)
def test_what_is_no_json_gets_a_sentence(raw: bytes, told: str) -> None:
    assert told in " ".join(refusals("scheda", raw).values())


def test_a_mark_at_the_beginning_of_the_file_is_no_mistake() -> None:
    raw = example_json("scheda")

    assert generate("scheda", b"\xef\xbb\xbf" + raw) == generate("scheda", raw)


def test_an_explicit_null_is_a_fact_left_out() -> None:
    facts = {**facts_of("protocollo"), "repertory": None, "insurance": None}
    facts["subjects"] = ["accoglienza"]
    facts["commitments"] = []

    assert generate("protocollo", msgspec.json.encode(facts))


def test_an_unknown_kind_is_told_with_those_that_exist() -> None:
    with pytest.raises(NotFound, match="protocollo, accordo, accordo-operativo"):
        generate("protocolo", b"{}")


@pytest.mark.parametrize(
    "value", ["A <B> & C", "{{7*7}}", "{%p for x in y %}", "\u202eetnorF\u202c", "🐝", "'\"’"]
)
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_words_are_printed_as_they_are(kind: str, value: str) -> None:
    facts = facts_of(kind)
    facts["stage"] = "draft"
    place = PRINTED[kind]
    facts[place] = f"Nome {value}"

    said = extract_text(generate(kind, msgspec.json.encode(facts))[1], margins=True)

    assert f"Nome {value}".replace("'", "’") in said.replace("'", "’")


PRINTED = {
    "protocollo": "subject",
    "accordo": "subject",
    "accordo-operativo": "subject",
    "convenzione": "subject",
    "adesione": "role",
    "addendum": "short_title",
    "scheda": "title",
    "raccolta": "office_name",
    "modulo-circolare": "answering_office",
    "lettera-trasmissione": "place",
    "tabella-rete": "network",
    "struttura-operativa": "project",
    "stato-firme": "act",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_sign_that_no_file_can_hold_is_refused(kind: str) -> None:
    facts = {**facts_of(kind), PRINTED[kind]: "Nome\u0000 e \ufffe"}

    wrong = refusals(kind, msgspec.json.encode(facts))

    assert set(wrong) == {PRINTED[kind]}
    assert "U+0000" in wrong[PRINTED[kind]]


def test_warnings_never_refuse() -> None:
    facts = facts_of("protocollo")
    facts["norms"] = [{"id": "pna"}]

    assert warnings("protocollo", msgspec.json.encode(facts))
    assert generate("protocollo", msgspec.json.encode(facts))


def test_the_committed_templates_are_those_that_the_script_draws() -> None:
    script = ROOT / "templates" / "docx" / "build.py"

    done = subprocess.run(  # noqa: S603  our own script
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
