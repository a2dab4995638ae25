"""A registry as large as the country's, written with bulk inserts and forgotten afterwards.

The rows follow the rules of the tables; their words are made up and repeat. What an action
would have kept beside a row (ties, search) is written too, so that lists find it.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass

from good_practices.schede.lifecycle import SchedaStatus
from intese.demo import PEOPLE, add_person
from registry.networks.kinds import NetworkKind
from registry.partners.kinds import Kind
from registry.platform import tallies
from registry.platform.database import fetch, transaction
from registry.protocols.kinds import ActKind, Matter

SCALE = int(os.environ.get("INTESE_BENCH_SCALE", "1"))
"""Ten times as much, for whoever wants to see how it grows."""


@dataclass(frozen=True)
class Size:
    partners: int = 20_000 * SCALE
    acts: int = 30_000 * SCALE
    schede: int = 50_000 * SCALE
    networks: int = 1_500 * SCALE
    events: int = 200_000 * SCALE


def sizes() -> str:
    """What the registry holds, in words."""
    size = Size()
    return (
        f"{size.acts:,} acts, {size.partners:,} partners, {size.schede:,} schede, "
        f"{size.networks:,} networks"
    )


STATUSES = (
    *["in_force"] * 12, "signed", "signing", "circulated", "in_definition", "in_definition",
    "proposed", *["expired"] * 4, "replaced", "replaced", "terminated", "archived",
)  # fmt: skip
OF_SCHEDE = (
    *[SchedaStatus.ACCEPTED] * 10, SchedaStatus.DRAFT, SchedaStatus.DRAFT, SchedaStatus.PROPOSED,
    SchedaStatus.READY, SchedaStatus.SENT, SchedaStatus.DELIVERED, SchedaStatus.UNDER_REVIEW,
    SchedaStatus.RETURNED, SchedaStatus.REJECTED, SchedaStatus.WITHDRAWN,
)  # fmt: skip
SUBJECTS = (
    "l'accoglienza diffusa", "il volontariato dei richiedenti asilo", "la lingua italiana",
    "il contrasto del caporalato", "la rete antiviolenza", "i minori non accompagnati",
    "la salute mentale", "l'abitare", "la sicurezza urbana", "i ricongiungimenti",
)  # fmt: skip
BODIES = (
    "Comune di", "Provincia di", "Azienda sanitaria di", "Caritas di", "Associazione di",
    "Cooperativa sociale di", "Consorzio dei servizi di", "Scuola per adulti di",
)  # fmt: skip


def _array(values: Iterator[str] | tuple[str, ...]) -> str:
    quoted = ", ".join("'" + str(value).replace("'", "''") + "'" for value in values)
    return f"ARRAY[{quoted}]"


def _pick(values: tuple[str, ...], by: str) -> str:
    """One of the values, by a number that is spread and the same at every run."""
    return f"({_array(values)})[1 + ({by}) % {len(values)}]"


# Numbers 1 … 106 for the offices, 1 … for the comuni of today.
NUMBERED = (
    "CREATE TEMP TABLE bench_office AS SELECT code, row_number() OVER (ORDER BY code)::int AS n"
    " FROM office WHERE kind <> 'ministry'",
    "CREATE TEMP TABLE bench_place AS SELECT 'com:' || istat_code AS code, name,"
    " row_number() OVER (ORDER BY istat_code)::int AS n FROM municipality WHERE valid_to IS NULL",
    "CREATE UNIQUE INDEX ON bench_place (n)",
    "ANALYZE bench_place",
    "INSERT INTO stored_file (sha256, size, media_type, kept_at)"
    " VALUES (repeat('a', 64), 1000, 'application/pdf', now())",
)
OFFICE = "(SELECT code FROM bench_office WHERE n = 1 + g % 106)"
DAY = "(date '2005-01-01' + (g * 37) % 7900)"


def _partners(size: Size) -> Iterator[str]:
    yield f"""INSERT INTO partner (name, kind, nature, place, office, visibility, created_at,
        changed_at)
      SELECT {_pick(BODIES, "g")} || ' ' || p.name || ' ' || g,
        {_pick(tuple(Kind), "g * 7")}, {_pick(("public", "public", "third_sector"), "g")},
        p.code, {OFFICE}, {_pick(("network",) * 19 + ("office",), "g")}, now(), now()
      FROM generate_series(1, {size.partners}) g
      JOIN bench_place p ON p.n = 1 + (g * 11) % 7800"""
    yield """INSERT INTO partner_name (partner, name, kind)
      SELECT id, 'già ' || name, 'former' FROM partner WHERE id % 5 = 0"""
    yield """INSERT INTO clarification (partner, question, is_open, asked_at)
      SELECT id, 'Quale ente è?', id % 40 = 0, now() FROM partner WHERE id % 20 = 0"""
    yield """INSERT INTO succession (former, successor, kind)
      SELECT id, id + 1, 'renamed' FROM partner WHERE id % 100 = 0
        AND id < (SELECT max(id) FROM partner)"""


def _networks(size: Size) -> Iterator[str]:
    yield f"""INSERT INTO network (kind, name, office, lead_partner, visibility, when_text,
        starts_earliest, starts_latest, created_at, changed_at)
      SELECT {_pick(tuple(NetworkKind), "g")}, 'Rete per ' || {_pick(SUBJECTS, "g")} || ' ' || g,
        {OFFICE}, 1 + (g * 13) % {size.partners}, {_pick(("network", "network", "office"), "g")},
        'dal ' || to_char({DAY}, 'DD/MM/YYYY'), {DAY}, {DAY}, now(), now()
      FROM generate_series(1, {size.networks}) g"""
    yield """INSERT INTO network_place (network, place)
      SELECT n.id, 'prov:' || c.province FROM network n JOIN office_coverage c
        ON c.office = n.office AND c.valid_to IS NULL"""
    yield f"""INSERT INTO participation (network, partner, office, activity, when_text,
        starts_earliest, starts_latest, last_news_on, when_state, position, created_at, changed_at)
      SELECT n.id, 1 + (n.id * 101 + k * 977) % {size.partners}, n.office, 'Partner',
        'dal 2010', n.starts_earliest + k * 30, n.starts_earliest + k * 30,
        CASE WHEN k % 3 = 0 THEN current_date - k * 20 END,
        CASE WHEN k % 13 = 0 THEN 'in_definition' END, k, now(), now()
      FROM network n, generate_series(1, 15) k"""


def _acts(size: Size) -> Iterator[str]:
    status = _pick(STATUSES, "g * 5")
    yield f"""INSERT INTO protocol (kind, title, subject, matters, office, promoter, status,
        archived_from, when_text, starts_earliest, starts_latest, ends_text, ends_earliest,
        ends_latest, signed_on, renewal, notice_days, visibility, created_at, changed_at)
      SELECT {_pick(tuple(ActKind), "g * 3")},
        'Protocollo per ' || {_pick(SUBJECTS, "g")} || ' n. ' || g, '',
        ARRAY[{_pick(tuple(Matter), "g")}, {_pick(tuple(Matter), "g * 7 + 3")}]::varchar[],
        {OFFICE}, 1 + (g * 17) % {size.partners}, s.status,
        CASE WHEN s.status = 'archived' THEN 'expired' END, 'dal ' || to_char(d.day, 'DD/MM/YYYY'),
        d.day, d.day, '', d.ends, d.ends,
        CASE WHEN s.status NOT IN ('proposed', 'in_definition', 'circulated', 'signing')
             THEN d.day END,
        {_pick(("express", "tacit", "none", "unknown"), "g")},
        CASE WHEN g % 3 = 0 THEN 60 END, {_pick(("network",) * 9 + ("office",), "g")}, now(), now()
      FROM generate_series(1, {size.acts}) g,
        LATERAL (SELECT {status} AS status) s,
        LATERAL (SELECT {DAY} AS day,
                 CASE WHEN g % 5 = 0 THEN NULL
                      WHEN s.status IN ('signed', 'in_force') AND g % 4 <> 1
                      THEN current_date - 1 + (g * 41) % 1900
                      ELSE current_date - 900 + (g * 41) % 2200 END AS ends) d"""
    yield f"""INSERT INTO party (protocol, partner, role, position, status, signed_on)
      SELECT a.id, 1 + (a.id * 17 + k * 1009) % {size.partners},
        CASE WHEN k = 0 THEN 'promoter' ELSE 'signatory' END, k,
        CASE WHEN a.status IN ('proposed', 'in_definition') THEN 'invited'
             WHEN a.status = 'circulated' THEN 'text_to_approve'
             WHEN a.status = 'signing' AND k % 3 = 0 THEN 'awaiting_signature'
             ELSE 'signed' END, a.signed_on
      FROM protocol a, LATERAL generate_series(0, CASE WHEN a.id % 50 = 0 THEN 33 ELSE 5 END) k
      ON CONFLICT DO NOTHING"""
    yield """INSERT INTO protocol_step (protocol, status, on_day, at)
      SELECT id, status, coalesce(signed_on, current_date - 30), now() FROM protocol"""
    yield """INSERT INTO protocol_place (protocol, place)
      SELECT a.id, 'prov:' || c.province FROM protocol a
      JOIN office_coverage c ON c.office = a.office AND c.valid_to IS NULL"""
    yield f"""INSERT INTO protocol_network (protocol, network)
      SELECT id, 1 + id % {size.networks} FROM protocol WHERE id % 5 = 0"""
    yield """INSERT INTO protocol_document (protocol, kind, name, file, size, protocol_version,
        made_at)
      SELECT id, 'signed', 'atto.pdf', repeat('a', 64), 1000, 1, now() FROM protocol
      WHERE id % 4 > 0"""


def _ties() -> Iterator[str]:
    yield """INSERT INTO partner_tie (partner, room, ties, since_text, since_earliest,
        since_latest, last_news_on, over_on, is_going_on)
      SELECT p.partner, 'protocols', count(*), min(a.when_text), min(a.starts_earliest),
        min(a.starts_latest), max(a.starts_latest),
        CASE WHEN p.partner % 7 = 0 THEN max(a.starts_latest) END, p.partner % 3 = 0
      FROM party p JOIN protocol a ON a.id = p.protocol GROUP BY p.partner"""
    yield """INSERT INTO partner_tie (partner, room, ties, since_text, since_earliest,
        since_latest, last_news_on, over_on, is_going_on)
      SELECT partner, 'networks', count(*), min(when_text), min(starts_earliest),
        min(starts_latest), max(last_news_on), NULL, partner % 2 = 0
      FROM participation GROUP BY partner"""


def _schede(size: Size) -> Iterator[str]:
    yield f"""INSERT INTO practice (office)
      SELECT {OFFICE} FROM generate_series(1, {size.schede}) g"""
    yield f"""INSERT INTO scheda (office, year, number, practice, circular, field, field_other,
        title, abstract, description, is_formalised, when_text, starts_earliest, starts_latest,
        visibility, status, created_at, changed_at)
      SELECT {OFFICE}, 2015 + (g / 106) % 12, 1 + g / 106, g,
        (SELECT max(id) FROM circular), 1 + g % 11, CASE WHEN g % 11 = 10 THEN 'altro' ELSE '' END,
        'Buona pratica su ' || {_pick(SUBJECTS, "g")} || ' ' || g,
        repeat('Descrizione sintetica della pratica. ', 5),
        repeat('Descrizione estesa della pratica e di come funziona. ', 20),
        CASE WHEN g % 3 > 0 THEN g % 2 = 0 END, 'dal ' || to_char({DAY}, 'YYYY'), {DAY}, {DAY},
        {_pick(("office", "office", "network"), "g")}, {_pick(OF_SCHEDE, "g * 7")}, now(),
        now() - g * interval '1 minute'
      FROM generate_series(1, {size.schede}) g"""
    yield """INSERT INTO scheda_place (scheda, place)
      SELECT s.id, 'prov:' || c.province FROM scheda s
      JOIN office_coverage c ON c.office = s.office AND c.valid_to IS NULL"""
    yield """INSERT INTO scheda_attachment (scheda, file, name, size, kind, added_at)
      SELECT id, repeat('a', 64), 'atto.pdf', 1000, 'pdf', now() FROM scheda
      WHERE is_formalised AND id % 4 > 0"""


def _batches() -> Iterator[str]:
    yield """INSERT INTO submission (office, year, number, circular, status, sent_at, created_at,
        changed_at)
      SELECT office, year, row_number() OVER (PARTITION BY office, year), min(circular),
        'confirmed', now(), now(), now()
      FROM scheda WHERE status IN ('sent', 'delivered', 'under_review', 'returned', 'accepted')
      GROUP BY office, year, number / 120"""
    yield """INSERT INTO submission_item (submission, scheda, position)
      SELECT b.id, s.id, row_number() OVER (PARTITION BY b.id ORDER BY s.id)
      FROM scheda s JOIN LATERAL (
        SELECT id FROM submission b WHERE b.office = s.office AND b.year = s.year
        ORDER BY b.number LIMIT 1 OFFSET s.id % 3) b ON true
      WHERE s.status IN ('sent', 'delivered', 'under_review', 'returned', 'accepted')"""
    yield """INSERT INTO delivery (office, year, number, name, circular, came_back, frozen_at,
        file, package_sha512, size, received_at, receipt_number, status, told_at, findings, words)
      SELECT b.office, b.year, b.number, 'TRASM_' || b.id, b.circular, false, now(),
        repeat('a', 64), 'sha' || b.id, 1000, now() - b.id * interval '7 minutes', 'R' || b.id,
        (ARRAY['to_open', 'under_review', 'returned', 'closed', 'closed', 'closed', 'came_back'])
          [1 + b.id % 7], now(),
        (CASE WHEN b.id % 10 = 0 THEN '[{"kind": "act_missing", "sentence": ""}]' ELSE '[]' END)
          ::jsonb, 'TRASM ' || b.id || ' ' || o.name
      FROM submission b JOIN office o ON o.code = b.office"""
    yield """INSERT INTO delivered_scheda (delivery, position, office, circular, year, number,
        edition, field_number, field_text, title, snapshot, is_latest, status, decided_at)
      SELECT d.id, i.position, s.office, s.circular, s.year, s.number, 1, s.field, 'Campo',
        s.title, '{}', true,
        CASE WHEN s.status IN ('returned', 'accepted') THEN s.status ELSE 'delivered' END,
        CASE WHEN s.status IN ('returned', 'accepted') THEN now() END
      FROM delivery d JOIN submission_item i ON i.submission = d.id JOIN scheda s ON s.id = i.scheda
      ON CONFLICT DO NOTHING"""
    yield """UPDATE delivery d SET schede = n.n FROM (
        SELECT delivery, count(*) AS n FROM delivered_scheda GROUP BY delivery) n
      WHERE n.delivery = d.id"""


def _words(size: Size) -> Iterator[str]:
    for room, table, title, facts in (
        ("partners", "partner", "name", "kind"),
        ("networks", "network", "name", "kind"),
        ("protocols", "protocol", "title", "kind"),
        ("schede", "scheda", "title", "field::text"),
    ):
        yield f"""INSERT INTO search_entry (room, object_id, office, visibility, title, facts, body,
            changed_at)
          SELECT '{room}', id, office, visibility, {title}, {facts},
            {title} || ' parole del testo', now() FROM {table}"""
    yield f"""INSERT INTO audit_event (at, event, about_kind, about_id, user_name, office, details)
      SELECT now() - g * interval '1 minute', 'protocol:change', 'protocol',
        (1 + g % {size.acts})::text, 'Chi lavora', {OFFICE}, '{{}}'
      FROM generate_series(1, {size.events}) g"""


async def fill(size: Size | None = None) -> None:
    """Writes everything, and the people of the demo to look at it."""
    size = size or Size()
    for person in PEOPLE:
        await add_person(person)
    async with transaction():
        for statement in _statements(size):
            await fetch(statement)
    for name in ("protocols", "schede"):
        await tallies.recount(name)
    await fetch("VACUUM ANALYZE")


def _statements(size: Size) -> tuple[str, ...]:
    return (
        *NUMBERED,
        *_partners(size),
        *_networks(size),
        *_acts(size),
        *_ties(),
        *_schede(size),
        *_batches(),
        *_words(size),
    )
