"""What we keep of partners."""

from piccolo.columns import (
    Boolean,
    Date,
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

from registry.dates.columns import Dated
from registry.partners.identifiers import Scheme
from registry.partners.kinds import Kind, NameKind, Nature, SuccessionKind
from registry.platform.accounts.roles import Visibility
from registry.platform.accounts.tables import Office, one_of
from registry.platform.database import DB


class Partner(Table, db=DB, tablename="partner"):
    id: Serial
    name = Text()
    """The official denomination of today, whole and without its article."""
    kind = Varchar(40, index=True)
    nature = Varchar(20)
    short_name = Text(default="")
    article = Varchar(4, default="")
    gender = Varchar(1, default="m")
    number = Varchar(1, default="s")
    seat_words = Text(default="")
    """«Cremona, corso Vittorio Emanuele II 17»: empty where a place must stay secret."""
    place = Varchar(40, null=True, default=None, index=True)
    office = ForeignKey(Office, on_delete=OnDelete.restrict)
    visibility = Varchar(12, default=Visibility.NETWORK)
    email = Text(default="")
    certified_email = Text(default="")
    notes = Text(default="")
    source_words = Text(default="")
    """How the source wrote it, where that differs."""
    version = Integer(default=1)
    created_at = Timestamptz()
    changed_at = Timestamptz()

    partner_kind_known = Check(one_of("kind", Kind))
    partner_nature_known = Check(one_of("nature", Nature))
    partner_article_known = Check("\"article\" IN ('il', 'lo', 'la', 'l''', 'i', 'gli', 'le', '')")
    partner_gender_known = Check("\"gender\" IN ('m', 'f')")
    partner_number_known = Check("\"number\" IN ('s', 'p')")
    partner_visibility_known = Check(one_of("visibility", Visibility))


class PartnerName(Table, Dated, db=DB, tablename="partner_name"):
    """Another name, or the name of another time or language."""

    id: Serial
    partner = ForeignKey(Partner, on_delete=OnDelete.cascade)
    name = Text()
    kind = Varchar(12)
    language = Varchar(3, default="it")

    partner_name_kind_known = Check(one_of("kind", NameKind))
    partner_name_once = Unique([partner, name, kind])


class Identifier(Table, db=DB, tablename="identifier"):
    id: Serial
    partner = ForeignKey(Partner, on_delete=OnDelete.cascade)
    scheme = Varchar(30)
    value = Text()
    details = Text(default="")
    """What the register's extract says besides: section, letter, as written."""

    identifier_scheme_known = Check(one_of("scheme", Scheme))
    identifier_once = Unique([partner, scheme, value])


class Membership(Table, Dated, db=DB, tablename="membership"):
    """A body is a member of a group (ATS, conferenza, ambito) from some time."""

    id: Serial
    group = ForeignKey(Partner, on_delete=OnDelete.cascade)
    member = ForeignKey(Partner, on_delete=OnDelete.restrict)
    role = Text(default="")

    membership_once = Unique([group, member])
    membership_of_another = Check('"group" <> "member"')


class Succession(Table, Dated, db=DB, tablename="succession"):
    id: Serial
    former = ForeignKey(Partner, on_delete=OnDelete.cascade)
    successor = ForeignKey(Partner, on_delete=OnDelete.cascade)
    kind = Varchar(12)

    succession_kind_known = Check(one_of("kind", SuccessionKind))
    succession_once = Unique([former, successor])
    succession_of_another = Check('"former" <> "successor"')


class Contact(Table, db=DB, tablename="contact"):
    """An office to write to: a unit and its mailbox, never a person."""

    id: Serial
    partner = ForeignKey(Partner, on_delete=OnDelete.cascade)
    unit = Text()
    function = Text(default="")
    email = Text(default="")
    certified_email = Text(default="")
    verified_on = Date(null=True, default=None)


class Clarification(Table, db=DB, tablename="clarification"):
    """Something that the source leaves open, asked to who knows."""

    id: Serial
    partner = ForeignKey(Partner, on_delete=OnDelete.cascade)
    question = Text()
    answer = Text(default="")
    is_open = Boolean(default=True)
    asked_at = Timestamptz()


class Tie(Table, db=DB, tablename="partner_tie"):
    """What a room above keeps about a partner, in one row a room: so that the list of
    partners can show and sort by it without knowing that room."""

    id: Serial
    partner = ForeignKey(Partner, on_delete=OnDelete.cascade)
    room = Varchar(30)
    ties = Integer()
    since_text = Text(default="")
    since_earliest = Date(null=True, default=None)
    since_latest = Date(null=True, default=None)
    last_news_on = Date(null=True, default=None)
    over_on = Date(null=True, default=None)
    """The last possible day of them all; null while one of them has no known end."""
    is_going_on = Boolean(default=False)
    """Certainly, on the day it was written: an act in force, a confirmed collaboration."""

    partner_tie_one = Unique([partner, room])


class Glance(Table, db=DB, tablename="partner_glance"):
    """A partner as its list shows it: what other tables say of it, put together in one row that
    triggers write again in the transaction of whatever changes it. The list reads only these."""

    partner = ForeignKey(Partner, on_delete=OnDelete.cascade, null=False, primary_key=True)
    sort_name = Text()
    kind = Varchar(40)
    nature = Varchar(20)
    place = Varchar(40, null=True, default=None)
    office = Varchar(40)
    visibility = Varchar(12)
    former_name = Text(default="")
    since_text = Text(default="")
    since_earliest = Date(null=True, default=None)
    since_latest = Date(null=True, default=None)
    acts = Integer()
    collaborations = Integer()
    open_questions = Integer()
    is_former = Boolean(default=False)
    """Another body followed it."""
    over_on = Date(null=True, default=None)
    """The day after which all its ties are over; null while one of them has no known end."""
    going_on_until = Date(null=True, default=None)
    """Until when it certainly works with us; the end of time where no end is known."""
