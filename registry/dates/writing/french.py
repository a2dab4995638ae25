"""French: «du 1er décembre 2017 au 28 février 2019», «depuis les années 1990»."""

import re

from registry.dates.meaning import Kind
from registry.dates.writing.language import Language, Noun

VOWEL = re.compile(r"[aeiouéhAEIOU]")


def sort_by_sound(sort: str, text: str) -> str:
    """d'octobre, l'été."""
    return f"{sort}'" if sort in ("bare", "le") and VOWEL.match(text) else sort


FRENCH = Language(
    months=(
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    seasons={"21": "printemps", "22": "été", "23": "automne", "24": "hiver"},
    day=lambda day: "1er" if day == 1 else str(day),
    century=lambda century: f"{century}e",
    sort_by_sound=sort_by_sound,
    nouns={
        "day": Noun("le", "{day} {month} {year}"),
        "month": Noun("bare", "{month} {year}"),
        "season": Noun("le", "{season} {year}"),
        "season astride": Noun("le", "{season} {year}/{next_year}"),
        "year": Noun("bare", "{year}"),
        "decade": Noun("les", "années {decade}"),
        "century": Noun("le", "{century} siècle"),
        "some month": Noun("un", "un mois de {year}"),
        "some day of month": Noun("un", "un jour de {month} {year}"),
        "some day of year": Noun("un", "un jour de {year}"),
        "decade early": Noun("le", "début des années {decade}"),
        "decade middle": Noun("le", "milieu des années {decade}"),
        "decade late": Noun("la", "fin des années {decade}"),
        "decade first_half": Noun("la", "première moitié des années {decade}"),
        "decade second_half": Noun("la", "seconde moitié des années {decade}"),
        "year early": Noun("bare", "début {year}"),
        "year middle": Noun("bare", "mi-{year}"),
        "year late": Noun("bare", "fin {year}"),
        "year first_half": Noun("le", "premier semestre {year}"),
        "year second_half": Noun("le", "second semestre {year}"),
        "year quarter_1": Noun("le", "premier trimestre {year}"),
        "year quarter_2": Noun("le", "deuxième trimestre {year}"),
        "year quarter_3": Noun("le", "troisième trimestre {year}"),
        "year quarter_4": Noun("le", "quatrième trimestre {year}"),
        "year third_1": Noun("le", "premier quadrimestre {year}"),
        "year third_2": Noun("le", "deuxième quadrimestre {year}"),
        "year third_3": Noun("le", "troisième quadrimestre {year}"),
        "month early": Noun("bare", "début {month} {year}"),
        "month middle": Noun("bare", "mi-{month} {year}"),
        "month late": Noun("bare", "fin {month} {year}"),
        "month first_half": Noun("la", "première quinzaine de {month} {year}"),
        "month second_half": Noun("la", "seconde quinzaine de {month} {year}"),
    },
    prepositions={
        "bare": {"le": "{}", "de": "de {}", "à": "à {}", "en": "en {}", "jusque": "en {}"},
        "bare'": {"le": "{}", "de": "d'{}", "à": "à {}", "en": "en {}", "jusque": "en {}"},
        "le": {"le": "le {}", "de": "du {}", "à": "au {}", "jusque": "au {}", "en": "le {}"},
        "le'": {"le": "l'{}", "de": "de l'{}", "à": "à l'{}", "jusque": "à l'{}", "en": "l'{}"},
        "la": {
            "le": "la {}",
            "de": "de la {}",
            "à": "à la {}",
            "jusque": "à la {}",
            "en": "à la {}",
        },
        "les": {
            "le": "les {}",
            "de": "des {}",
            "à": "aux {}",
            "jusque": "aux {}",
            "en": "dans les {}",
        },
        "un": {"le": "{}", "de": "d'{}", "à": "à {}", "jusque": "à {}", "en": "en {}"},
    },
    frames={
        Kind.ON: "{start:}",
        Kind.SINCE: "depuis {start:le}",
        Kind.SINCE_UNTIL_UNKNOWN: "depuis {start:le}, fin inconnue",
        Kind.FROM_TO: "{start:de} {end:à}",
        Kind.SCHOOL_YEAR: "année scolaire {start:year}/{end:year}",
        Kind.UNTIL: "jusqu'{end:jusque}",
        Kind.ALWAYS_UNTIL: "sans début, jusqu'{end:jusque}",
        Kind.BY: "au plus tard {end:en}",
        Kind.BEFORE: "avant {end:le}",
        Kind.SINCE_BEFORE: "déjà avant {end:le}",
        Kind.SINCE_BY: "au moins depuis {end:le}",
        Kind.AFTER: "après {start:le}",
        Kind.NOT_BEFORE: "pas avant {start:le}",
        Kind.BETWEEN: "entre {start:le} et {end:le}",
    },
    edges={
        "../..": "sans début ni fin",
        "/..": "début inconnu, sans fin",
        "../": "sans début, fin inconnue",
        "/": "début et fin inconnus",
    },
    about=("vers {}", "{} environ"),
    maybe=("peut-être {}", "{} (?)"),
    either="{} ou {}",
    in_definition="en cours de définition",
    time="{day}, {time}",
)
