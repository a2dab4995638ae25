"""Batches for the tests, brought and worked at by the real actions."""

import io
import zipfile
from collections.abc import AsyncIterator, Iterable

import msgspec

from intese.letters import KINDS
from registry.platform.accounts.roles import Actor
from registry.platform.batches import actions, folder, queries, results, tasks
from registry.platform.batches.shapes import BatchView, NewBatch

SCHEDA = msgspec.to_builtins(KINDS["scheda"].example())
"""What one line says, as plain data."""


def lines(many: int, *, kind: str = "scheda", wrong: Iterable[int] = ()) -> bytes:
    """So many lines, each with a title of its own; those with these numbers lack theirs."""
    plain = msgspec.to_builtins(KINDS[kind].example())
    found = []
    for number in range(1, many + 1):
        data = dict(plain)
        if kind == "scheda":
            data["title"] = f"Pratica dell’ufficio, la {number} di molte"
        if number in set(wrong):
            del data["stage"]
        found.append(msgspec.json.encode(data))
    return b"\n".join(found) + b"\n"


async def laid_down(content: bytes) -> folder.Brought:
    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(content), 65_536):
            yield content[start : start + 65_536]

    return await folder.lay_down(pieces())


async def a_batch(
    content: bytes, *, by: Actor, kind: str = "scheda", with_pdf: bool = False
) -> BatchView:
    """Data that were brought, and that nobody has looked at yet."""
    new = NewBatch(kind=kind, with_pdf=with_pdf)
    brought = await laid_down(content)
    batch = await actions.bring(new, brought, file_name="dati.jsonl", by=by)
    return await queries.view(batch.id, by=by)


async def a_checked_one(content: bytes, *, by: Actor, kind: str = "scheda") -> BatchView:
    batch = await a_batch(content, by=by, kind=kind)
    await tasks.check(batch_id=batch.id)
    return await queries.view(batch.id, by=by)


async def a_started_one(content: bytes, *, by: Actor, with_pdf: bool = False) -> BatchView:
    batch = await a_batch(content, by=by, with_pdf=with_pdf)
    await tasks.check(batch_id=batch.id)
    await actions.start(batch.id, by=by)
    return await queries.view(batch.id, by=by)


async def a_done_one(content: bytes, *, by: Actor, with_pdf: bool = False) -> BatchView:
    batch = await a_started_one(content, by=by, with_pdf=with_pdf)
    await tasks.make(batch_id=batch.id)
    return await queries.view(batch.id, by=by)


async def part_of(batch_id: int, number: int = 1, *, by: Actor) -> zipfile.ZipFile:
    _name, joined = await results.part(batch_id, number, by=by)
    content = b"".join([piece async for piece in joined.pieces()])
    assert len(content) == joined.length
    return zipfile.ZipFile(io.BytesIO(content))


def numbers_in(*parts: zipfile.ZipFile) -> list[int]:
    """The lines whose documents are in the parts, in their order."""
    names = [name for part in parts for name in part.namelist() if name.endswith(".docx")]
    return [int(name.split("_")[0]) for name in names]
