"""Slovene, as the offices of Trieste and Gorizia write it: plain dates, common phrases."""

from registry.dates.grammar.terms import AT, Term, Vocabulary, months, numbered
from registry.dates.meaning import Part

SLOVENE = Vocabulary(
    entries=(
        *months(
            "januar; januarja; januarju; jan",
            "februar; februarja; februarju; feb",
            "marec; marca; marcu; mar",
            "april; aprila; aprilu; apr",
            "maj; maja; maju",
            "junij; junija; juniju; jun",
            "julij; julija; juliju; jul",
            "avgust; avgusta; avgustu; avg",
            "september; septembra; septembru; sept; sep",
            "oktober; oktobra; oktobru; okt",
            "november; novembra; novembru; nov",
            "december; decembra; decembru; dec",
        ),
        *numbered(
            Term.WEEKDAY,
            ("ponedeljek", "torek", "sreda", "četrtek", "petek", "sobota", "nedelja"),
            start=0,
        ),
        *numbered(
            Term.SEASON,
            (
                "pomlad; pomladi; spomladi",
                "poletje; poletja; poleti",
                "jesen; jeseni",
                "zima; zime; pozimi",
            ),
            start=21,
        ),
        (Term.PART, Part.EARLY, "začetek; začetka; začetku; v začetku"),
        (Term.PART, Part.MIDDLE, "sredina; sredine; sredini; sredi"),
        (Term.PART, Part.LATE, "konec; konca; koncu"),
        (Term.SINCE, "dal", "od; z dnem"),
        (Term.STARTING, True, "začenši; že"),
        (Term.TO, "al", "do"),
        (Term.UNTIL, "alone", "do; vse do; velja do"),
        (Term.BY, True, "najpozneje; najkasneje"),
        (Term.BEFORE, "", "pred; prej kot"),
        (Term.NOT_BEFORE, True, "ne prej kot; najprej"),
        (Term.AFTER, "", "po; pozneje kot; kasneje kot"),
        (Term.BETWEEN, True, "med"),
        (Term.AND, True, "in"),
        (Term.OR, True, "ali"),
        (Term.IN, AT, "leta; leto; letu; v letu; dne; v; l"),
        (Term.NOT, True, "ne; nikoli; razen"),
        (Term.ABOUT, "after", "približno; okoli; okrog; pribl; ok"),
        (Term.MAYBE, "after", "morda; mogoče; verjetno; ?"),
        (Term.NOW, "to", "danes; sedaj"),
        (Term.NOW, "", "še danes"),
        (Term.DEFINING, True, "v pripravi; v fazi priprave"),
        (Term.LAW, True, "zakon; zakona; uredba; uredbe; odlok"),
        (Term.REFERENCE, True, "št; člen; čl; prot"),
        (Term.BEGAN, True, "pristop; začetek; ustanovitev; ustanovljen; ustanovljena"),
    ),
)
