"""Italian: «dal 1° dicembre 2017 al 28 febbraio 2019», «dall'8 marzo», «ad aprile»."""

import re

from registry.dates.meaning import Kind
from registry.dates.writing.language import Language, Noun

ELIDED = re.compile(r"(?:8|11) |[aeiou]")
ROMAN_UNITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def roman(century: int) -> str:
    """From X to XXXIX: the centuries that an act may name."""
    tens, units = divmod(century, 10)
    return "X" * tens + ROMAN_UNITS[units]


def sort_by_sound(sort: str, text: str) -> str:
    """l'8, l'11, l'estate; ad aprile, ad agosto."""
    if sort == "bare":
        return "bare a" if text.startswith("a") else sort
    return f"{sort}'" if sort in ("m", "f") and ELIDED.match(text) else sort


ITALIAN = Language(
    months=(
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ),
    seasons={"21": "primavera", "22": "estate", "23": "autunno", "24": "inverno"},
    decades={
        1930: "Trenta",
        1940: "Quaranta",
        1950: "Cinquanta",
        1960: "Sessanta",
        1970: "Settanta",
        1980: "Ottanta",
        1990: "Novanta",
    },
    day=lambda day: "1°" if day == 1 else str(day),
    century=roman,
    sort_by_sound=sort_by_sound,
    long_year=frozenset({Kind.ON, Kind.SINCE, Kind.SINCE_UNTIL_UNKNOWN}),
    nouns={
        "day": Noun("m", "{day} {month} {year}"),
        "month": Noun("bare", "{month} {year}"),
        "season 21": Noun("f", "{season} {year}"),
        "season 22": Noun("f", "{season} {year}"),
        "season 23": Noun("m", "{season} {year}"),
        "season 24": Noun("m", "{season} {year}"),
        "season astride": Noun("m", "{season} {year}/{next_year}"),
        "year": Noun("m", "{year}"),
        "long year": Noun("m", "anno {year}"),
        "decade": Noun("gli", "anni {decade}"),
        "century": Noun("m", "{century} secolo"),
        "some month": Noun("un", "un mese del {year}"),
        "some day of month": Noun("un", "un giorno di {month} {year}"),
        "some day of year": Noun("un", "un giorno del {year}"),
        "decade early": Noun("i", "primi anni {decade}"),
        "decade middle": Noun("f", "metà anni {decade}", "metà degli anni {decade}"),
        "decade late": Noun("f", "fine anni {decade}", "fine degli anni {decade}"),
        "decade first_half": Noun("f", "prima metà degli anni {decade}"),
        "decade second_half": Noun("f", "seconda metà degli anni {decade}"),
        "year early": Noun("i", "primi mesi del {year}"),
        "year middle": Noun("f", "metà {year}", "metà del {year}"),
        "year late": Noun("f", "fine {year}", "fine del {year}"),
        "year first_half": Noun("f", "prima metà del {year}"),
        "year second_half": Noun("f", "seconda metà del {year}"),
        "year quarter_1": Noun("m", "primo trimestre {year}"),
        "year quarter_2": Noun("m", "secondo trimestre {year}"),
        "year quarter_3": Noun("m", "terzo trimestre {year}"),
        "year quarter_4": Noun("m", "quarto trimestre {year}"),
        "year third_1": Noun("m", "primo quadrimestre {year}"),
        "year third_2": Noun("m", "secondo quadrimestre {year}"),
        "year third_3": Noun("m", "terzo quadrimestre {year}"),
        "month early": Noun("m", "inizio {month} {year}", "inizio di {month} {year}"),
        "month middle": Noun("f", "metà {month} {year}", "metà di {month} {year}"),
        "month late": Noun("f", "fine {month} {year}", "fine di {month} {year}"),
        "month first_half": Noun("f", "prima metà di {month} {year}"),
        "month second_half": Noun("f", "seconda metà di {month} {year}"),
        "month week_2": Noun("f", "seconda settimana di {month} {year}"),
        "month week_3": Noun("f", "terza settimana di {month} {year}"),
        "month week_4": Noun("f", "quarta settimana di {month} {year}"),
        "month week_5": Noun("f", "quinta settimana di {month} {year}"),
    },
    prepositions={
        "m": {"il": "il {}", "di": "del {}", "a": "al {}", "da": "dal {}"},
        "m'": {"il": "l'{}", "di": "dell'{}", "a": "all'{}", "da": "dall'{}"},
        "f": {"il": "la {}", "di": "della {}", "a": "alla {}", "da": "dalla {}"},
        "f'": {"il": "l'{}", "di": "dell'{}", "a": "all'{}", "da": "dall'{}"},
        "i": {"il": "i {}", "di": "dei {}", "a": "ai {}", "da": "dai {}"},
        "gli": {"il": "gli {}", "di": "degli {}", "a": "agli {}", "da": "dagli {}"},
        "bare": {"il": "{}", "di": "di {}", "a": "a {}", "da": "da {}"},
        "bare a": {"il": "{}", "di": "di {}", "a": "ad {}", "da": "da {}"},
        "un": {"il": "{}", "di": "di {}", "a": "a {}", "da": "da {}"},
    },
    frames={
        Kind.ON: "{start:}",
        Kind.SINCE: "{start:da}",
        Kind.SINCE_UNTIL_UNKNOWN: "{start:da}, fine non nota",
        Kind.FROM_TO: "{start:da} {end:a}",
        Kind.SCHOOL_YEAR: "anno scolastico {start:year}/{end:year}",
        Kind.UNTIL: "fino {end:a}",
        Kind.ALWAYS_UNTIL: "senza inizio, fino {end:a}",
        Kind.BY: "entro {end:il}",
        Kind.BEFORE: "prima {end:di}",
        Kind.SINCE_BEFORE: "da prima {end:di}",
        Kind.SINCE_BY: "almeno {end:da}",
        Kind.AFTER: "dopo {start:il}",
        Kind.NOT_BEFORE: "non prima {start:di}",
        Kind.BETWEEN: "tra {start:il} e {end:il}",
    },
    edges={
        "../..": "senza inizio e senza fine",
        "/..": "inizio non noto, senza fine",
        "../": "senza inizio, fine non nota",
        "/": "inizio e fine non noti",
    },
    about=("circa {}", "{} circa"),
    maybe=("forse {}", "{} (?)"),
    either="{} o {}",
    in_definition="in corso di definizione",
    time="{day}, ore {time}",
)
