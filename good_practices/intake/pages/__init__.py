"""The pages of what arrives."""

from good_practices.intake.pages.arriving import ArrivalPages
from good_practices.intake.pages.charging import ChargePages
from good_practices.intake.pages.deliveries import DeliveryPages
from good_practices.intake.pages.overview import MatrixPages
from good_practices.intake.pages.received import ReceivedPages
from good_practices.intake.pages.reviewing import ReviewPages
from good_practices.intake.pages.uploads import UploadPages

INTAKE_PAGES = [
    ArrivalPages, ChargePages, DeliveryPages, MatrixPages, ReceivedPages, ReviewPages, UploadPages,
]  # fmt: skip

__all__ = ["INTAKE_PAGES"]
