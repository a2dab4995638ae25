"""What people shorten or call by its name, written in full before it is read: «1T 2015»,
«06/15 - 12/15», «2013-2014-2015», «Pasqua 2015».

Each is a phrase with its frame: where anything else stands around it, it is left as it is, and
then it is not understood. Why not is told by ``why_unknown``.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from registry.dates.days import MONTHS_A_YEAR, easter
from registry.dates.grammar import sayings
from registry.dates.grammar.numerals import short_year

DASH = "[-–—]"


@dataclass(frozen=True, slots=True)
class InFull:
    text: str
    warning: str = ""


def in_full(bare: str) -> InFull:
    """The text as the grammar reads it, with what there is to say of that."""
    return _months(bare) or _years(bare) or InFull(_quarter(_easter(bare)))


def why_unknown(bare: str) -> str:
    """Why this one, in which nothing was understood, cannot be; or nothing."""
    relative = RELATIVE.search(bare)
    if relative:
        return sayings.counts_from_the_letter(relative[0])
    quarter = QUARTER_OR_FOUR_MONTHS.search(bare)
    if quarter:
        return sayings.quarter_or_four_months(quarter[0])
    years = ROW_OF_YEARS.fullmatch(bare)
    return sayings.years_not_in_a_row(bare) if years else ""


_MONTH = "(0?[1-9]|1[0-2])/([0-9]{2})"
TWO_MONTHS = re.compile(
    rf"(?:{_MONTH}\s*{DASH}\s*{_MONTH}|(?:da|dal)\s+{_MONTH}\s+(?:a|al)\s+{_MONTH})", re.IGNORECASE
)


def _months(bare: str) -> InFull | None:
    """«06/15 - 12/15»: from month to month, if neither can be a day of a month."""
    found = TWO_MONTHS.fullmatch(bare)
    told = [int(figures) for figures in found.groups() if figures] if found else []
    if not told or min(told[1], told[3]) <= MONTHS_A_YEAR:
        return None
    years = short_year(f"{told[1]:02}"), short_year(f"{told[3]:02}")
    if years[0] is None or years[1] is None or (years[0], told[0]) >= (years[1], told[2]):
        return None
    first, last = f"{told[0]:02}/{years[0]}", f"{told[2]:02}/{years[1]}"
    return InFull(f"{first} - {last}", sayings.read_as_months(bare, first, last))


ROW_OF_YEARS = re.compile(rf"(?:19|20)[0-9]{{2}}(?:\s*(?:{DASH}|/)\s*(?:19|20)[0-9]{{2}}){{2,11}}")


def _years(bare: str) -> InFull | None:
    """«2013-2014-2015»: one after the other they are a period."""
    if not ROW_OF_YEARS.fullmatch(bare):
        return None
    years = [int(year) for year in re.findall("[0-9]{4}", bare)]
    is_row = all(other == one + 1 for one, other in pairwise(years))
    return InFull(f"{years[0]}-{years[-1]}") if is_row else None


QUARTER = re.compile(
    r"(?P<before>^|(?:^|\s)(?:dal|al|il|nel|del)\s+)"
    r"(?:(?P<n>[1-4])[°ºª^]?T|T(?P<t>[1-4])|(?P<q>4)[°ºª^]?Q|Q(?P<four>4))"
    r"[./]?\s?(?:del\s+)?(?P<year>(?:19|20)[0-9]{2})(?![0-9/-])"
)
QUARTER_OR_FOUR_MONTHS = re.compile(
    r"(?<!\w)(?:[1-3][°ºª^]?\s?Q|Q\s?[1-3])[./]?\s?(?:del\s+)?(?:19|20)[0-9]{2}(?![0-9/-])"
    r"|(?<![0-9])(?:19|20)[0-9]{2}[\s/-]?Q\s?[1-3](?!\w)"
)


def _quarter(bare: str) -> str:
    """«1T 2015», «Q4 2015». The first three Q may be four months long as well."""
    return QUARTER.sub(
        lambda found: (
            f"{found['before']}{found['n'] or found['t'] or '4'}° trimestre {found['year']}"
        ),
        bare,
    )


LED_IN = {
    "": "il", "a": "il", "il giorno di": "il", "la domenica di": "il", "domenica di": "il",
    "da": "dal", "dalla": "dal", "fino a": "fino al", "fino alla": "fino al",
    "entro": "entro il", "entro la": "entro il", "prima di": "prima del",
    "prima della": "prima del", "dopo": "dopo il", "dopo la": "dopo il",
}  # fmt: skip
"""What stands before it, at the beginning of the cell; «vacanze di Pasqua 2015» is no day."""
_LEADS = "|".join(sorted(filter(None, LED_IN), key=len, reverse=True))
EASTER = re.compile(
    rf"^(?P<lead>(?:{_LEADS})\s+)?Pasqua\s+(?:del\s+)?(?P<year>(?:19|20)[0-9]{{2}})(?![0-9/-])",
    re.IGNORECASE,
)


def _easter(bare: str) -> str:
    def day(found: re.Match[str]) -> str:
        lead = " ".join((found["lead"] or "").split()).casefold()
        on = easter(int(found["year"]))
        return f"{LED_IN[lead]} {on:%d/%m/%Y}"

    return EASTER.sub(day, bare)


_MONTHS = "(?:gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic)[a-z]*"
_OF_NOW = (
    r"(?:(?:u\.\s?s|p\.\s?v|c\.\s?m|c\.\s?a)\.?|ultimo\s+scorso|prossimo\s+venturo|scorso|prossimo"
    r"|(?:del\s+)?corrente\s+(?:anno|mese))(?!\w)"
)
RELATIVE = re.compile(
    rf"(?<!\w)(?:[0-9]{{1,2}}°?(?:\s+{_MONTHS}\.?)?|{_MONTHS}\.?)\s+{_OF_NOW}"
    r"|(?<!\w)(?:scorso|prossimo|corrente)\s+(?:anno|mese)(?!\w)"
    r"|(?<!\w)(?:anno|mese)\s+(?:scorso|prossimo|corrente)(?!\w)",
    re.IGNORECASE,
)
"""«12 marzo u.s.»: it counts from the day of a letter that the registry does not have."""
