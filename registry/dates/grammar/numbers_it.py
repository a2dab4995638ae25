"""Italian numbers in letters: ventuno, ventotto, duemilaquindici, millenovecentonovantotto."""

UNITS = ("", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove")
TEENS = (
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
)
TENS = {
    2: "venti",
    3: "trenta",
    4: "quaranta",
    5: "cinquanta",
    6: "sessanta",
    7: "settanta",
    8: "ottanta",
    9: "novanta",
}


def in_letters(number: int) -> str:
    """From 1 to 99. The tens lose their vowel before uno and otto."""
    tens, units = divmod(number, 10)
    if tens == 0:
        return UNITS[units]
    if tens == 1:
        return TEENS[units]
    stem = TENS[tens][:-1] if units in (1, 8) else TENS[tens]
    return stem + UNITS[units]


def year_in_letters(year: int) -> str:
    """From 1900 to 2099."""
    century = {19: "millenovecento", 20: "duemila"}[year // 100]
    return century + (in_letters(year % 100) if year % 100 else "")
