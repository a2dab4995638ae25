"""A template is code that somebody may have changed: it reads its letter and does nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2.exceptions import SecurityError, TemplateError

from registry.platform.documents import check_template, render
from registry.platform.documents.engine import TemplateFault, fill
from registry.platform.documents.environment import TemplateEnvironment
from registry.platform.documents.package import read_parts
from registry.platform.documents.plain import plain_data
from tests.documents.templates import (
    Note,
    a_template,
    paragraph,
    split_paragraph,
    table_row,
    text_box,
)

CANARY = "CANARY"


def told(template: bytes) -> list[str]:
    return [str(finding) for finding in check_template(Note, template)]


PAYLOADS = {
    "cycler": "{{ cycler.__init__.__globals__.os.system('touch CANARY') }}",
    "lipsum": "{{ lipsum.__globals__['os'].popen('touch CANARY').read() }}",
    "joiner": "{{ joiner.__init__.__globals__.os.system('touch CANARY') }}",
    "mro": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "attr filter": "{{ text|attr('__class__') }}",
    "format string": "{{ '{0.__class__}'.format(text) }}",
    "method": "{{ text.upper() }}",
    "import": "{% import 'os' as os %}",
    "include": "{% include '/etc/passwd' %}",
    "range": "{% for i in range(1000000000) %}x{% endfor %}",
    "star": "{{ 'a' * 300000000 }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "set": "{% set x = text %}{{ x }}",
    "self": "{{ self._TemplateReference__context }}",
    "item": "{{ bees[0].name }}",
    "filter": "{{ text|upper }}",
    "concatenation": "{{ text ~ text }}",
    "comparison": "{% if text == 'x' %}x{% endif %}",
    "unknown field": "{{ bees.name }}",
    "whole object": "{{ bees }}",
    "recursive loop": "{% for bee in bees recursive %}{{ loop(bee) }}{% endfor %}",
    "raw": "{% raw %}{{ text }}{% endraw %}{{ wasps }}",
}

PLACES: dict[str, Callable[[str], bytes]] = {
    "body": lambda payload: a_template(more=paragraph(payload)),
    "body over two runs": lambda payload: a_template(more=split_paragraph(payload)),
    "header": lambda payload: a_template(header=split_paragraph(payload)),
    "footer": lambda payload: a_template(footer=split_paragraph(payload)),
    "footnote": lambda payload: a_template(footnote=payload),
    "title": lambda payload: a_template(title=payload),
    "subject": lambda payload: a_template(subject=payload),
    "text box": lambda payload: a_template(more=text_box(payload)),
    "table row": lambda payload: a_template(more=table_row(payload.replace("{%", "{%tr", 1))),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_template_that_does_more_than_read_is_refused_before_it_runs(
    payload: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    template = PLACES[place](PAYLOADS[payload])

    faults = check_template(Note, template)

    assert faults
    with pytest.raises(TemplateFault):
        render(Note(), template=template)
    assert not (tmp_path / CANARY).exists()


@pytest.mark.parametrize("place", ["body", "header", "footnote", "text box"])
@pytest.mark.parametrize(
    "payload",
    ["cycler", "lipsum", "joiner", "mro", "attr filter", "format string", "method", "import",
     "include", "range", "star", "power", "macro", "self", "item"],
)  # fmt: skip
def test_the_sandbox_holds_where_the_check_would_fail(
    payload: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises((TemplateError, SecurityError, TypeError)):
        fill(PLACES[place](PAYLOADS[payload]), plain_data(Note()))

    assert not (tmp_path / CANARY).exists()


def test_the_fault_is_told_with_its_place() -> None:
    faults = told(a_template(header=paragraph("{{ wasps }}")))

    assert faults == [
        "intestazione della pagina, capoverso 1: la lettera non ha il campo «wasps» («{{ wasps }}»)"
    ]


def test_a_field_that_the_template_forgets_is_told() -> None:
    faults = told(a_template(body=paragraph("{{ text }}")))

    assert faults == [
        "il campo Note.is_draft non è stampato",
        "il campo Note.bees non è stampato",
        "il campo Bee.name non è stampato",
        "il campo Bee.honey non è stampato",
    ]


def test_a_good_template_has_no_fault() -> None:
    assert check_template(Note, a_template()) == []


@pytest.mark.parametrize(
    ("name", "blob", "words"),
    [
        ("word/comments.xml", b"<c/>", "non può stare in un modello"),
        ("customXml/item1.xml", b"<c/>", "non può stare in un modello"),
        ("word/styles.xml", b"<s>{{ text }}</s>", "non verrebbe riempito"),
        ("word/settings.xml", b"<s a='{{ text }}'/>", "non verrebbe riempito"),
        (
            "word/_rels/header1.xml.rels",
            b'<R><Relationship Target="http://x" TargetMode="External"/></R>',
            "fuori dal modello",
        ),
        ("word/theme.xml", b"<!DOCTYPE a><a/>", "DOCTYPE"),
    ],
)
def test_what_a_template_carries_along_is_looked_at(name: str, blob: bytes, words: str) -> None:
    faults = told(a_template(parts={name: blob}))

    assert words in " ".join(faults)


def test_macros_are_told() -> None:
    types = read_parts(a_template())["[Content_Types].xml"]
    macro = b'<Default Extension="x" ContentType="macroEnabled"/></Types>'
    parts = {"[Content_Types].xml": types.replace(b"</Types>", macro)}

    assert "macro" in " ".join(told(a_template(parts=parts)))


def test_open_revisions_are_told() -> None:
    revised = a_template(more="<w:p><w:ins><w:r><w:t>nuovo</w:t></w:r></w:ins></w:p>")

    assert "revisioni" in " ".join(told(revised))


def test_no_name_of_the_language_is_left_in_the_environment() -> None:
    environment = TemplateEnvironment()

    assert not environment.globals
    assert not environment.filters
    assert not environment.tests
