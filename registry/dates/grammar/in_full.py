"""What people shorten or call by its name, written in full before it is read: «1T 2015»,
«06/15 - 12/15», «2013-2014-2015», «Pasqua 2015», «1S 2015».

Each is a phrase with its frame: where anything else stands around it, it is left as it is, and
then it is not understood. Why not is told by ``why_unknown``.
"""

import re
from dataclasses import dataclass
from datetime import date
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
    return _months(bare) or _years(bare) or InFull(_pieces(_quarter(_feasts(bare))))


def why_left_alone(full: str) -> str:
    """Why this one would be read as less than it says, so that it is not read; or nothing."""
    many = MORE_WEEKS.search(full)
    if many:
        return sayings.one_of_many_days(many[0])
    quarter = ONLY_A_QUARTER.fullmatch(full)
    if quarter:
        return sayings.quarter_or_four_months(quarter["which"])
    left = FEAST_LEFT.search(full)
    return sayings.cut_off(left[0]) if left else ""


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
    r"(?:(?P<n>[1-4])[°ºª^]?T|T(?P<t>[1-4])|(?P<q>4)[°ºª^]?Q|Q(?P<four>4)|IV\s?Q)"
    r"[./]?\s?(?:del\s+)?(?P<year>(?:19|20)[0-9]{2})(?![0-9/-])"
)
QUARTER_OR_FOUR_MONTHS = re.compile(
    r"(?<!\w)(?:[1-3][°ºª^]?\s?Q|Q\s?[1-3]|I{1,3}\s?Q)[./]?\s?(?:del\s+)?(?:19|20)[0-9]{2}"
    r"(?![0-9/-])"
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


ONLY_A_QUARTER = re.compile(
    rf"(?:(?:dal|al|il|nel|del)\s+)?(?P<which>{QUARTER_OR_FOUR_MONTHS.pattern})"
)
HALF_YEAR = re.compile(
    r"(?P<before>^|(?:^|\s)(?:dal|al|il|nel|del)\s+)(?P<n>[12])[°ºª^]?S"
    r"[./]?\s?(?:del\s+)?(?P<year>(?:19|20)[0-9]{2})(?![0-9/-])"
)
FOUR_MONTHS = re.compile(
    r"(?<!\w)(?P<n>[1-3][°ºª^]|I{1,3}|primo|secondo|terzo|ultimo)\s?[Qq]uad(?:r(?:im)?)?(?:\.\s?|\s)"
    r"(?P<of>del\s+)?(?=(?:19|20)[0-9]{2}(?![0-9/-]))"
)


def _pieces(bare: str) -> str:
    """«1S 2015», «I quad. 2015»; «quad. 2015-2018» is four years."""
    halves = HALF_YEAR.sub(r"\g<before>\g<n>° semestre \g<year>", bare)
    return FOUR_MONTHS.sub(lambda found: f"{found['n']} quadrimestre {found['of'] or ''}", halves)


_WEEK = r"(?:prima|seconda|terza|quarta|quinta|ultima|[1-5](?:ª|a|\^)|I{1,3}|IV|V)"
MORE_WEEKS = re.compile(
    rf"(?<!\w){_WEEK}(?:\s+settimana)?(?:\s*[,/–-]\s*|\s+(?:ed?|od?|oppure|al?)\s+|\s+all[a']\s*)"
    rf"(?:la\s+)?{_WEEK}\s+settimana(?!\w)",
    re.IGNORECASE,
)
"""«prima e seconda settimana di marzo», «dalla seconda all'ultima settimana di marzo»."""


LED_IN = {
    "": "il", "a": "il", "il giorno di": "il", "da": "dal", "fino a": "fino al",
    "entro": "entro il", "prima di": "prima del", "dopo": "dopo il",
}  # fmt: skip
"""What stands before a feast, at the beginning of the cell; «vacanze di Pasqua 2015» is no day."""
OF_EASTER = LED_IN | {
    "la domenica di": "il", "domenica di": "il", "dalla": "dal", "fino alla": "fino al",
    "entro la": "entro il", "prima della": "prima del", "dopo la": "dopo il",
}  # fmt: skip
OF_THE_OTHERS = LED_IN | {
    "il": "il", "dal": "dal", "fino al": "fino al", "entro il": "entro il",
    "prima del": "prima del", "dopo il": "dopo il",
}  # fmt: skip
FIXED = {"natale": (12, 25), "ferragosto": (8, 15), "capodanno": (1, 1)}


def _led(leads: dict[str, str]) -> str:
    return "|".join(sorted(filter(None, leads), key=len, reverse=True))


_FEAST = f"(?:(?P<easter>Pasqua)|(?P<feast>{'|'.join(FIXED)}))"
_YEAR = r"\s+(?:del\s+)?(?P<year>(?:19|20)[0-9]{2})(?![0-9/-])"
_AND_NO_NAME = r"(?=\s*(?:$|[,;:.()?–-]|(?:ad?|al|alla|fino|sino|circa|in)(?!\w)|all'))"
"""With words after it a feast may be the name of something: «Natale 2015 insieme»."""
FEAST = re.compile(
    rf"^(?:(?P<lead>{_led(OF_EASTER | OF_THE_OTHERS)})\s+)?{_FEAST}{_YEAR}{_AND_NO_NAME}",
    re.IGNORECASE,
)
TO_FEAST = re.compile(
    rf"(?<=[0-9]\s)(?P<lead>(?:fino\s+|sino\s+)?(?:a|al|alla)|[–-])\s+{_FEAST}{_YEAR}{_AND_NO_NAME}",
    re.IGNORECASE,
)
FEAST_LEFT = re.compile(
    rf"(?<!\w)(?:ad?|al|alla|fino|sino|ed?|od?|entro|prima|dopo|dal?|[–-])\s+(?:\w+\s+)?"
    rf"{_FEAST}{_YEAR}",
    re.IGNORECASE,
)
"""An end, or another date, that was not read: what is left would go on for ever."""


def _feasts(bare: str) -> str:
    """«Pasqua 2015», «a Natale 2015», «da Ferragosto 2015 a Capodanno 2016»."""
    text = FEAST.sub(_led_to_its_day, bare)
    is_period = re.match(r"da(?:l|lla|ll')?(?!\w)", text, re.IGNORECASE)
    return TO_FEAST.sub(lambda found: f"al {_day(found):%d/%m/%Y}", text) if is_period else text


def _led_to_its_day(found: re.Match[str]) -> str:
    """As it stands where the words before it are not its own: «domenica di Natale»."""
    lead = " ".join((found["lead"] or "").split()).casefold()
    leads = OF_EASTER if found["easter"] else OF_THE_OTHERS
    return f"{leads[lead]} {_day(found):%d/%m/%Y}" if lead in leads else found[0]


def _day(found: re.Match[str]) -> date:
    year = int(found["year"])
    return easter(year) if found["easter"] else date(year, *FIXED[found["feast"].casefold()])


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
