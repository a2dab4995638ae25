"""What a program sees of a page: barriers (axe), what runs over the side, what the console says."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page

RULES = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": [
            "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice",
        ],
    },
    "rules": {"target-size": {"enabled": True}},
}  # fmt: skip
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 2).map((one) => one.outerHTML.slice(0, 160))"""
OUT_OF_ITS_CARD = """() => [...document.querySelectorAll('.carta')]
  .filter((card) => getComputedStyle(card).overflowX === 'visible')
  .flatMap((card) => [...card.querySelectorAll('*')].filter((one) => {
    for (let up = one.parentElement; up !== card; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== 'visible') return false;
    const box = one.getBoundingClientRect();
    return box.width > 1 && box.right > card.getBoundingClientRect().right + 1;
  })).slice(0, 2).map((one) => one.outerHTML.slice(0, 160))"""
WIDTHS = (1280, 1024, 390)
"""Of the screens that people have: a desk, an old desk, a telephone."""


def faults_to_see(page: Page) -> list[str]:
    """Barriers at 1280 and 390 points, what leaves its card, and a page that rolls at 320."""
    page.evaluate(AXE_SCRIPT)
    faults: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        faults += [f"out of its card at {width}: {it}" for it in page.evaluate(OUT_OF_ITS_CARD)]
        if width != 1024:
            faults += barriers(page)
    page.set_viewport_size({"width": 320, "height": 800})
    if page.evaluate("document.documentElement.scrollWidth") > 320:
        faults.append(f"scrolls sideways at 320: {page.evaluate(TOO_WIDE)}")
    page.set_viewport_size({"width": 1280, "height": 800})
    return faults


def barriers(page: Page) -> list[str]:
    """What axe finds on the page as it stands; its script must be there already."""
    found = page.evaluate("(options) => axe.run(document, options)", RULES)
    width = page.evaluate("innerWidth")
    return [
        f"{violation['id']} at {width}: {node['target']} {node['html'][:160]}"
        for violation in found["violations"]
        for node in violation["nodes"][:3]
    ]


def complaints(page: Page) -> list[str]:
    """What the console says from now on: errors, and every report of the policy."""
    told: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            told.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: told.append(str(error)))
    return told
