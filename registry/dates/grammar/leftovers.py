"""What is left over beside a date, and may change what it says.

The reader takes what it knows and leaves the rest to the note. So nothing that speaks of
time may be left over where it touches a date: «non … dal 2010», «dopo la riunione del
3/3/2015», «novembre-» before «dicembre 2015». Then nothing is understood, and it is said.
"""

from collections.abc import Callable, Sequence

from registry.dates.days import SURE_YEARS
from registry.dates.edtf import Precision
from registry.dates.grammar import sayings
from registry.dates.grammar.cursor import Cursor
from registry.dates.grammar.items import Item, Problem, Said
from registry.dates.grammar.terms import Term
from registry.dates.grammar.tokens import DIGITS, Token
from registry.dates.meaning import Kind

NEAR, FAR = 4, 8
"""How many words back a negation, a preposition still reaches."""
BREATHS = {",", ";", ".", ":", "(", ")"}
GOVERNING = (Term.BEFORE, Term.AFTER, Term.BY, Term.BETWEEN, Term.UNTIL)
CUTTING = (Term.BETWEEN, Term.BEFORE, Term.AFTER, Term.BY)
PIECES = {
    *(Term.MONTH, Term.SHORT_YEAR, Term.DECADE, Term.DAY_OF_MONTH, Term.MONTH_OF_YEAR),
    *(Term.RANGE_OR_MONTH, Term.HALF, Term.DECADES, Term.PART),
}
"""What wants more to be a date."""
LED_BY_ITSELF = (
    *(Term.SINCE, Term.STARTING, Term.AT_LEAST, Term.UNTIL, Term.ENDING),
    *(Term.BY, Term.BEFORE, Term.AFTER, Term.NOT_BEFORE, Term.BETWEEN),
)
LED_BY = (*LED_BY_ITSELF, Term.IN, Term.TO)
LAST_DAY_OF_A_MONTH = 31
FIRST_FIGURES_OF_A_DAY = {"0", "1", "2", "3"}


def problem_beside(c: Cursor, items: Sequence[Item]) -> Problem | None:
    """The first date that something left over spoils."""
    taken = {at for item in items for at in range(item.start, item.end)}
    before: Item | None = None
    for item in items:
        if isinstance(item, Said):
            problem = _spoilt(c, item, before, taken)
            if problem:
                return problem
        before = item
    return None


def _spoilt(c: Cursor, said: Said, before: Item | None, taken: set[int]) -> Problem | None:
    start = _first_left_over(said.start, taken)
    left = c.tokens[start : said.start]
    for check, sentence in CHECKS:
        at = check(c, left, said)
        if at is not None:
            typed = c.typed_of(start + at, said.end)
            return Problem(start + at, said.end, sentence(typed))
    if isinstance(before, Said) and _is_joined_oddly(c, before, said):
        return Problem(before.start, said.end, sayings.cut_off(c.typed_of(before.start, said.end)))
    return _followed(c, said, taken)


def _first_left_over(start: int, taken: set[int]) -> int:
    at = start
    while at > 0 and start - at < FAR and at - 1 not in taken:
        at -= 1
    return at


def _breathes(token: Token) -> bool:
    is_dash = token.key == "-" and not token.is_glued
    return token.key in BREATHS or is_dash or Term.BUT in token


def _negation(_c: Cursor, left: Sequence[Token], _said: Said) -> int | None:
    """«non nel 2010», «non risultano attività dal 2015»; «non formalizzata, …» is another
    thing, as what is formal or not may well go on."""
    for back, token in enumerate(reversed(left[-NEAR:]), start=1):
        at = len(left) - back
        if _breathes(token):
            return None
        if Term.NOT in token and (token[Term.NOT] is True or back == 1):
            is_formal = back > 1 and left[at + 1].terms.keys() & {Term.FORMAL, Term.DEFINING}
            return None if is_formal else at
    return None


def _renewal(_c: Cursor, left: Sequence[Token], _said: Said) -> int | None:
    """«in corso di rinnovo dal 2018»: the renewal, or what is renewed."""
    return len(left) - 1 if left and Term.RENEWING in left[-1] else None


def _preposition(c: Cursor, left: Sequence[Token], said: Said) -> int | None:
    """«dopo la riunione del 3/3/2015»; not the adverb of «prima nel 2015»."""
    if not left:
        return None
    last = _without_tight_dash(left)
    if len(left) > 1 and (Term.AND in left[-1] or Term.OR in left[-1]) and _is(left[-2], CUTTING):
        return len(left) - 2  # pre e post 2010
    if last and _is(last[-1], CUTTING) and Term.INSIDE not in c.tokens[said.start]:
        return len(last) - 1
    if _is(c.tokens[said.start], LED_BY_ITSELF):
        return None
    for back, token in enumerate(reversed(left), start=1):
        if _breathes(token):
            return None
        following = left[len(left) - back + 1 : len(left) - back + 2]
        governs = any(Term.IN in after or Term.TO in after for after in following)
        if _is(token, GOVERNING) and governs:
            return len(left) - back
    return None


def _without_tight_dash(left: Sequence[Token]) -> Sequence[Token]:
    """pre-2010"""
    is_tight = len(left) > 1 and left[-1].key == "-" and left[-2].end == left[-1].start
    return left[:-1] if is_tight else left


def _is(token: Token, terms: Sequence[Term]) -> bool:
    return any(term in token for term in terms)


def _figure(c: Cursor, left: Sequence[Token], said: Said) -> int | None:
    """«1 5/02/2012», read by a machine from paper."""
    if not left or left[-1].text not in FIRST_FIGURES_OF_A_DAY:
        return None
    is_number = len(left) > 1 and _is(left[-2], (Term.REFERENCE,))
    return None if is_number or not _is_one_figure(c.tokens[said.start]) else len(left) - 1


