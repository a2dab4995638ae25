"""In which kinds of act the practices of received schede stand."""

from registry.platform.i18n import _
from registry.protocols.kinds import ACT_KINDS

NO_ACT, UNLISTED, UNREAD = "none", "unlisted", "unread"

# Of a scheda ``s``: the kinds of the acts that it cites, or one of the three words above.
KINDS_OF_ACT = """
CASE WHEN NOT s.is_formalised THEN ARRAY['none']
     WHEN s.act_kinds IS NULL THEN ARRAY['unread']
     WHEN s.act_kinds = '{}' THEN ARRAY['unlisted']
     ELSE s.act_kinds::text[] END
"""


def act_labels() -> dict[str, str]:
    """The words of each, in the order in which they are shown."""
    return {
        **{kind.value: str(facts.label) for kind, facts in ACT_KINDS.items()},
        UNLISTED: _("Atto allegato, non nel registro"),
        UNREAD: _("Atto non ancora letto"),
        NO_ACT: _("Senza atto"),
    }
