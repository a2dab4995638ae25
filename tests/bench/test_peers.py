"""The peers of the benchmark get our templates whole, in their own words."""

import re
from typing import Any

import pytest
from lxml import etree

from bench.documents import MEASURED
from bench.peers import dialects, shapes
from bench.peers.engines import PEERS, Peer
from bench.peers.tags import Kind, tags_of
from intese.letters import KINDS
from registry.platform.documents.package import CORE, read_parts
from registry.platform.documents.plain import plain_data, texts
from registry.platform.documents.sheets import DOCUMENT, filled_names
from registry.platform.documents.templates import read_template
from registry.platform.documents.text import W

REWRITTEN = [peer for peer in PEERS if peer.dialect is not None]
NAMED = {
    ("letterhead", "lines"): "line",
    ("networks",): "network",
    ("networks", "[]", "bees"): "bee",
}


def parts_of(kind: str) -> dict[str, bytes]:
    return read_parts(read_template(KINDS[kind].letters[0].template))


def rewritten(peer: Peer, kind: str) -> dict[str, bytes]:
    parts = parts_of(kind)
    assert peer.dialect
    return read_parts(dialects.rewritten(parts, peer.dialect, parts[CORE]))


def words_of(parts: dict[str, bytes]) -> str:
    roots = [etree.fromstring(parts[name]) for name in filled_names(parts)]
    return "\n".join(text.text or "" for root in roots for text in root.iter(f"{W}t"))


@pytest.mark.parametrize("kind", MEASURED)
@pytest.mark.parametrize("peer", REWRITTEN, ids=lambda peer: peer.name)
def test_a_peer_is_asked_for_every_field_and_finds_no_tag_of_ours(peer: Peer, kind: str) -> None:
    ours = parts_of(kind)
    roots = [etree.fromstring(ours[name]) for name in filled_names(ours)]
    fields = [tag for root in roots for tag in tags_of(root) if tag.kind is Kind.FIELD]

    words = words_of(rewritten(peer, kind))

    assert not re.search(r"\{%|\{\{", words)
    assert peer.dialect
    dialect = peer.dialect(dialects.looped(roots))
    for tag in fields:
        assert dialect.printed(tag.ref) in words
    assert len(fields) == sum(words.count(one) for one in {dialect.printed(t.ref) for t in fields})


@pytest.mark.parametrize("kind", MEASURED)
@pytest.mark.parametrize("peer", REWRITTEN, ids=lambda peer: peer.name)
def test_a_peer_gets_the_tables_and_the_words_that_stand_in_ours(peer: Peer, kind: str) -> None:
    ours = parts_of(kind)
    standing = [line for line in words_of(ours).splitlines() if line.strip() and "{" not in line]

    theirs = rewritten(peer, kind)

    assert len(standing) > 5
    assert [line for line in standing if line not in words_of(theirs)] == []
    assert theirs[DOCUMENT].count(b"<w:tbl>") == ours[DOCUMENT].count(b"<w:tbl>")


def some_data() -> Any:
    return {
        "letterhead": {"lines": ["Prefettura", "di Valdoria"], "unit": ""},
        "networks": [{"name": "Api urbane", "bees": []}],
    }


def test_no_text_of_the_letter_is_lost_in_another_shape() -> None:
    letter = KINDS["scheda"].build(KINDS["scheda"].example())
    data = plain_data(letter)
    said = sorted(text for _path, text in texts(data))

    for peer in PEERS:
        names = {("letterhead", "lines"): "line", ("sections", "[]", "paragraphs"): "paragraph",
                 ("sections", "[]", "points"): "point"}  # fmt: skip
        assert sorted(text for _path, text in texts(peer.shape(data, names))) == said


def test_who_has_no_paths_finds_the_fields_flat_and_the_lists_answered() -> None:
    assert shapes.flat(some_data(), NAMED) == {
        "letterhead_lines": ["Prefettura", "di Valdoria"],
        "has_letterhead_lines": True,
        "letterhead_unit": "",
        "networks": [{"name": "Api urbane", "bees": [], "has_bees": False}],
        "has_networks": True,
    }


def test_who_has_no_else_finds_the_contrary_of_each_field() -> None:
    shaped = shapes.flat_with_contraries(some_data(), NAMED)

    assert shaped["letterhead_lines"][0] == {"line": "Prefettura", "no_line": False}
    assert shaped["no_letterhead_unit"] is True
    assert shaped["networks"][0]["no_has_bees"] is True