def _piece(c: Cursor, left: Sequence[Token], said: Said) -> int | None:
    """«novembre, dicembre 2015», «3/15.02.2012»."""
    if len(left) < 1 or not _begins_bare(c, said):
        return None
    first, last = c.tokens[said.start], left[-1]
    joint = _joint(left)
    if not joint:  # 3/4 marzo 2015
        return len(left) - 1 if Term.DAY_OF_MONTH in last else None
    if joint >= len(left):
        return None
    piece = left[-joint - 1]
    is_year = Term.NUMBER in piece and piece[Term.NUMBER] in SURE_YEARS and len(piece.text) == 4
    is_numeral = _is(piece, (Term.ROMAN, Term.ORDINAL))  # I e II semestre 2015
    is_word = Term.AND in last or Term.OR in last
    if (is_year and last.key == "/") or ((is_year or is_numeral) and is_word):
        return len(left) - joint - 1
    if piece.terms.keys() & PIECES and Term.NUMBER not in piece:
        return len(left) - joint - 1
    is_tight = joint == 1 and piece.end == last.start and last.end == first.start
    is_cut = is_tight and last.key in "/-." and piece.text[-1] in DIGITS
    return len(left) - 2 if is_cut and not piece.is_glued else None


def _begins_bare(c: Cursor, said: Said) -> bool:
    """Without a word that says how it is meant."""
    return not _is(c.tokens[said.start], LED_BY)


def _is_one_figure(token: Token) -> bool:
    return token.text[0] in DIGITS and (len(token.text) == 1 or token.text[1] not in DIGITS)


def _joint(left: Sequence[Token]) -> int:
    """How many of the last tokens only join: a mark, «e», «o»."""
    count = 0
    for token in reversed(left):
        is_mark = token.key in (",", "/", "-", ".") and Term.PUNCTUATION in token
        if not (is_mark or Term.AND in token or Term.OR in token) or count > 2:
            break
        count += 1
    return count


def _one_of_many(c: Cursor, left: Sequence[Token], said: Said) -> int | None:
    """A lone day and a comma or a conjunction; «art. 3, 15 marzo» is another thing."""
    start = said.meaning.start
    is_in_letters = c.tokens[said.start].terms.keys() & {Term.NUMBER, Term.IN}
    if len(left) < 2 or not is_in_letters or start is None or start.precision is not Precision.DAY:
        return None
    *others, number, joint = left[-4:]
    if Term.NUMBER not in number or number[Term.NUMBER] > LAST_DAY_OF_A_MONTH:
        return None
    is_numbered = any(Term.REFERENCE in token for token in others)
    is_joint = joint.key in (",", "/", "-") or Term.AND in joint or Term.OR in joint
    return len(left) - 2 if is_joint and not is_numbered else None


Check = Callable[[Cursor, Sequence[Token], Said], int | None]
"""Which of the tokens left over before the date spoils it."""
CHECKS: tuple[tuple[Check, Callable[[str], str]], ...] = (
    (_negation, sayings.negated),
    (_renewal, sayings.since_or_until),
    (_preposition, sayings.cut_off),
    (_one_of_many, sayings.one_of_many_days),
    (_figure, sayings.smudged),
    (_piece, sayings.cut_off),
)


def _is_joined_oddly(c: Cursor, one: Said, other: Said) -> bool:
    """«2010 – 2012 – 2015», «entro il 2010 o il 2011»: neither two dates nor a period."""
    between = c.tokens[one.end : other.start]
    is_of_decades = one.meaning.precision is Precision.DECADE or (
        one.meaning.end is not None and one.meaning.end.precision is Precision.DECADE
    )
    if is_of_decades and len(between) == 1 and Term.SHORT_YEAR in c.tokens[other.start]:
        return True  # primi anni '80 e '90
    if len(between) != 1 or other.start < one.end:
        return False
    if Term.OR in between[0]:
        return True
    if between[0].key not in ("-", "/") or not _begins_bare(c, other):
        return False
    are_whole = one.meaning.kind is other.meaning.kind and (
        one.meaning.kind is Kind.FROM_TO or one.meaning.precision is Precision.DAY
    )
    return not (between[0].key == "/" and are_whole)


def _followed(c: Cursor, said: Said, taken: set[int]) -> Problem | None:
    """«anni Ottanta e Novanta», «2015-03», «15/02/20 12»: more of the date comes after."""
    after = c.tokens[said.end : said.end + 2]
    if not after or said.end in taken:
        return None
    last, joint = c.tokens[said.end - 1], after[0]
    is_broken = Term.DAY in last and last[Term.DAY].has_short_year and joint.text[0] in DIGITS
    if is_broken and len(joint.text) <= 2:
        return _problem(c, said, 1, sayings.smudged)
    if len(after) < 2 or said.end + 1 in taken:
        return None
    is_joint = joint.key in ("/", "-") or Term.AND in joint or Term.OR in joint
    piece = after[1]
    is_piece = piece.terms.keys() & (PIECES - {Term.PART}) and Term.NUMBER not in piece
    is_tight = last.end == joint.start and joint.end == piece.start and joint.key in "/-"
    is_cut = is_tight and piece.text[0] in DIGITS and last.text[-1] in DIGITS
    return _problem(c, said, 2, sayings.cut_off) if is_joint and (is_piece or is_cut) else None


def _problem(c: Cursor, said: Said, more: int, sentence: Callable[[str], str]) -> Problem:
    end = said.end + more
    return Problem(said.start, end, sentence(c.typed_of(said.start, end)))
