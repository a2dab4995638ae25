"""English: "from 1 December 2017 to 28 February 2019", "since the early 2000s"."""

from registry.dates.meaning import Kind
from registry.dates.writing.language import Language, Noun

ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def ordinal(number: int) -> str:
    """21st, 12th."""
    is_teen = number // 10 == 1
    return f"{number}{'th' if is_teen else ENDINGS.get(number % 10, 'th')}"


ENGLISH = Language(
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    seasons={"21": "spring", "22": "summer", "23": "autumn", "24": "winter"},
    day=str,
    century=ordinal,
    nouns={
        "day": Noun("day", "{day} {month} {year}"),
        "month": Noun("bare", "{month} {year}"),
        "season": Noun("bare", "{season} {year}"),
        "season astride": Noun("bare", "{season} {year}/{next_year}"),
        "year": Noun("bare", "{year}"),
        "decade": Noun("bare", "{decade}s", "the {decade}s"),
        "century": Noun("bare", "{century} century", "the {century} century"),
        "some month": Noun("bare", "some month of {year}"),
        "some day of month": Noun("bare", "some day of {month} {year}"),
        "some day of year": Noun("bare", "some day of {year}"),
        "decade early": Noun("bare", "early {decade}s", "the early {decade}s"),
        "decade middle": Noun("bare", "mid-{decade}s", "the mid-{decade}s"),
        "decade late": Noun("bare", "late {decade}s", "the late {decade}s"),
        "decade first_half": Noun(
            "bare", "first half of the {decade}s", "the first half of the {decade}s"
        ),
        "decade second_half": Noun(
            "bare", "second half of the {decade}s", "the second half of the {decade}s"
        ),
        "year early": Noun("bare", "early {year}"),
        "year middle": Noun("bare", "mid-{year}"),
        "year late": Noun("bare", "late {year}"),
        "year first_half": Noun("bare", "first half of {year}", "the first half of {year}"),
        "year second_half": Noun("bare", "second half of {year}", "the second half of {year}"),
        "year quarter_1": Noun("bare", "first quarter of {year}", "the first quarter of {year}"),
        "year quarter_2": Noun("bare", "second quarter of {year}", "the second quarter of {year}"),
        "year quarter_3": Noun("bare", "third quarter of {year}", "the third quarter of {year}"),
        "year quarter_4": Noun("bare", "fourth quarter of {year}", "the fourth quarter of {year}"),
        "year third_1": Noun("bare", "first third of {year}", "the first third of {year}"),
        "year third_2": Noun("bare", "second third of {year}", "the second third of {year}"),
        "year third_3": Noun("bare", "last third of {year}", "the last third of {year}"),
        "month early": Noun("bare", "early {month} {year}"),
        "month middle": Noun("bare", "mid-{month} {year}"),
        "month late": Noun("bare", "late {month} {year}"),
        "month first_half": Noun(
            "bare", "first half of {month} {year}", "the first half of {month} {year}"
        ),
        "month second_half": Noun(
            "bare", "second half of {month} {year}", "the second half of {month} {year}"
        ),
        "month week_2": Noun(
            "bare", "second week of {month} {year}", "the second week of {month} {year}"
        ),
        "month week_3": Noun(
            "bare", "third week of {month} {year}", "the third week of {month} {year}"
        ),
        "month week_4": Noun(
            "bare", "fourth week of {month} {year}", "the fourth week of {month} {year}"
        ),
        "month week_5": Noun(
            "bare", "fifth week of {month} {year}", "the fifth week of {month} {year}"
        ),
    },
    prepositions={
        "bare": {"the": "{}", "in": "in {}"},
        "day": {"the": "{}", "in": "on {}"},
    },
    frames={
        Kind.ON: "{start:}",
        Kind.SINCE: "since {start:the}",
        Kind.SINCE_UNTIL_UNKNOWN: "since {start:the}, end not known",
        Kind.FROM_TO: "from {start:the} to {end:the}",
        Kind.SCHOOL_YEAR: "school year {start:year}/{end:year}",
        Kind.UNTIL: "until {end:the}",
        Kind.ALWAYS_UNTIL: "without a beginning, until {end:the}",
        Kind.BY: "by {end:the}",
        Kind.BEFORE: "before {end:the}",
        Kind.SINCE_BEFORE: "since before {end:the}",
        Kind.SINCE_BY: "since at least {end:the}",
        Kind.AFTER: "after {start:the}",
        Kind.NOT_BEFORE: "not before {start:the}",
        Kind.BETWEEN: "between {start:the} and {end:the}",
    },
    edges={
        "../..": "without beginning or end",
        "/..": "beginning not known, without an end",
        "../": "without a beginning, end not known",
        "/": "beginning and end not known",
    },
    about=("about {}", "{} (about)"),
    maybe=("perhaps {}", "{} (?)"),
    either="{} or {}",
    in_definition="being drawn up",
    time="{day}, {time}",
)
