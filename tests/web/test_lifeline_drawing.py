"""The picture of a lifeline: it tells the same as its rows, at both widths, and on paper."""

import re
from datetime import date
from typing import Any, cast

from lxml import etree

from registry.platform.web.lifeline import Axis, Basis, LifelineRow, Span
from registry.platform.web.lifeline_drawing import NARROW, WIDE, Picture, draw
from registry.platform.web.parts_example import lifeline_rows

TODAY = date(2026, 11, 23)
SVG = {"s": "http://www.w3.org/2000/svg"}


def pictures(rows: list[LifelineRow], title: str = "Comune di Genova") -> list[etree._Element]:
    written = re.sub(
        "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', draw(rows, title=title, today=TODAY)
    )
    return list(etree.fromstring(f"<div>{written}</div>"))


def found(picture: etree._Element, path: str) -> list[Any]:
    return cast("list[Any]", picture.xpath(path, namespaces=SVG))


def words(picture: etree._Element, css: str) -> list[str]:
    return [str(text) for text in found(picture, f"./s:text[@class='{css}']/text()")]


def act(label: str = "Protocollo", group: str = "") -> LifelineRow:
    day = date(2025, 7, 10)
    return LifelineRow(label=label, group=group, starts=Span(day, day),
                       ends=Span(date(2029, 7, 9), date(2029, 7, 9)))  # fmt: skip


def test_there_is_a_picture_for_screens_and_one_for_phones() -> None:
    wide, narrow = pictures(lifeline_rows())

    assert (wide.get("class"), narrow.get("class")) == ("larga", "stretta")
    assert wide.get("viewBox", "").split()[2] == "1130"
    assert narrow.get("viewBox", "").split()[2] == "344"


def test_a_picture_is_an_image_with_a_title_and_every_row_in_sentences() -> None:
    for picture in pictures(lifeline_rows()):
        ids = picture.get("aria-labelledby", "").split()
        title, told = (found(picture, f".//*[@id='{one}']")[0] for one in ids)

        assert picture.get("role") == "img"
        assert title.text == "Linea del tempo: Comune di Genova"
        assert "Tavolo operativo con la Questura di Genova: dal 15/02/2012" in told.text
        assert told.text.endswith("La tabella che segue riporta gli stessi dati.")


def test_two_pictures_never_share_an_id() -> None:
    ids = [one for picture in pictures(lifeline_rows()) for one in found(picture, ".//@id")]

    assert len(ids) == len(set(ids))


def test_every_fill_that_is_named_is_there() -> None:
    for picture in pictures(lifeline_rows()):
        used = set(re.findall(r"url\(#([^)]+)\)", etree.tostring(picture, encoding="unicode")))

        assert used <= set(found(picture, ".//@id"))


def test_years_are_named_every_five_and_today_is_marked() -> None:
    wide, narrow = pictures(lifeline_rows())

    assert words(wide, "l-anno") == ["2000", "2005", "2010", "2015", "2020", "2025", "2030"]
    assert words(narrow, "l-anno") == words(wide, "l-anno")
    assert words(wide, "l-oggi") == ["oggi"]


def test_a_long_history_names_fewer_years_on_a_phone() -> None:
    old = LifelineRow(label="Tavolo", starts=Span(date(1968, 1, 1), date(1968, 12, 31)))
    wide, narrow = pictures([old])

    assert words(wide, "l-anno")[:3] == ["1965", "1970", "1975"]
    assert words(narrow, "l-anno")[:3] == ["1970", "1980", "1990"]


def test_time_is_proportional_to_days() -> None:
    picture = Picture(WIDE, Axis(date(2000, 1, 1), date(2030, 1, 1)), TODAY)

    assert picture.x(date(2000, 1, 1)) == 14
    assert picture.x(date(2030, 1, 1)) == 1116
    assert abs(picture.x(date(2015, 1, 1)) - (14 + 1102 / 2)) < 0.5


def test_what_perhaps_goes_on_has_a_question_mark() -> None:
    going = LifelineRow(label="Tavolo", starts=Span(date(2012, 2, 15), date(2012, 2, 15)),
                        last_news_on=date(2020, 12, 31))  # fmt: skip

    assert words(pictures([going])[0], "l-forse") == ["?"]
    assert words(pictures([act()])[0], "l-forse") == []


def test_a_day_that_somebody_wrote_has_a_stem_and_a_diamond() -> None:
    year = LifelineRow(label="Sunrise", starts=Span(date(2001, 1, 1), date(2001, 12, 31)))

    stems = "./s:path[@stroke-width='2.5']"
    assert len(found(pictures([act()])[0], stems)) == 2
    assert len(found(pictures([year])[0], stems)) == 0


def test_what_has_no_act_is_hatched_in_the_picture_too() -> None:
    table = LifelineRow(label="Tavolo", starts=Span(date(2012, 2, 15), date(2012, 2, 15)),
                        basis=Basis.NONE, last_news_on=TODAY)  # fmt: skip
    fills = found(pictures([table])[0], "./s:rect/@fill")

    assert len(fills) == 1
    assert re.fullmatch(r"url\(#.+-h\)", fills[0])


def test_long_names_go_on_more_lines_on_a_phone_and_stay_inside() -> None:
    name = "Protocollo d’intesa " + "per l’accoglienza diffusa " * 12
    wide, narrow = pictures([act(name)])

    assert len(words(wide, "l-nome")) == 3
    assert words(narrow, "l-nome")[-1].endswith("…")
    assert max(len(line) for line in words(narrow, "l-nome")) * 14 * 0.5 <= NARROW.width


def test_hostile_names_stay_text() -> None:
    written = draw([act('<script>alert(1)</script>" onload="x')], title="</title><b>", today=TODAY)

    assert "<script" not in written
    assert "<b>" not in written


def test_what_has_no_date_is_not_drawn() -> None:
    regional = LifelineRow(label="Regionale", state="participation:in_definition")

    assert draw([regional], title="Prefettura", today=TODAY) == ""


def test_more_than_25_rows_fold_into_groups_of_ten_on_the_same_scale() -> None:
    rows = [act(f"Protocollo {n}", group="Protocolli") for n in range(24)]
    rows += [act(f"Accordo {n}", group="Accordi") for n in range(3)]
    accords, protocols = pictures(rows)

    assert accords.tag == protocols.tag == "details"
    assert accords.get("open") is None
    assert "".join(found(protocols, "./summary//text()")) == "Protocolli (24)"
    assert len(found(protocols, "./s:svg[@class='larga']")) == 3
    assert len({str(year) for year in found(protocols, "./s:svg/s:text[1]/text()")}) == 1


def test_there_is_no_inline_style() -> None:
    assert "style" not in draw(lifeline_rows(), title="x", today=TODAY)
