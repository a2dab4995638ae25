"""What the reader tells the person who typed: why it did not understand, what it chose."""

from datetime import date

from registry.dates.words import day_in_figures
from registry.platform.i18n import _


def no_such_day(typed: str) -> str:
    return _("«{typed}» non è un giorno del calendario: controlla giorno, mese e anno.").format(
        typed=typed
    )


def no_such_week(typed: str) -> str:
    return _("«{typed}»: quel mese non ha tante settimane. Controlla il mese e l'anno.").format(
        typed=typed
    )


def day_first(typed: str) -> str:
    return _("«{typed}» comincia dall'anno: scrivi giorno, mese, anno.").format(typed=typed)


def smudged(typed: str) -> str:
    return _("Le cifre di «{typed}» non sono chiare: controlla giorno, mese e anno.").format(
        typed=typed
    )


def set_of_dates(typed: str) -> str:
    return _(
        "«{typed}» è un insieme di date (EDTF, livello 2): scrivi una data o un periodo."
    ).format(typed=typed)


def unlikely_year(year: int) -> str:
    return _("{year} è un anno insolito: controllalo.").format(year=year)


def year_or_decade(typed: str) -> str:
    return _(
        "«{typed}» può essere un anno o un decennio: scrivi l'anno con quattro cifre, o «anni»."
    ).format(typed=typed)


def one_of_many_days(typed: str) -> str:
    return _("«{typed}» elenca più giorni: scrivi il primo e l'ultimo con «dal» e «al».").format(
        typed=typed
    )


def lacks_year(typed: str) -> str:
    return _("In «{typed}» manca l'anno: aggiungilo.").format(typed=typed)


def wrong_weekday(day: date) -> str:
    return _("Il {day} non cade nel giorno della settimana scritto: controlla la data.").format(
        day=day_in_figures(day)
    )


def short_year(typed: str, year: int | None) -> str:
    return _("In «{typed}» l'anno ha due cifre: l'abbiamo letto come {year}.").format(
        typed=typed, year=year
    )


def which_century(typed: str) -> str:
    return _("In «{typed}» non è chiaro il secolo: scrivi l'anno con quattro cifre.").format(
        typed=typed
    )


def month_or_number(typed: str) -> str:
    return _(
        "«{typed}» può essere un mese o il numero di un atto: scrivi il mese in lettere."
    ).format(typed=typed)


def read_as_that_month(typed: str) -> str:
    return _("«{typed}» è letto come mese: se è il numero di un atto, scrivi «n.».").format(
        typed=typed
    )


def years_or_month(typed: str) -> str:
    return _(
        "«{typed}» può essere un periodo di due anni o un mese: scrivi gli anni con quattro cifre."
    ).format(typed=typed)


def years_or_season(typed: str) -> str:
    return _(
        "«{typed}» può essere un periodo di due anni o, in EDTF, una stagione:"
        " scrivi gli anni con quattro cifre."
    ).format(typed=typed)


def read_as_month(typed: str) -> str:
    return _("«{typed}» è letto come mese: per due anni scrivi tutte e quattro le cifre.").format(
        typed=typed
    )


def ends_before_it_begins(typed: str) -> str:
    return _("In «{typed}» la fine viene prima dell'inizio: controlla le due date.").format(
        typed=typed
    )


def which_of_the_years(typed: str) -> str:
    return _("«{typed}» non dice in quale degli anni: scrivine uno.").format(typed=typed)


def start_or_end(typed: str) -> str:
    return _("«{typed}» può essere una fine o una data: scrivi «fino al» o «il».").format(
        typed=typed
    )


def negated(typed: str) -> str:
    return _("«{typed}» dice quando non è: scrivi quando è.").format(typed=typed)


def since_or_until(typed: str) -> str:
    return _(
        "Non si capisce se «{typed}» dice l'inizio o la fine: scrivi «dal … al …» o «fino al …»."
    ).format(typed=typed)


def cut_off(typed: str) -> str:
    return _("Non si capisce «{typed}»: manca una delle due date, o una parola.").format(
        typed=typed
    )


def relative(typed: str) -> str:
    return _("«{typed}» conta da un'altra data: scrivi il giorno.").format(typed=typed)


def either(typed: str) -> str:
    return _("«{typed}» lascia la scelta: l'abbiamo letto come «in quel periodo».").format(
        typed=typed
    )


def other_length(typed: str, years: int) -> str:
    return _("In «{typed}» gli anni sono {years}: abbiamo tenuto le date.").format(
        typed=typed, years=years
    )


def other_end(computed: date, stated: date) -> str:
    return _(
        "La durata finisce il {computed}; il testo dice {stated}: abbiamo tenuto quella scritta."
    ).format(computed=day_in_figures(computed), stated=day_in_figures(stated))


def more_than_one() -> str:
    return _("Nel testo c'è più di una data: questa è la prima.")


def too_long() -> str:
    return _("Il testo è troppo lungo per essere una data: scrivi la data da sola.")


def counts_from_the_letter(typed: str) -> str:
    return _(
        "«{typed}» conta dal giorno in cui è stato scritto: scrivi il giorno con il suo anno."
    ).format(typed=typed.strip())


def quarter_or_four_months(typed: str) -> str:
    return _(
        "«{typed}» può essere un trimestre o un quadrimestre: scrivi «primo trimestre», o i mesi."
    ).format(typed=typed.strip())


def years_not_in_a_row(typed: str) -> str:
    return _("«{typed}» elenca anni che non sono di seguito: separali con una virgola.").format(
        typed=typed.strip()
    )


def read_as_months(typed: str, first: str, last: str) -> str:
    return _("«{typed}» è letto come da {first} a {last}: controlla.").format(
        typed=typed.strip(), first=first, last=last
    )
