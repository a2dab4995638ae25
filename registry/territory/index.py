"""The index of places: one row for every code, and which code lies inside which.

Written by the action that loads a vintage, in its transaction; lists of every room read it.
"""

from registry.platform.database import connection

_PLACES = """
WITH unit AS (
  SELECT 'it' AS code, 'country' AS kind, '' AS unit_kind, 'Italia' AS name, '' AS name_other,
         '' AS name_other_lang, '' AS name_lld, '' AS former_names, '' AS abbreviation,
         NULL AS province, NULL AS region, NULL::date AS valid_from, NULL::date AS valid_to,
         'it' AS current_code, '' AS to_check
  UNION ALL
  SELECT 'reg:' || istat_code, 'region', '', name, name_de || name_fr || name_sl,
         CASE WHEN name_de <> '' THEN 'de' WHEN name_fr <> '' THEN 'fr'
              WHEN name_sl <> '' THEN 'sl' ELSE '' END,
         '', '', '', NULL, istat_code, valid_from, valid_to, 'reg:' || istat_code, to_check
  FROM region
  UNION ALL
  SELECT 'prov:' || istat_code, 'province', kind, name, name_de || name_fr || name_sl,
         CASE WHEN name_de <> '' THEN 'de' WHEN name_fr <> '' THEN 'fr'
              WHEN name_sl <> '' THEN 'sl' ELSE '' END,
         '', array_to_string(former_abbreviations, ' · '), abbreviation, istat_code, region,
         valid_from, valid_to, 'prov:' || istat_code, to_check
  FROM province
  UNION ALL
  SELECT 'com:' || m.istat_code, 'municipality', '', m.name, m.name_other, m.name_other_lang,
         m.name_lld,
         coalesce((SELECT string_agg(DISTINCT f.name, ' · ') FROM municipality f
                   WHERE f.istat_code = m.istat_code AND f.name <> m.name), ''),
         p.abbreviation, m.province, p.region, m.valid_from, m.valid_to,
         'com:' || m.current_code, m.to_check
  FROM (SELECT DISTINCT ON (istat_code) * FROM municipality
        ORDER BY istat_code, valid_from DESC) m
  JOIN province p ON p.istat_code = m.province
  UNION ALL
  SELECT 'area:' || a.code, 'area', a.kind, a.name, '', '', '', '', '',
         CASE WHEN min(p.istat_code) = max(p.istat_code) THEN min(p.istat_code) END,
         CASE WHEN min(p.region) = max(p.region) THEN min(p.region) END,
         NULL, NULL, 'area:' || a.code, ''
  FROM area a
  LEFT JOIN area_member am ON am.area = a.code AND am.valid_to IS NULL
  LEFT JOIN municipality m ON m.istat_code = am.municipality_code AND m.valid_to IS NULL
  LEFT JOIN province p ON p.istat_code = m.province
  GROUP BY a.code, a.kind, a.name
)
INSERT INTO place (code, kind, unit_kind, name, name_other, name_other_lang, name_lld,
                   former_names, abbreviation, province, region, valid_from, valid_to,
                   current_code, to_check)
SELECT * FROM unit
ON CONFLICT (code) DO UPDATE SET
  kind = excluded.kind, unit_kind = excluded.unit_kind, name = excluded.name,
  name_other = excluded.name_other, name_other_lang = excluded.name_other_lang,
  name_lld = excluded.name_lld, former_names = excluded.former_names,
  abbreviation = excluded.abbreviation, province = excluded.province,
  region = excluded.region, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
  current_code = excluded.current_code, to_check = excluded.to_check
"""

# A former comune lies inside what it lay in, inside the comune that has its place today, and
# inside whatever that one lies in.
_WITHIN = """
WITH place_now AS (
  SELECT p.code, p.province, p.region FROM place p
  UNION
  SELECT p.code, now.province, now.region
  FROM place p JOIN place now ON now.code = p.current_code WHERE p.kind = 'municipality'
)
INSERT INTO place_within (code, wider)
SELECT code, code FROM place
UNION SELECT code, 'it' FROM place
UNION SELECT code, 'reg:' || region FROM place_now WHERE region IS NOT NULL
UNION SELECT code, 'prov:' || province FROM place_now WHERE province IS NOT NULL
UNION SELECT code, current_code FROM place
UNION SELECT p.code, 'area:' || m.area
      FROM area_member m JOIN place p ON p.code = 'com:' || m.municipality_code
                                      OR p.current_code = 'com:' || m.municipality_code
"""


async def rebuild() -> None:
    """Makes the index from the units and areas as they are now."""
    await connection().execute(_PLACES)
    await connection().execute("DELETE FROM place_within")
    await connection().execute(_WITHIN)
