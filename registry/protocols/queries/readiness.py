"""What stops an act on its way to the signature, known before anybody tries."""

from msgspec import Struct

from registry.platform.accounts.roles import Actor
from registry.platform.documents.letter import Stage
from registry.platform.errors import InvalidInput
from registry.platform.i18n import _
from registry.protocols import drafts
from registry.protocols.drafts import Lacking
from registry.protocols.letters.rules import ResourceRegime
from registry.protocols.letters.writers import writer_of
from registry.protocols.queries import writing
from registry.protocols.shapes import ProtocolView


class Warned(Struct, frozen=True):
    """What to look at; what is the same of several parties is said once, with their names."""

    sentence: str
    names: list[str] = []


class Readiness(Struct, frozen=True, kw_only=True):
    lacking: list[Lacking] = []
    """What the text to be signed needs: it is not locked without."""
    warnings: list[Warned] = []
    """What a legal officer would look at first."""
    is_written_here: bool = True
    """Whether the registry writes this kind of act; else its text is attached."""


async def readiness(act: ProtocolView, *, by: Actor) -> Readiness:
    """The same that the lock will ask of the act as it is now; nothing is written."""
    if act.kind not in drafts.WRITABLE_KINDS:
        return Readiness(is_written_here=False)
    money = _money(act)
    try:
        data = drafts.act_data(
            act,
            await writing.bodies_of(act.id),
            await writing.office_facts(act.office),
            await writing.around(act, by=by),
            stage=Stage.FINAL,
        )
    except InvalidInput as wrong:
        return Readiness(
            lacking=drafts.where_lacking(act, wrong.fields), warnings=_gathered(act, money)
        )
    writer = writer_of(data)
    warnings = _gathered(act, [*money, *writer.warnings(data)])
    try:
        writer.build(data)
    except InvalidInput as wrong:
        return Readiness(lacking=drafts.where_lacking(act, wrong.fields), warnings=warnings)
    return Readiness(warnings=warnings)


def _gathered(act: ProtocolView, told: list[str]) -> list[Warned]:
    """«Comune di X: manca …» of many parties is one thing to look at."""
    names = sorted({one.name_words or one.name for one in act.parties}, key=len, reverse=True)
    gathered: dict[str, list[str]] = {}
    for sentence in dict.fromkeys(told):
        name = next((one for one in names if sentence.startswith(f"{one}: ")), "")
        gathered.setdefault(sentence.removeprefix(f"{name}: ") if name else sentence, [])
        if name:
            gathered[sentence.removeprefix(f"{name}: ")].append(name)
    return [Warned(sentence, of) for sentence, of in gathered.items()]


def _money(act: ProtocolView) -> list[str]:
    """Costs that the act's facts tell, and its text does not."""
    assert act.text is not None  # noqa: S101  a view of one act always has its text
    is_free = act.text.drafting.resources.regime is ResourceRegime.NONE
    if not act.costs or not is_free:
        return []
    return [
        _(
            "Nei costi dell'atto c'è scritto «{costs}», ma il testo dice che non ci sono oneri:"
            " scegli in «Risorse e oneri» come si sostengono."
        ).format(costs=act.costs)
    ]
