"""The words of the choices that the clauses ask for."""

from registry.platform.i18n import lazy
from registry.protocols.letters.rules import DataRegime, OpenTo, ResourceRegime, Signing, StampDuty

LABELS = {
    "resources": [
        (ResourceRegime.NONE.value, lazy("Nessun onere nuovo o maggiore")),
        (ResourceRegime.SHARED.value, lazy("Ciascuna parte con le proprie risorse, per un totale")),
        (ResourceRegime.FUND.value, lazy("Con un fondo")),
    ],
    "data": [
        (DataRegime.AUTONOMOUS.value, lazy("Ciascuna parte è titolare dei propri")),
        (DataRegime.JOINT.value, lazy("Le parti sono contitolari (art. 26 del regolamento)")),
        (DataRegime.PROCESSOR.value, lazy("Una tratta per conto di un'altra (art. 28)")),
        (DataRegime.NONE.value, lazy("Non si scambiano dati personali")),
    ],
    "open_to": [
        (OpenTo.PUBLIC.value, lazy("Solo pubbliche amministrazioni")),
        (OpenTo.ALL.value, lazy("Soggetti pubblici e privati")),
        (OpenTo.NOBODY.value, lazy("Nessuno")),
    ],
    "stamp_duty": [
        (StampDuty.TO_DETERMINE.value, lazy("Da stabilire secondo la natura delle parti")),
        (StampDuty.EXEMPT_PUBLIC.value, lazy("Esente, tra enti pubblici")),
        (StampDuty.EXEMPT_THIRD_SECTOR.value, lazy("Esente, ente del Terzo settore")),
        (StampDuty.DUE.value, lazy("Dovuta")),
    ],
    "signing": [
        (Signing.DIGITAL.value, lazy("Digitale")),
        (Signing.MIXED.value, lazy("Digitale per gli enti pubblici, anche su carta per gli altri")),
        (Signing.PAPER.value, lazy("Su carta")),
    ],
}
