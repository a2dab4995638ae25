"""What is done about people: added, changed, let in again, kept out, given another password."""

from typing import Annotated

from msgspec import Meta, Struct

from registry.platform import audit, clock
from registry.platform.accounts import doors, passwords, queries
from registry.platform.accounts.events import (
    USER_ADD,
    USER_CHANGE,
    USER_DISABLE,
    USER_ENABLE,
    USER_PASSWORD,
)
from registry.platform.accounts.roles import (
    ADMINISTER,
    PREFETTURA_ROLES,
    ROLE_LABELS,
    Actor,
    Role,
    check_may,
)
from registry.platform.accounts.tables import Office, Session, User
from registry.platform.database import fetch_value, transaction
from registry.platform.errors import AlreadyThere, InvalidInput, WrongStatus
from registry.platform.i18n import _

MINISTRY = "ministry"
"""The kind of an office that receives."""


class Person(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    email: Annotated[str, Meta(min_length=3, max_length=200)]
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    office: str
    role: Role
    title: Annotated[str, Meta(max_length=200)] = ""
    is_in_charge: bool = False


class NewUser(Person, frozen=True, kw_only=True, forbid_unknown_fields=True):
    password: str


async def add_user(new: NewUser, *, by: Actor) -> User:
    check_may(by, ADMINISTER)
    await _check(new, password=new.password)
    async with transaction():
        await _check_address_is_free(_tidy(new.email))
        user = User(
            email=_tidy(new.email),
            name=new.name,
            title=new.title,
            role=new.role,
            office=new.office,
            is_in_charge=new.is_in_charge,
            password_hash=await passwords.hashed(new.password),
            created_at=clock.now(),
        )
        await user.save()
        await audit.record(
            USER_ADD, about=("user", user.id), by=by, name=user.email, role=_words(new.role)
        )
    return user


async def change_user(user_id: int, new: Person, *, by: Actor) -> User:
    """A changed function or office ends the person's sessions: they sign in as what they are."""
    check_may(by, ADMINISTER)
    await _check(new)
    async with transaction():
        user = await queries.find_user_by_id(user_id, to_change=True)
        await _check_address_is_free(_tidy(new.email), but=user_id)
        was = (user.role, user.office, user.is_in_charge)
        if new.role is not Role.ADMIN:
            await _check_not_the_last_admin(user)
        user.email, user.name, user.title = _tidy(new.email), new.name, new.title
        user.role, user.office, user.is_in_charge = new.role, new.office, new.is_in_charge
        await user.save()
        if was != (user.role, user.office, user.is_in_charge):
            await Session.delete().where(Session.user == user.id)
        await audit.record(
            USER_CHANGE, about=("user", user.id), by=by, name=user.email, role=_words(new.role)
        )
    return user


async def disable_user(user_id: int, *, by: Actor) -> User:
    """Ends the person's sessions too. Somebody who administers the registry always remains."""
    check_may(by, ADMINISTER)
    async with transaction():
        user = await queries.find_user_by_id(user_id, to_change=True)
        await _check_not_the_last_admin(user)
        user.is_active = False
        await user.save()
        await Session.delete().where(Session.user == user.id)
        await audit.record(USER_DISABLE, about=("user", user.id), by=by, name=user.email)
    return user


async def enable_user(user_id: int, *, by: Actor) -> User:
    check_may(by, ADMINISTER)
    async with transaction():
        user = await queries.find_user_by_id(user_id, to_change=True)
        user.is_active = True
        await user.save()
        await audit.record(USER_ENABLE, about=("user", user.id), by=by, name=user.email)
    return user


async def give_password(user_id: int, password: str, *, by: Actor) -> User:
    """For who has forgotten theirs, or had it seen: the old one and every session end here.

    A door that wrong tries had closed opens again.
    """
    check_may(by, ADMINISTER)
    passwords.check_good(password)
    hashed = await passwords.hashed(password)
    async with transaction():
        user = await queries.find_user_by_id(user_id, to_change=True)
        user.password_hash = hashed
        await user.save()
        await Session.delete().where(Session.user == user.id)
        await doors.open_again(user.email)
        await audit.record(USER_PASSWORD, about=("user", user.id), by=by, name=user.email)
    return user


async def _check(person: Person, *, password: str | None = None) -> None:
    """Raises InvalidInput with everything that is wrong, each beside its field."""
    wrong: dict[str, str] = {}
    if not _is_address(_tidy(person.email)):
        wrong["email"] = _("Scrivi un indirizzo di posta, per esempio area4@ufficio.it.")
    if password is not None and not passwords.is_good(password):
        wrong["password"] = passwords.too_short()
    office = await Office.objects().get(Office.code == person.office)
    if office is None:
        wrong["office"] = _("Non c'è un ufficio con il codice {code}.").format(code=person.office)
    elif not _fits(person.role, office):
        wrong["role"] = _("Questa funzione non è di un ufficio come «{office}».").format(
            office=office.name
        )
    if wrong:
        raise InvalidInput.of(wrong)


def _fits(role: Role, office: Office) -> bool:
    """The Ministry examines, the offices that send do the rest; anybody may administer."""
    if role is Role.ADMIN:
        return True
    return (role in PREFETTURA_ROLES) != (office.kind == MINISTRY)


def _tidy(email: str) -> str:
    return email.strip().lower()


def _is_address(email: str) -> bool:
    name, at, domain = email.partition("@")
    has_odd_signs = any(c.isspace() or c in ',;<>"' for c in email)
    return bool(name and at and "." in domain) and not has_odd_signs


async def _check_address_is_free(email: str, *, but: int | None = None) -> None:
    found = await queries.find_user_or_none(email)
    if found is not None and found.id != but:
        raise AlreadyThere(
            _("{email} c'è già.").format(email=email)
            if found.is_active
            else _("{email} c'è già, tra le persone disattivate: riattivala dall'elenco.").format(
                email=email
            )
        )


async def _check_not_the_last_admin(user: User) -> None:
    if user.role != Role.ADMIN or not user.is_active:
        return
    others = await fetch_value(
        "SELECT count(*) FROM (SELECT 1 FROM person WHERE role = 'admin' AND is_active"
        " AND id <> $1 FOR UPDATE) other",
        user.id,
    )
    if not others:
        raise WrongStatus(
            _("È l'unica persona che amministra il registro: prima aggiungine un'altra.")
        )


def _words(role: Role) -> str:
    return str(ROLE_LABELS[role])
