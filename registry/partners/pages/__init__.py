"""The pages of partners; the partner's own page is that of its time, in a room above."""

from registry.partners.pages.contacts import ContactPages
from registry.partners.pages.listing import PartnerPages
from registry.partners.pages.naming import NamingPages
from registry.partners.pages.questions import QuestionPages
from registry.partners.pages.tying import TyingPages

PARTNER_PAGES = [PartnerPages, NamingPages, ContactPages, QuestionPages, TyingPages]

__all__ = ["PARTNER_PAGES"]
