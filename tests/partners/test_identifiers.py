"""Codes of bodies: each register's own check."""

import pytest

from registry.partners.identifiers import Scheme, checked
from registry.platform.errors import InvalidInput


@pytest.mark.parametrize("value", ["80188230587", "97735020584", "97103420580", "8018 8230 587"])
def test_a_body_s_tax_code_has_eleven_digits_and_a_check_digit(value: str) -> None:
    assert checked(Scheme.TAX_CODE, value) == value.replace(" ", "")


@pytest.mark.parametrize("value", ["8000130544", "80188230588", "", "RSSMRA80A01D150X"])
def test_a_wrong_or_personal_tax_code_is_refused_with_an_example(value: str) -> None:
    with pytest.raises(InvalidInput, match="80188230587"):
        checked(Scheme.TAX_CODE, value)


@pytest.mark.parametrize(
    "value", ["C/4/2000/MI", "c/4/2000/mi", "C / 4 / 2000 / MI", "A/12/1999/NA"]
)
def test_an_entry_of_the_immigration_register_is_kept_in_its_form(value: str) -> None:
    assert checked(Scheme.IMMIGRATION_REGISTER, value) == value.upper().replace(" ", "")


@pytest.mark.parametrize("value", ["D/4/2000/MI", "C/4/1998/MI", "C/4/2000", "C/4/2000/MIL"])
def test_an_entry_before_the_register_or_of_another_section_is_refused(value: str) -> None:
    with pytest.raises(InvalidInput, match="C/4/2000/MI"):
        checked(Scheme.IMMIGRATION_REGISTER, value)
