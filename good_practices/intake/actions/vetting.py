"""What is asked of the registry before a package is taken in: can it be what it says?"""

from good_practices.circulars.shapes import CircularView
from good_practices.intake import queries
from good_practices.intake.checks import (
    Finding,
    FindingKind,
    check_answers_circular,
    check_can_be_kept,
    check_says_one_office,
)
from good_practices.intake.comparison import Edition, changes
from good_practices.intake.tables import Delivery
from good_practices.submissions import queries as submissions
from good_practices.submissions.exchange import PackageSummary
from good_practices.submissions.lifecycle import SubmissionStatus
from good_practices.submissions.unpack import Package
from registry.platform.errors import AlreadyThere, InvalidInput, WrongStatus
from registry.platform.i18n import _

LEFT_ITS_OFFICE = frozenset(
    {SubmissionStatus.SENT, SubmissionStatus.DELIVERED, SubmissionStatus.CONFIRMED}
)


class AnotherPackage(AlreadyThere):
    """Other bytes under the number of a delivery: never taken in, always told."""

    def __init__(self, sentence: str, delivery: Delivery | None = None) -> None:
        super().__init__(sentence)
        self.delivery = delivery


async def check_sender(package: Package) -> str:
    """The sending office's name; raises when the package cannot be what that office sent."""
    summary = package.summary
    check_can_be_kept(summary)
    check_says_one_office(summary)
    office_name = await queries.find_sending_office_or_none(summary.office)
    if office_name is None:
        raise InvalidInput(
            file=_("Nessun ufficio che invia schede ha il codice {code}: il pacco non è valido.")
            .format(code=summary.office)
        )  # fmt: skip
    await _check_is_not_another(package)
    await _check_left_from_here(package)
    return office_name


async def _check_is_not_another(package: Package) -> None:
    summary = package.summary
    there = await queries.find_by_number_or_none(summary.office, summary.year, summary.number)
    if there is not None:
        sentence = _(
            "L'invio {name} è già arrivato con un'altra impronta (ricevuta n. {receipt}): questo"
            " pacco è diverso e non entra. Se la Prefettura ha corretto qualcosa, serve un"
            " invio nuovo."
        ).format(name=summary.name, receipt=there.receipt_number)
        raise AnotherPackage(sentence, there)


async def _check_left_from_here(package: Package) -> None:
    """A batch that was prepared on this server is taken in as it left, and after it left."""
    summary = package.summary
    sent = await submissions.find_by_name_or_none(summary.office, summary.year, summary.number)
    if sent is None:
        return
    if SubmissionStatus(sent.status) not in LEFT_ITS_OFFICE:
        raise WrongStatus(
            _(
                "In questo registro l'invio {name} non risulta partito: chiedi alla Prefettura di"
                " farlo partire, poi ricevilo."
            ).format(name=summary.name)
        )
    if sent.package_sha512 != package.sha512:
        raise AnotherPackage(
            _(
                "L'impronta del pacco non è quella dell'invio {name} partito da questo registro:"
                " non entra. Ricevi quello che trovi fra gli invii in viaggio."
            ).format(name=summary.name)
        )


async def circular_of(summary: PackageSummary) -> CircularView:
    circular = await queries.find_circular_or_none(summary.circular)
    if circular is None:
        ref = summary.circular
        raise InvalidInput(
            file=_(
                "Il pacco risponde alla circolare n. {number} del {day:%d/%m/%Y}, edizione"
                " {edition}, che in questo registro non c'è. Caricala, poi ricevi il pacco."
            ).format(number=ref.number, day=ref.issued_on, edition=ref.edition)
        )
    check_answers_circular(summary, circular)
    return circular


async def said_before(summary: PackageSummary) -> list[Finding]:
    """The same edition of a scheda has one text: another one is pointed at."""
    before = await queries.same_editions(summary.office, list(summary.schede))
    differ = {
        place
        for place, entry in before
        if changes(Edition(entry=entry), Edition(entry=summary.schede[place - 1]))
    }
    return [
        Finding(kind=FindingKind.SAME_EDITION_DIFFERS, position=place) for place in sorted(differ)
    ]
