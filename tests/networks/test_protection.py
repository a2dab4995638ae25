"""A protected place must not be found from what the registry says."""

import pytest

from registry.networks.protection import findings, names_a_shelter


@pytest.mark.parametrize(
    "text",
    [
        "La casa di fuga si trova in via Garibaldi 3, al secondo piano.",
        "L'alloggio protetto è in Piazza delle Erbe.",
        "La casa di fuga si trova in via garibaldi 3.",
        "Casa rifugio in località Pian dei Corsi 14.",
        "Casa rifugio, CAP 16124.",
        "VIA GARIBALDI, 12: CASA DI FUGA PER DONNE",
        "Le coordinate della casa rifugio sono 44.41053, 8.93201.",
        "La comunità per minori ha sede in v.le Brigata Bisagno n. 2.",
        "La struttura protetta sta in salita Santa Brigida 7 rosso.",
    ],
)
def test_an_address_near_a_protected_place_is_refused(text: str) -> None:
    found = findings(text)

    assert [one for one in found if one.blocks]
    assert "non hanno indirizzo" in found[0].sentence


@pytest.mark.parametrize(
    "text",
    [
        "La casa di fuga donne e il servizio per uomini sono il primo approdo alloggiativo.",
        "Segretezza dell'indirizzo, monitoraggio dei contatti, ambiente protetto e vigilato.",
        "L'unità di strada accompagna verso la casa di fuga tramite il numero verde 800 290 290.",
        "Casa di fuga: accesso tramite UOR (D.D. n. 2015-147.3.0.-186), art. 18 del d.lgs. 286/98.",
        "Gli alloggi protetti sono in via di definizione.",
        "CASA DI FUGA: INVIO DALL'UNITÀ DI STRADA TRAMITE NUMERO VERDE 800 290 290.",
        "Nella casa di fuga, in via sperimentale, 12 donne seguono un corso.",
    ],
)
def test_speaking_of_a_protected_place_without_its_address_is_fine(text: str) -> None:
    assert not findings(text)


def test_the_address_of_an_ordinary_desk_is_fine() -> None:
    assert not findings("Sportello del Centro d'ascolto, viale Trento e Trieste n. 37.")


def test_an_address_far_from_the_protected_place_belongs_to_something_else() -> None:
    far = "La casa di fuga accoglie donne. " + "Parole di mezzo. " * 12 + "Sportello: via Roma 1."

    assert not findings(far)


def test_few_beds_are_told_and_not_refused() -> None:
    found = findings("Un alloggio protetto con 2 posti letto.")

    assert [one.blocks for one in found] == [False]
    assert "meno di 5 posti" in found[0].sentence


def test_many_beds_are_not_told() -> None:
    assert not findings("Le case rifugio della rete offrono 40 posti letto.")


@pytest.mark.parametrize("name", ["Casa di fuga", "case rifugio", "alloggi protetti"])
def test_protected_places_are_known_by_their_names(name: str) -> None:
    assert names_a_shelter(f"Accoglienza in {name} per donne")
