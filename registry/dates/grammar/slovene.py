"""Slovene, as the offices of Trieste and Gorizia write it: plain dates, common phrases."""

from registry.dates.grammar.terms import AT, Term, Vocabulary, months, numbered, weeks_of_month
from registry.dates.meaning import Part

TENS = (
    *("trideset", "štirideset", "petdeset", "šestdeset", "sedemdeset", "osemdeset"),
    "devetdeset",
)

PIECES = (
    (Part.FIRST_HALF, "prva polovica; prve polovice; prvo polletje; prvega polletja"),
    (Part.SECOND_HALF, "druga polovica; druge polovice; drugo polletje; drugega polletja"),
    (Part.QUARTER_1, "prvo četrtletje; prvega četrtletja"),
    (Part.QUARTER_2, "drugo četrtletje; drugega četrtletja"),
    (Part.QUARTER_3, "tretje četrtletje; tretjega četrtletja"),
    (Part.QUARTER_4, "četrto četrtletje; četrtega četrtletja"),
    (Part.THIRD_1, "prva tretjina; prve tretjine"),
    (Part.THIRD_2, "druga tretjina; druge tretjine"),
    (Part.THIRD_3, "tretja tretjina; tretje tretjine"),
)

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
        *(
            (Term.DECADE, 1900 + ten, f"{word}a; {word}ih")
            for ten, word in zip(range(30, 100, 10), TENS, strict=True)
        ),
        (Term.DECADES, "range", "leta; let; letih"),
        (Term.SCHOOL, True, "šolsko leto; šolskega leta; šolskem letu; šol. leto"),
        (Term.TWO_YEARS, True, "študijsko leto; študijskega leta"),
        (Term.AT_LEAST, True, "vsaj; najmanj"),
        (Term.PART, Part.EARLY, "začetek; začetka; začetku; v začetku"),
        (Term.PART, Part.MIDDLE, "sredina; sredine; sredini; sredi"),
        (Term.PART, Part.LATE, "konec; konca; koncu"),
        *((Term.PART, part, words) for part, words in PIECES),
        *weeks_of_month(
            "drugi teden; drugega tedna",
            "tretji teden; tretjega tedna",
            "četrti teden; četrtega tedna",
            "peti teden; petega tedna",
        ),
        (Term.NO_END, True, "konec ni znan"),
        (Term.SOME, "day", "neki dan; nekega dne"),
        (Term.SOME, "month", "neki mesec; nekega meseca"),
        (Term.BETWEEN, "to", "enkrat od"),
        (Term.SINCE, "dal", "od; z dnem"),
        (Term.STARTING, True, "začenši; že"),
        (Term.TO, "al", "do"),
        (Term.UNTIL, "alone", "do; vse do; velja do"),
        (Term.BY, True, "najpozneje; najkasneje"),
        (Term.BEFORE, "", "pred; prej kot; pred začetkom"),
        (Term.NOT_BEFORE, True, "ne prej kot; najprej; ne pred začetkom; ne pred"),
        (Term.AFTER, "", "po; pozneje kot; kasneje kot; po koncu"),
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
