"""How people write dates: words as data (one file a language), and a small closed grammar.

``tokens`` cuts the text, ``moments`` reads a date, ``facts`` what is said of it (since,
until, from … to), ``sentences`` a whole cell with more than one fact; ``leftovers`` sees
that nothing that speaks of time is left over beside a date. Nothing looks back
further than it has read forward, so the time grows with the length of the text.
"""
