"""The volume of good practices: only what may be published, counted, found again by its indexes."""

from typing import Any

import msgspec
import pytest

from good_practices.schede.volume import (
    VolumeLetter,
    volume_example,
    volume_file_name,
    volume_letter,
    volume_warnings,
)
from good_practices.schede.volume_data import VolumeData
from registry.platform.documents import extract_text, render
from registry.platform.documents.contents import ENTRIES
from registry.platform.documents.package import read_parts
from registry.platform.documents.text import W, parse_strictly
from registry.platform.errors import InvalidInput


def a_volume(**changes: Any) -> VolumeData:
    facts = {**msgspec.to_builtins(volume_example()), **changes}
    return msgspec.convert(facts, VolumeData)


def schede(**changes: Any) -> list[dict[str, Any]]:
    """The schede of the example, each with the same changes."""
    return [{**one, **changes} for one in msgspec.to_builtins(volume_example())["schede"]]


def said(letter: VolumeLetter) -> str:
    return extract_text(render(letter)).replace("\u00a0", " ")


def refusals(data: VolumeData) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refused:
        volume_letter(data)
    return refused.value.fields


def test_only_what_may_be_published_stands_in_the_volume_which_says_how_many_do_not() -> None:
    text = said(volume_letter(a_volume()))

    assert "Il volume comprende 5 schede pubblicabili su 6; una non è compresa" in text
    assert "Percorso riservato" not in text
    none_left_out = [one for one in schede() if one["is_publishable"]]
    assert "Il volume comprende 5 schede: nessuna è rimasta fuori." in said(
        volume_letter(a_volume(schede=none_left_out))
    )


def test_what_nobody_said_may_be_published_is_left_out() -> None:
    doubtful = [{**one, "is_publishable": None} for one in schede()[:2]]

    text = said(volume_letter(a_volume(schede=[*doubtful, *schede()[2:]])))

    assert "3 schede pubblicabili su 6; 3 non sono comprese" in text


def test_a_volume_of_nothing_is_refused() -> None:
    assert set(refusals(a_volume(schede=schede(is_publishable=False)))) == {"schede"}


def test_the_overview_has_all_eleven_fields_with_their_zeros() -> None:
    letter = volume_letter(a_volume())

    counts = [(line.schede, line.acts) for line in letter.overview]
    assert counts == [
        ("2", "3"), ("0", "0"), ("0", "0"), ("0", "0"), ("1", "0"), ("0", "0"), ("2", "1"),
        ("0", "0"), ("0", "0"), ("0", "0"), ("0", "0"), ("5", "3"),
    ]  # fmt: skip
    assert letter.overview[-1].is_total


def test_schede_are_numbered_within_their_field() -> None:
    letter = volume_letter(a_volume(schede=list(reversed(schede()))))

    assert [chapter.heading.partition(" – ")[0] for chapter in letter.chapters] == [
        "Campo 1", "Campo 5", "Campo 7"
    ]  # fmt: skip
    assert [scheda.heading for chapter in letter.chapters for scheda in chapter.schede] == [
        "1.1 Calendario comune dei mediatori linguistici",
        "1.2 Accoglienza diffusa concordata con i Comuni",
        "5.1 Sportello itinerante nei Comuni dell’alta valle",
        "7.1 Laboratorio di restauro della biblioteca di Rivafonda",
        "7.2 Attività di utilità sociale nei Comuni del Distretto di Pieve Aurelia",
    ]


def test_a_few_people_are_less_than_five_in_the_volume_too() -> None:
    text = said(volume_letter(a_volume()))

    assert "Volontari del centro | < 5 | Comune" in text
    assert "Giornate di lavoro | 12 | Comune" in text
    assert "sono indicati con «< 5»" in text


def test_an_attachment_that_the_volume_has_not_is_not_named() -> None:
    acts = [{"words": "protocollo d’intesa", "attachment": "A", "format": "PDF"}]

    text = said(volume_letter(a_volume(schede=schede(is_formalised=True, acts=acts))))

    assert "Formalizzazione | Sì: protocollo d’intesa\n" in text
    assert "allegato A" not in text


