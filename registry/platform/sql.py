r"""Functions that the database itself must know, in core PostgreSQL: no extension, no ICU.

Migrations create them. Their bodies are parsed when they are created (``RETURN``, not a
string), so that they hold whatever the search path is: a dump is restored with an empty one,
and computed columns call them while their table is being filled.
"""

FOLD = r"""
CREATE FUNCTION fold(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN translate(
  replace(replace(replace(replace(replace(replace(
    lower(regexp_replace(normalize($1, NFKD), '[\u0300-\u036f]', '', 'g')),
    'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe'),
  'đøłıĐØŁ’‘ʼ', 'dolidol'''''''
)
"""
"""A text without accents and case, to compare and to search: ``È``, ``é`` and ``e`` are one.

Letters that no accent explains (``ß``, ``đ``, ``ø``) and typographic apostrophes are told
apart no more either. Fold on both sides, always.
"""

WORDS_OF = """
CREATE FUNCTION words_of(text, text, text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN setweight(to_tsvector('pg_catalog.italian'::regconfig, fold($1)), 'A')
    || setweight(to_tsvector('pg_catalog.simple'::regconfig, fold($1)), 'A')
    || setweight(to_tsvector('pg_catalog.italian'::regconfig, fold($2)), 'B')
    || setweight(to_tsvector('pg_catalog.simple'::regconfig, fold($2)), 'B')
    || setweight(to_tsvector('pg_catalog.italian'::regconfig, fold($3)), 'C')
"""
"""The words of a title, of its facts and of its body, heavier to lighter: by stem, and the
first two also as they are written. Folded before stemming: ``qualità`` and ``qualita`` stem
differently otherwise."""

FIND_WORDS = r"""
CREATE FUNCTION find_words(text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN plainto_tsquery('pg_catalog.italian'::regconfig, fold($1))
    || plainto_tsquery('pg_catalog.simple'::regconfig, fold($1))
    || to_tsquery('pg_catalog.simple'::regconfig, (
         SELECT coalesce(string_agg(
             quote_literal(word) || CASE WHEN place = number THEN ':*' ELSE '' END, ' & '
             ORDER BY place), '')
         FROM (
           SELECT word, place, count(*) OVER () AS number
           FROM regexp_split_to_table(trim(fold($1)), '\s+') WITH ORDINALITY AS each(word, place)
           WHERE word <> ''
         ) AS words
       ))
"""
"""What ``words_of`` is asked with: every word by its stem or as typed, the last one also as
a beginning, while it is still being typed. Nothing in the text is an operator."""

FUNCTIONS = (FOLD, WORDS_OF, FIND_WORDS)
"""In the order they need one another."""
