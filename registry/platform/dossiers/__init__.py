"""Il fascicolo: many documents as one PDF, with contents, bookmarks and a stamp on every page.

Each document is read in the fence by itself, repaired where it can be, and freed of what acts;
what is signed is never rewritten and goes in whole, as an attachment; what cannot be read is
listed with the reason. Nothing is left out in silence.

:func:`.making.make` makes one. A room that has dossiers declares where their documents come from
(:mod:`.sources`); people ask for one, a job makes it, and it can be downloaded for a week.
"""

from registry.platform.dossiers.shapes import Cover, Dossier, Entry, Outcome, Told

__all__ = ["Cover", "Dossier", "Entry", "Outcome", "Told"]
