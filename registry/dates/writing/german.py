"""German: «vom 1. Dezember 2017 bis zum 28. Februar 2019», «seit den 1990er Jahren»."""

from registry.dates.meaning import Kind
from registry.dates.writing.language import Language, Noun

BARE = {
    "seit": "seit {}",
    "von": "von {}",
    "bis": "bis {}",
    "vor": "vor {}",
    "nach": "nach {}",
    "dem": "{}",
    "am": "{}",
}
WITH_DEM = {
    "seit": "seit dem {}",
    "von": "vom {}",
    "bis": "bis zum {}",
    "vor": "vor dem {}",
    "nach": "nach dem {}",
    "dem": "dem {}",
    "am": "am {}",
}

GERMAN = Language(
    months=(
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    seasons={"21": "Frühling", "22": "Sommer", "23": "Herbst", "24": "Winter"},
    day=lambda day: f"{day}.",
    century=lambda century: f"{century}.",
    nouns={
        "day": Noun("dem", "{day} {month} {year}"),
        "month": Noun("im", "{month} {year}"),
        "season": Noun("dem season", "{season} {year}"),
        "season astride": Noun("dem season", "{season} {year}/{next_year}"),
        "year": Noun("bare", "{year}"),
        "decade": Noun("den", "{decade}er Jahre", "{decade}er Jahren"),
        "century": Noun("dem season", "{century} Jahrhundert"),
        "some month": Noun("bare", "ein Monat des Jahres {year}", "einem Monat des Jahres {year}"),
        "some day of month": Noun(
            "bare", "ein Tag im {month} {year}", "einem Tag im {month} {year}"
        ),
        "some day of year": Noun(
            "bare", "ein Tag des Jahres {year}", "einem Tag des Jahres {year}"
        ),
        "decade early": Noun("bare", "Anfang der {decade}er Jahre"),
        "decade middle": Noun("bare", "Mitte der {decade}er Jahre"),
        "decade late": Noun("bare", "Ende der {decade}er Jahre"),
        "decade first_half": Noun(
            "der", "erste Hälfte der {decade}er Jahre", "ersten Hälfte der {decade}er Jahre"
        ),
        "decade second_half": Noun(
            "der", "zweite Hälfte der {decade}er Jahre", "zweiten Hälfte der {decade}er Jahre"
        ),
        "year early": Noun("bare", "Anfang {year}"),
        "year middle": Noun("bare", "Mitte {year}"),
        "year late": Noun("bare", "Ende {year}"),
        "year first_half": Noun("dem season", "1. Halbjahr {year}"),
        "year second_half": Noun("dem season", "2. Halbjahr {year}"),
        "year quarter_1": Noun("dem season", "1. Quartal {year}"),
        "year quarter_2": Noun("dem season", "2. Quartal {year}"),
        "year quarter_3": Noun("dem season", "3. Quartal {year}"),
        "year quarter_4": Noun("dem season", "4. Quartal {year}"),
        "year third_1": Noun("dem season", "1. Drittel {year}"),
        "year third_2": Noun("dem season", "2. Drittel {year}"),
        "year third_3": Noun("dem season", "3. Drittel {year}"),
        "month early": Noun("bare", "Anfang {month} {year}"),
        "month middle": Noun("bare", "Mitte {month} {year}"),
        "month late": Noun("bare", "Ende {month} {year}"),
        "month first_half": Noun(
            "der", "erste Hälfte {month} {year}", "ersten Hälfte {month} {year}"
        ),
        "month second_half": Noun(
            "der", "zweite Hälfte {month} {year}", "zweiten Hälfte {month} {year}"
        ),
        "month week_2": Noun("der", "zweite Woche {month} {year}", "zweiten Woche {month} {year}"),
        "month week_3": Noun("der", "dritte Woche {month} {year}", "dritten Woche {month} {year}"),
        "month week_4": Noun("der", "vierte Woche {month} {year}", "vierten Woche {month} {year}"),
        "month week_5": Noun("der", "fünfte Woche {month} {year}", "fünften Woche {month} {year}"),
    },
    prepositions={
        "bare": BARE,
        "im": BARE | {"am": "im {}"},
        "dem": WITH_DEM,
        "dem season": WITH_DEM | {"am": "im {}"},
        "den": {
            "seit": "seit den {}",
            "von": "von den {}",
            "bis": "bis zu den {}",
            "vor": "vor den {}",
            "nach": "nach den {}",
            "dem": "den {}",
            "am": "in den {}",
        },
        "der": {
            "seit": "seit der {}",
            "von": "von der {}",
            "bis": "bis zur {}",
            "vor": "vor der {}",
            "nach": "nach der {}",
            "dem": "der {}",
            "am": "in der {}",
        },
    },
    frames={
        Kind.ON: "{start:}",
        Kind.SINCE: "{start:seit}",
        Kind.SINCE_UNTIL_UNKNOWN: "{start:seit}, Ende nicht bekannt",
        Kind.FROM_TO: "{start:von} {end:bis}",
        Kind.SCHOOL_YEAR: "Schuljahr {start:year}/{end:year}",
        Kind.UNTIL: "{end:bis}",
        Kind.ALWAYS_UNTIL: "ohne Anfang, {end:bis}",
        Kind.BY: "spätestens {end:am}",
        Kind.BEFORE: "{end:vor}",
        Kind.SINCE_BEFORE: "schon {end:vor}",
        Kind.SINCE_BY: "mindestens {end:seit}",
        Kind.AFTER: "{start:nach}",
        Kind.NOT_BEFORE: "nicht {start:vor}",
        Kind.BETWEEN: "zwischen {start:dem} und {end:dem}",
    },
    edges={
        "../..": "ohne Anfang und ohne Ende",
        "/..": "Anfang nicht bekannt, ohne Ende",
        "../": "ohne Anfang, Ende nicht bekannt",
        "/": "Anfang und Ende nicht bekannt",
    },
    about=("ca. {}", "{} (ca.)"),
    maybe=("vielleicht {}", "{} (?)"),
    either="{} oder {}",
    in_definition="in Ausarbeitung",
    time="{day}, {time} Uhr",
)
