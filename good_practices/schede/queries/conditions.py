"""The SQL that every question about schede shares. The schede stand under the alias ``s``."""

from good_practices.schede.lifecycle import SHOWN_OUTSIDE
from registry.platform.accounts.sight import seen

_SHOWN = ", ".join(f"'{status}'" for status in sorted(SHOWN_OUTSIDE))

# $1 the reader's office, $2 whether the reader is the Ministry: permissions.can_read in SQL.
VISIBLE = f"""(s.office = $1 OR (s.status IN ({_SHOWN})
  AND {seen("s.visibility", "s.office")}))"""

KEPT_FILES = (
    "(SELECT count(*) FROM scheda_attachment a WHERE a.scheda = s.id AND a.removed_at IS NULL)"
)
# A draft that says it is formalised and has no file yet: the word on lists and on the meter.
STANDING = f"""CASE WHEN s.status = 'draft' AND s.is_formalised AND {KEPT_FILES} = 0
  THEN 'act_missing' ELSE s.status END"""
