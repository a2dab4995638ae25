"""An act that is read on a page before its articles have their numbers."""

from registry.protocols.overview import as_read


def test_a_reference_is_told_by_the_heading_of_its_article() -> None:
    text = "redigere la relazione di cui all’{{ ref.monitoring }}."

    assert (
        as_read(text) == "redigere la relazione di cui all’articolo «Monitoraggio e valutazione»."
    )


def test_a_reference_to_an_article_of_its_own_leaves_no_brackets() -> None:
    assert as_read("ai sensi dell’{{ ref.transport }}") == "ai sensi dell’articolo …"
