"""What we keep of offices and people."""

from piccolo.columns import (
    Boolean,
    ForeignKey,
    Integer,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from registry.platform.accounts.roles import Role
from registry.platform.database import DB


def one_of(column: str, values: type) -> str:
    """The condition that keeps a status column to its enumeration."""
    words = ", ".join(f"'{value}'" for value in values)  # type: ignore[attr-defined]  # an enum iterates
    return f'"{column}" IN ({words})'


class Office(Table, db=DB, tablename="office"):
    """An office that people work in: 106 that send schede, and the Ministry's that receives."""

    code = Varchar(40, primary_key=True)
    kind = Varchar(40)
    name = Text()
    name_de = Text(default="")
    name_fr = Text(default="")
    seat_code = Varchar(6, null=True, default=None)
    seat_name = Text(default="")
    region_code = Varchar(2, null=True, default=None)
    certified_email = Text(default="")
    """Typed by the office; the data's suggestion is never written here."""
    email = Text(default="")
    unit_name = Text(default="")
    """«Area IV – …»: the unit that keeps this registry, under the letterhead of its letters."""
    seat_words = Text(default="")
    """Street and number of its seat; the place is ``seat_name``."""
    tax_code = Varchar(16, default="")
    head_title = Text(default="")
    """Who signs, with the article: «Il Prefetto». Empty: as offices of its kind say."""
    days_for_renewal = Integer(default=90)
    """How long before the end of an act its renewal has to be begun."""
    days_for_notice = Integer(default=15)
    """How long before the last day for a notice it has to be prepared."""
    notes = Text(default="")
    sources = Text(default="")
    version = Integer(default=1)

    office_days_sensible = Check(
        '"days_for_renewal" BETWEEN 0 AND 730 AND "days_for_notice" BETWEEN 0 AND 730'
    )


class User(Table, db=DB, tablename="person"):
    id: Serial
    email = Text()
    name = Text()
    title = Text(default="")
    role = Varchar(20)
    office = ForeignKey(Office, on_delete=OnDelete.restrict)
    is_in_charge = Boolean(default=False)
    is_active = Boolean(default=True)
    password_hash = Text(secret=True)
    language = Varchar(2, default="it")
    created_at = Timestamptz()
    last_seen_at = Timestamptz(null=True, default=None)

    user_email_unique = Unique([email])
    user_role_known = Check(one_of("role", Role))


class Session(Table, db=DB, tablename="session"):
    """A sign-in. The cookie's value is never kept: only its SHA-256."""

    token_hash = Varchar(64, primary_key=True)
    user = ForeignKey(User, on_delete=OnDelete.cascade)
    created_at = Timestamptz()
    seen_at = Timestamptz()


class Token(Table, db=DB, tablename="api_token"):
    """A key for programs (``Authorization: Bearer``). Only its SHA-256 is kept."""

    id: Serial

    token_hash = Varchar(64)
    user = ForeignKey(User, on_delete=OnDelete.cascade)
    label = Text(default="")
    created_at = Timestamptz()
    last_used_at = Timestamptz(null=True, default=None)
    is_revoked = Boolean(default=False)

    api_token_hash_unique = Unique([token_hash])


class SignInPlace(Table, db=DB, tablename="sign_in_place"):
    """A person signed in from there: strangers' wrong tries do not close this door.

    ``place`` is the address as only this installation can know it again.
    """

    id: Serial

    user = ForeignKey(User, on_delete=OnDelete.cascade)
    place = Varchar(64)
    last_at = Timestamptz()

    sign_in_place_once = Unique([user, place])


class SignInFailure(Table, db=DB, tablename="sign_in_failure"):
    """A wrong sign-in, counted for fifteen minutes: of whom, and whence."""

    id: Serial

    key = Text(index=True)
    at = Timestamptz()
