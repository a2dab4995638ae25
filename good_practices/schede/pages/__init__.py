"""The pages of schede."""

from good_practices.schede.pages.answering import AnsweringPages
from good_practices.schede.pages.deciding import DecidingPages
from good_practices.schede.pages.editing import EditingPages
from good_practices.schede.pages.files import FilePages
from good_practices.schede.pages.showing import ShowingPages

SCHEDE_PAGES = [AnsweringPages, DecidingPages, EditingPages, FilePages, ShowingPages]

__all__ = ["SCHEDE_PAGES"]
