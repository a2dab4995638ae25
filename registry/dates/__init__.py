"""Le date imprecise: «dai primi anni 2000», «circa 2005», «15 mesi dal 1° dicembre 2017».

The words as typed are never lost. Beside them stand what was understood of them (EDTF,
ISO 8601-2, levels 0 and 1), the earliest and the latest day that they may mean, and
words to write it again. What is not understood says so: never a wrong date.
"""

from registry.dates.imprecise import ImpreciseDate, all_as_json, as_json
from registry.dates.reading import first_of, read, read_all

__all__ = ["ImpreciseDate", "all_as_json", "as_json", "first_of", "read", "read_all"]
