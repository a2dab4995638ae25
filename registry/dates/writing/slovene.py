"""Slovene: «od 1. decembra 2017 do 28. februarja 2019», «od leta 2010».

Only the nominative and the genitive are needed: «pred začetkom leta 2010» rather than
«pred letom 2010».
"""

from registry.dates.meaning import Kind
from registry.dates.writing.language import Language, Noun

GENITIVE = {
    "od": "od {}",
    "do": "do {}",
    "najpozneje": "najpozneje {}",
    "prej": "pred začetkom {}",
    "pozneje": "po koncu {}",
}

SLOVENE = Language(
    months=(
        "januar",
        "februar",
        "marec",
        "april",
        "maj",
        "junij",
        "julij",
        "avgust",
        "september",
        "oktober",
        "november",
        "december",
    ),
    months_of=(
        "januarja",
        "februarja",
        "marca",
        "aprila",
        "maja",
        "junija",
        "julija",
        "avgusta",
        "septembra",
        "oktobra",
        "novembra",
        "decembra",
    ),
    seasons={"21": "pomlad", "22": "poletje", "23": "jesen", "24": "zima"},
    seasons_of={"21": "pomladi", "22": "poletja", "23": "jeseni", "24": "zime"},
    day=lambda day: f"{day}.",
    century=lambda century: f"{century}.",
    nouns={
        "day": Noun("day", "{day} {month} {year}", "{day} {month_of} {year}"),
        "month": Noun("span", "{month} {year}", "{month_of} {year}"),
        "season": Noun("span", "{season} {year}", "{season_of} {year}"),
        "season astride": Noun(
            "span", "{season} {year}/{next_year}", "{season_of} {year}/{next_year}"
        ),
        "year": Noun("span", "leto {year}", "leta {year}"),
        "decade": Noun("span", "leta {decade}–{decade_end}", "let {decade}–{decade_end}"),
        "century": Noun("span", "{century} stoletje", "{century} stoletja"),
        "some month": Noun("span", "neki mesec leta {year}", "nekega meseca leta {year}"),
        "some day of month": Noun(
            "span", "neki dan {month_of} {year}", "nekega dne {month_of} {year}"
        ),
        "some day of year": Noun("span", "neki dan leta {year}", "nekega dne leta {year}"),
        "decade early": Noun(
            "span", "začetek let {decade}–{decade_end}", "začetka let {decade}–{decade_end}"
        ),
        "decade middle": Noun(
            "span", "sredina let {decade}–{decade_end}", "sredine let {decade}–{decade_end}"
        ),
        "decade late": Noun(
            "span", "konec let {decade}–{decade_end}", "konca let {decade}–{decade_end}"
        ),
        "decade first_half": Noun(
            "span",
            "prva polovica let {decade}–{decade_end}",
            "prve polovice let {decade}–{decade_end}",
        ),
        "decade second_half": Noun(
            "span",
            "druga polovica let {decade}–{decade_end}",
            "druge polovice let {decade}–{decade_end}",
        ),
        "year early": Noun("span", "začetek leta {year}", "začetka leta {year}"),
        "year middle": Noun("span", "sredina leta {year}", "sredine leta {year}"),
        "year late": Noun("span", "konec leta {year}", "konca leta {year}"),
        "year first_half": Noun("span", "prvo polletje {year}", "prvega polletja {year}"),
        "year second_half": Noun("span", "drugo polletje {year}", "drugega polletja {year}"),
        "year quarter_1": Noun("span", "prvo četrtletje {year}", "prvega četrtletja {year}"),
        "year quarter_2": Noun("span", "drugo četrtletje {year}", "drugega četrtletja {year}"),
        "year quarter_3": Noun("span", "tretje četrtletje {year}", "tretjega četrtletja {year}"),
        "year quarter_4": Noun("span", "četrto četrtletje {year}", "četrtega četrtletja {year}"),
        "year third_1": Noun("span", "prva tretjina leta {year}", "prve tretjine leta {year}"),
        "year third_2": Noun("span", "druga tretjina leta {year}", "druge tretjine leta {year}"),
        "year third_3": Noun("span", "tretja tretjina leta {year}", "tretje tretjine leta {year}"),
        "month early": Noun("span", "začetek {month_of} {year}", "začetka {month_of} {year}"),
        "month middle": Noun("span", "sredina {month_of} {year}", "sredine {month_of} {year}"),
        "month late": Noun("span", "konec {month_of} {year}", "konca {month_of} {year}"),
        "month first_half": Noun(
            "span", "prva polovica {month_of} {year}", "prve polovice {month_of} {year}"
        ),
        "month second_half": Noun(
            "span", "druga polovica {month_of} {year}", "druge polovice {month_of} {year}"
        ),
        "month week_2": Noun(
            "span", "drugi teden {month_of} {year}", "drugega tedna {month_of} {year}"
        ),
        "month week_3": Noun(
            "span", "tretji teden {month_of} {year}", "tretjega tedna {month_of} {year}"
        ),
        "month week_4": Noun(
            "span", "četrti teden {month_of} {year}", "četrtega tedna {month_of} {year}"
        ),
        "month week_5": Noun(
            "span", "peti teden {month_of} {year}", "petega tedna {month_of} {year}"
        ),
    },
    prepositions={
        "span": GENITIVE,
        "day": GENITIVE | {"prej": "prej kot {}", "pozneje": "pozneje kot {}"},
    },
    frames={
        Kind.ON: "{start:}",
        Kind.SINCE: "{start:od}",
        Kind.SINCE_UNTIL_UNKNOWN: "{start:od}, konec ni znan",
        Kind.FROM_TO: "{start:od} {end:do}",
        Kind.SCHOOL_YEAR: "šolsko leto {start:year}/{end:year}",
        Kind.UNTIL: "{end:do}",
        Kind.ALWAYS_UNTIL: "brez začetka, {end:do}",
        Kind.BY: "{end:najpozneje}",
        Kind.BEFORE: "{end:prej}",
        Kind.SINCE_BEFORE: "že {end:prej}",
        Kind.SINCE_BY: "vsaj {end:od}",
        Kind.AFTER: "{start:pozneje}",
        Kind.NOT_BEFORE: "ne {start:prej}",
        Kind.BETWEEN: "enkrat {start:od} {end:do}",
    },
    edges={
        "../..": "brez začetka in brez konca",
        "/..": "začetek ni znan, brez konca",
        "../": "brez začetka, konec ni znan",
        "/": "začetek in konec nista znana",
    },
    about=("približno {}", "{} (približno)"),
    maybe=("morda {}", "{} (?)"),
    either="{} ali {}",
    in_definition="v pripravi",
    time="{day} ob {time}",
)
