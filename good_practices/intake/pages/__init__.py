"""The pages of what arrives."""

from good_practices.intake.pages.arriving import ArrivalPages
from good_practices.intake.pages.deliveries import DeliveryPages
from good_practices.intake.pages.overview import MatrixPages

INTAKE_PAGES = [ArrivalPages, DeliveryPages, MatrixPages]

__all__ = ["INTAKE_PAGES"]
