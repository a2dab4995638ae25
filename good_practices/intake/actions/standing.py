"""How deliveries stand, worked out again after something arrived or was decided."""

from good_practices.intake.lifecycle import ReviewStatus, Standing, delivery_standing
from registry.platform.database import connection

# Of each scheda, the newest edition; when one was sent twice, its last batch.
_NEWEST = """
SELECT DISTINCT ON (s.year, s.number) s.id
FROM unnest($2::int[], $3::int[]) AS asked(year, number)
JOIN delivered_scheda s ON s.office = $1 AND s.year = asked.year AND s.number = asked.number
JOIN delivery d ON d.id = s.delivery
ORDER BY s.year, s.number, s.edition DESC, d.year DESC, d.number DESC
"""
_OF_THESE = """
office = $1 AND (year, number) IN (SELECT * FROM unnest($2::int[], $3::int[]))
"""
_SCHEDE = f"""
SELECT d.id, d.status, d.came_back, d.opened_at IS NOT NULL AS is_opened,
       array_agg(s.status ORDER BY s.position) AS statuses,
       array_agg(s.is_latest ORDER BY s.position) AS latest
FROM delivery d JOIN delivered_scheda s ON s.delivery = d.id
WHERE d.id IN (SELECT delivery FROM delivered_scheda WHERE {_OF_THESE}) GROUP BY d.id
"""  # noqa: S608  constants only


async def renew_standings(office: str, schede: list[tuple[int, int]]) -> None:
    """Which edition of these schede counts, and how every delivery that holds one stands.

    The result does not depend on what arrived first. The office must be held.
    """
    asked = office, [year for year, _number in schede], [number for _year, number in schede]
    newest = [row["id"] for row in await connection().fetch(_NEWEST, *asked)]
    for is_latest in (False, True):
        # First those that no longer count: at no moment do two editions of one count.
        await connection().execute(
            f"UPDATE delivered_scheda SET is_latest = $4 WHERE {_OF_THESE}"  # noqa: S608
            " AND is_latest <> $4 AND (id = ANY($5::int[])) = $4",
            *asked,
            is_latest,
            newest,
        )
    for row in await connection().fetch(_SCHEDE, *asked):
        schede_now = [
            Standing(ReviewStatus(status), is_latest)
            for status, is_latest in zip(row["statuses"], row["latest"], strict=True)
        ]
        status = delivery_standing(
            schede_now, is_opened=row["is_opened"], came_back=row["came_back"]
        )
        if status != row["status"]:
            await connection().execute(
                "UPDATE delivery SET status = $2, version = version + 1 WHERE id = $1",
                row["id"],
                status.value,
            )