def test_the_matrix_counts_offices_in_the_alphabet_and_sums() -> None:
    many = schede()
    for one, name in zip(many, ("Zelo", "Àlbori", "Zelo", "Zelo", "Àlbori", "Zelo"), strict=True):
        one["office_short_name"] = f"Prefettura di {name}"

    letter = volume_letter(a_volume(schede=many))

    assert [(line.office, line.c1, line.c5, line.c7, line.total) for line in letter.matrix] == [
        ("Prefettura di Àlbori", "1", "0", "1", "2"),
        ("Prefettura di Zelo", "1", "1", "1", "3"),
        ("Totale", "2", "1", "2", "5"),
    ]
    assert "Ufficio | Prefettura di Zelo" in said(letter)


def test_a_body_is_found_by_its_name_whatever_it_does() -> None:
    partners = ["Cooperativa Arca (ascolto)", "Comune di Castro (BG)", "cooperativa arca"]

    letter = volume_letter(a_volume(schede=schede(partners=partners, promoter="", lead_partner="")))

    assert [(line.words, line.where) for line in letter.bodies] == [
        ("Comune di Castro (BG)", "1.1, 1.2, 5.1, 7.1, 7.2"),
        ("Cooperativa Arca", "1.1, 1.2, 5.1, 7.1, 7.2"),
    ]


def test_an_act_is_found_by_the_schede_that_name_it() -> None:
    letter = volume_letter(a_volume())

    found = {line.words.replace("\u00a0", " "): line.where for line in letter.acts}
    assert found["Protocollo d’intesa rep. n. 12/2026 del 16 aprile 2026"] == "1.1, 7.1"


def test_schede_that_name_no_body_say_so() -> None:
    nobody = schede(partners=[], promoter="", lead_partner="")

    assert "Indice degli enti\nLe schede non indicano enti." in said(
        volume_letter(a_volume(schede=nobody))
    )


def test_without_acts_there_is_no_index_of_them() -> None:
    letter = volume_letter(a_volume(schede=schede(acts=[], is_formalised=False)))

    assert "Indice degli atti" not in said(letter)
    assert "Indice degli enti" in said(letter)


def test_every_line_of_the_contents_leads_to_its_heading() -> None:
    document = parse_strictly(read_parts(render(volume_letter(a_volume())))["word/document.xml"])

    entries = [
        one
        for one in document.iter(f"{W}p")
        if (style := one.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val") in ENTRIES
    ]
    assert len(entries) == 12
    assert all(one.find(f"{W}hyperlink") is not None for one in entries)


def test_a_scheda_of_another_field_or_without_words_is_told_at_its_place() -> None:
    wrong = schede()
    wrong[0]["field"] = 12
    assert set(refusals(a_volume(schede=wrong))) == {"schede.0.field"}

    bare = schede()
    bare[1]["description"] = ""
    assert set(refusals(a_volume(schede=bare))) == {"schede.1.description"}
    assert "[manca: descrizione della buona pratica]" in said(
        volume_letter(a_volume(schede=bare, stage="draft"))
    )


def test_who_could_be_recognised_in_what_is_published_is_a_warning() -> None:
    named = schede()
    named[0]["description"] = "La casa di fuga di via Garibaldi 12 accoglie le donne."
    hidden = [{**named[0], "is_publishable": False}, *named[1:]]

    assert volume_warnings(a_volume()) == []
    assert "via Garibaldi 12" in volume_warnings(a_volume(schede=named))[0]
    assert volume_warnings(a_volume(schede=hidden)) == []


def test_the_volume_is_named_after_who_publishes_it() -> None:
    assert volume_file_name(a_volume()) == "raccolta_pref-vd_2026.docx"
    ministry = a_volume(office="ministero", stage="draft", version=2)
    assert volume_file_name(ministry) == "raccolta_ministero_2026_bozza-v2.docx"
