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


def faults_to_see(page: Page) -> list[str]:
    """Barriers at 1280 and 390 points, and a page that rolls sideways at 320."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate(AXE_SCRIPT)
    faults = barriers(page)
    page.set_viewport_size({"width": 390, "height": 800})
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
