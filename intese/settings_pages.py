"""The settings: what they are, what each changes, its value, who changed it."""

from datetime import datetime
from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath
from msgspec import Struct

from registry.platform import clock
from registry.platform.accounts.roles import ADMINISTER, Actor, Role
from registry.platform.errors import AlreadyThere, InvalidInput, NotFound
from registry.platform.i18n import _
from registry.platform.offices import actions, queries
from registry.platform.offices.permissions import (
    CHANGE_OFFICE,
    READ_OFFICE,
    can_change,
    check_can_change,
)
from registry.platform.offices.shapes import OfficeData, OfficeView
from registry.platform.offices.words import OFFICE, TIMES, Setting, head_of
from registry.platform.settings import settings
from registry.platform.web.forms import came_back, read_change, read_form
from registry.platform.web.guards import CurrentActor, requires
from registry.platform.web.parts_example import example
from registry.platform.web.refusals import status_of
from registry.platform.web.shell import page, see
from registry.territory import queries as territory

AnyRequest = Request[Any, Any, Any]


class Row(Struct, frozen=True, kw_only=True):
    """A setting in its table."""

    label: str
    what: str
    value: str
    at: datetime | None = None
    by: str = ""


class SettingsPages(Controller):
    path = "/settings"

    @get("/", guards=[requires(READ_OFFICE)])
    async def show(self, actor: CurrentActor) -> Response[str]:
        return await _office_page(actor.office, actor, is_own=True)

    @get("/offices/{code:str}", guards=[requires(READ_OFFICE)])
    async def office(self, code: FromPath[str], actor: CurrentActor) -> Response[str]:
        return await _office_page(code, actor)

    @get("/offices/{code:str}/edit", guards=[requires(CHANGE_OFFICE)])
    async def show_edit(self, code: FromPath[str], actor: CurrentActor) -> Response[str]:
        return await _office_form(code, actor)

    @post("/offices/{code:str}/edit", guards=[requires(CHANGE_OFFICE)], status_code=303)
    async def change(
        self, request: AnyRequest, code: FromPath[str], actor: CurrentActor
    ) -> Response[str]:
        form, version = await read_change(request)
        try:
            told = read_form(OfficeData, form)
            await actions.change(code, told, version=version, by=actor)
        except (InvalidInput, AlreadyThere) as refused:
            code_ = status_of(refused)
            return await _office_form(code, actor, status=code_, **came_back(refused, form))
        return see(_address(code, actor), said=_("Impostazioni dell'ufficio aggiornate."))

    @get("/parts", guards=[requires(ADMINISTER)])
    async def parts(self) -> Response[str]:
        return page("settings/parts.html", **example(clock.today()))


def _address(code: str, actor: Actor) -> str:
    return "/settings" if actor.belongs_to(code) else f"/settings/offices/{code}"


async def _office_page(code: str, actor: Actor, *, is_own: bool = False) -> Response[str]:
    office = await queries.view(code, by=actor)
    is_admin = actor.role is Role.ADMIN
    return page(
        "settings/show.html",
        office=office,
        is_own=is_own,
        rows=_rows(office, OFFICE),
        times=_rows(office, TIMES),
        program=_program() if is_admin and is_own else [],
        may=can_change(actor, code),
        suggestion=await _suggestion(code),
    )


def _rows(office: OfficeView, settings_of: dict[str, Setting]) -> list[Row]:
    found = []
    for name, setting in settings_of.items():
        last = office.changed.get(name)
        found.append(
            Row(
                label=str(setting.label),
                what=str(setting.what),
                value=_value(office, name),
                at=last.at if last else None,
                by=last.by if last else "",
            )
        )
    return found


def _value(office: OfficeView, name: str) -> str:
    if name == "head_title":
        return head_of(office.kind, office.head_title)
    if name == "seat_words" and office.seat_words:
        return f"{office.seat_name}, {office.seat_words}"
    return str(getattr(office, name))


async def _suggestion(code: str) -> str:
    """The certified mailbox that a pattern suggests: shown, never written by itself."""
    try:
        return (await territory.find_office(code)).suggested_email
    except NotFound:
        return ""


async def _office_form(code: str, actor: Actor, *, status: int = 200, **more: Any) -> Response[str]:
    office = await queries.view(code, by=actor)
    check_can_change(actor, code)
    return page(
        "settings/office_form.html",
        status=status,
        office=office,
        back=_address(code, actor),
        usual_head=head_of(office.kind, ""),
        suggestion=await _suggestion(code),
        **more,
    )


def _program() -> list[Row]:
    """What ``intese doctor`` tells, for who reads pages; secrets stay where they are."""
    now = settings()
    where = now.database_place or _("incorporato, nella cartella dei dati")
    told = [
        ("INTESE_HOME", _("La cartella dei dati"), str(now.home)),
        ("INTESE_DATABASE_URL", _("L'archivio"), where),
        ("INTESE_PUBLIC_URL", _("L'indirizzo a cui si arriva"), now.public_url),
        ("INTESE_TRUST", _("I certificatori fidati"), str(now.trust or _("nessuno"))),
        ("INTESE_MAILBOX", _("La casella a cui si mandano le schede"), now.good_practices_mailbox),
        ("INTESE_POOL_SIZE", _("Quante connessioni all'archivio"), str(now.pool_size)),
    ]
    return [Row(label=what, what=name, value=value) for name, what, value in told]
