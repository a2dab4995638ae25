"""English: plain dates and common phrases. In figures the day comes first, here as well."""

from registry.dates.grammar.terms import AT, OF, Term, Vocabulary, months, numbered, weeks_of_month
from registry.dates.meaning import Part

PIECES = {
    "half": {"first": Part.FIRST_HALF, "second": Part.SECOND_HALF},
    "quarter": {
        "first": Part.QUARTER_1,
        "second": Part.QUARTER_2,
        "third": Part.QUARTER_3,
        "fourth": Part.QUARTER_4,
        "last": Part.QUARTER_4,
    },
    "third": {"first": Part.THIRD_1, "second": Part.THIRD_2, "last": Part.THIRD_3},
}

ENGLISH = Vocabulary(
    entries=(
        *months(
            "January; Jan",
            "February; Feb",
            "March; Mar",
            "April; Apr",
            "May",
            "June; Jun",
            "July; Jul",
            "August; Aug",
            "September; Sept; Sep",
            "October; Oct",
            "November; Nov",
            "December; Dec",
        ),
        *numbered(
            Term.WEEKDAY,
            (
                "Monday; Mon",
                "Tuesday; Tue",
                "Wednesday; Wed",
                "Thursday; Thu",
                "Friday; Fri",
                "Saturday; Sat",
                "Sunday; Sun",
            ),
            start=0,
        ),
        *numbered(Term.SEASON, ("spring", "summer", "autumn; fall", "winter"), start=21),
        (Term.PART, Part.EARLY, "early; the early; beginning"),
        (Term.PART, Part.MIDDLE, "mid; mid-; the mid; the mid-; middle"),
        (Term.PART, Part.LATE, "late; the late; end; the end"),
        *(
            (Term.PART, part, f"{which} {piece}; the {which} {piece}; {which} {piece} of the")
            for piece, parts in PIECES.items()
            for which, part in parts.items()
        ),
        *weeks_of_month(
            "second week; the second week",
            "third week; the third week",
            "fourth week; the fourth week",
            "fifth week; the fifth week",
        ),
        (Term.NO_END, True, "end not known; end unknown"),
        (Term.SOME, "day", "some day"),
        (Term.SOME, "month", "some month"),
        (Term.DECADES, True, "decade"),
        (Term.SINCE, "dal", "since; from; as of; with effect from; since the; from the"),
        (Term.STARTING, True, "starting; effective"),
        (Term.TO, "al", "to; until; till; through; up to; to the; until the"),
        (Term.UNTIL, "alone", "until; till; up to; valid until; until the; till the; up to the"),
        (Term.SCHOOL, True, "school year; school years; the school year"),
        (Term.TWO_YEARS, True, "academic year; the academic year"),
        (Term.AT_LEAST, True, "at least"),
        (Term.BY, True, "by; no later than; not later than"),
        (Term.BEFORE, "", "before; prior to; before the"),
        (Term.NOT_BEFORE, True, "not before; no earlier than"),
        (Term.AFTER, "", "after; after the"),
        (Term.BETWEEN, True, "between; between the"),
        (Term.AND, True, "and"),
        (Term.OR, True, "or"),
        (Term.IN, AT, "in; on; the year; year; during; at"),
        (Term.IN, OF, "of"),
        (Term.IN, 0, "the"),
        (Term.NOT, True, "not; never; except"),
        (Term.ABOUT, "after", "about; around; circa; ca; approximately; roughly; c"),
        (Term.MAYBE, "after", "perhaps; maybe; possibly; probably; ?"),
        (Term.NOW, "to", "today; now; present; the present"),
        (Term.NOW, "", "ongoing; onwards"),
        (Term.DEFINING, True, "being drawn up; under negotiation; to be defined; in preparation"),
        (Term.LAW, True, "law; act; decree; regulation; directive"),
        (Term.REFERENCE, True, "no; art; article; section; ref"),
        (Term.BEGAN, True, "joined; accession; start; founded; established; launched"),
    ),
)
