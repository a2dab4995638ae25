"""A demonstration knows that it is one, however it is opened."""

import os

from litestar.types import ASGIApp

from intese import demo
from tests.demo.conftest import Told
from tests.web_client import browser

RIBBON = "Registro dimostrativo: serve a provare"


async def test_a_registry_that_was_filled_with_the_demo_says_so_on_every_page(
    told: Told, app: ASGIApp
) -> None:
    assert "INTESE_DEMO" not in os.environ

    page = (await browser(app).get("/sign-in")).text

    assert RIBBON in page
    await demo.check_can_open_as_demo()
