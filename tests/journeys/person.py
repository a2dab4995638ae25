"""Someone at a desk who has no mouse: everything is reached by ``Tab`` and done by keys.

A person finds a thing by the name that is read aloud, so that a control without a name, out of
the order of the page, or whose focus cannot be seen, stops the journey.
"""

import re
from pathlib import Path

from playwright.sync_api import Download, Locator, Page, expect

LONGEST_WAY = 400
"""Presses of ``Tab``: more than any page has stops."""

HERE = "(element) => element === document.activeElement"
FOCUS_IS_SEEN = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  const shown = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const x = box.left + Math.min(box.width / 2, 8);
  const isBare = (y) => {
    const top = y > 0 && y < innerHeight && document.elementFromPoint(x, y);
    return top && (at.contains(top) || top.contains(at) || top.closest('label'));
  };
  const covered = ![box.top + 3, (box.top + box.bottom) / 2, box.bottom - 3].some(isBare);
  return {shown, inView, covered};
}"""
SEEN = {"shown": True, "inView": True, "covered": False}


def _named(name: str, about: str) -> re.Pattern[str]:
    more = rf"\s*: {re.escape(about)}" if about else ""
    return re.compile(rf"^\s*{re.escape(name)}{more}\s*$")


class Person:
    """Whoever sits before ``page``; ``address`` is where the registry answers."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        # Playwright takes the window of files over only while somebody listens to it.
        page.on("filechooser", lambda _chooser: None)

    def opens(self, path: str) -> None:
        """By typing the address."""
        self.page.goto(self.address + path)

    def signs_in(self, email: str, password: str) -> None:
        self.opens("/sign-in")
        self.writes("Posta elettronica dell’ufficio", email)
        self.writes("Password", password)
        self.presses("Entra")
        expect(self.page.get_by_role("heading", level=1)).not_to_have_text("Entra in Intese")

    def leaves(self) -> None:
        self.presses("Esci")

    # Going somewhere

    def follows(self, name: str, *, about: str = "") -> None:
        """The link of this name, by Enter; ``about`` is the row, for who does not see it."""
        self._reach(self.page.get_by_role("link", name=_named(name, about)).first)
        self.page.keyboard.press("Enter")

    def presses(self, name: str, *, about: str = "") -> None:
        """The button of this name, by Enter."""
        self._reach(self.page.get_by_role("button", name=_named(name, about)).first)
        self.page.keyboard.press("Enter")

    def unfolds(self, summary: str) -> None:
        self._reach(self.page.locator("summary", has_text=summary).first)
        self.page.keyboard.press("Enter")

    def types(self, keys: str) -> None:
        """Shortcuts: one after the other, outside fields."""
        for key in keys.split():
            self._is_heard()
            self.page.keyboard.press(key)

    def confirms(self) -> None:
        """The main action of the form where the person is writing."""
        self._is_heard()
        self.page.keyboard.press("Control+Enter")

    def _is_heard(self) -> None:
        """A page shows its words a moment before its script listens to keys."""
        self.page.wait_for_load_state("load")

    # Filling in a form

    def writes(self, label: str, text: str) -> None:
        """In place of what was there."""
        self._reach(self.field(label))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def chooses(self, label: str, option: str) -> None:
        """One of a list, walking it with the arrows."""
        field = self.field(label)
        self._reach(field)
        self.page.keyboard.press("Home")
        for _step in range(LONGEST_WAY):
            if self._chosen(field).startswith(option):
                return
            self.page.keyboard.press("ArrowDown")
        options = field.locator("option").all_inner_texts()
        raise AssertionError(f"«{label}» has no «{option}»: {options}")

    def picks(self, label: str, *, group: str = "") -> None:
        """One of the round buttons, walking them with the arrows."""
        within = self.page.get_by_role("radiogroup", name=group).first if group else self.page
        wanted = within.get_by_role("radio", name=label).first
        name = wanted.get_attribute("name")
        self._reach(self.page.locator(f"input[type=radio][name='{name}']"), any_of_them=True)
        if self.page.evaluate("!document.activeElement.checked"):
            self.page.keyboard.press("Space")
        for _step in range(LONGEST_WAY):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no round button «{label}»")

    def ticks(self, label: str) -> None:
        box = self.page.get_by_role("checkbox", name=label).first
        self._reach(box)
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def gives(self, label: str, *files: Path) -> None:
        """Files, from the window that the field opens."""
        self._reach(self.field(label))
        with self.page.expect_file_chooser() as opened:
            self.page.keyboard.press("Enter")
        opened.value.set_files(list(files))

    def takes(self, name: str) -> Download:
        """Downloads what the link of this name gives."""
        self._reach(self.page.get_by_role("link", name=name).first)
        with self.page.expect_download() as taken:
            self.page.keyboard.press("Enter")
        return taken.value

    def takes_by_button(self, name: str) -> Download:
        """Downloads what is made when the button of this name is pressed."""
        with self.page.expect_download() as taken:
            self.presses(name)
        return taken.value

    # Looking

    def field(self, label: str) -> Locator:
        """The first field whose whole label this is."""
        whole = re.compile(rf"^\s*{re.escape(label)}(\s*\(facoltativo\))?\s*$")
        fields = self.page.get_by_label(whole).and_(self.page.locator("input, select, textarea"))
        return fields.locator("visible=true").first

    def row(self, text: str) -> Locator:
        return self.page.get_by_role("row").filter(has_text=text).first

    def sees(self, text: str) -> None:
        words = self.page.get_by_role("main").get_by_text(text)
        expect(words.locator("visible=true").first).to_be_visible()

    def is_at(self, title: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(title)

    def _chosen(self, field: Locator) -> str:
        text: str = field.evaluate("(list) => list.selectedOptions[0].text.trim()")
        return text

    def _reach(self, wanted: Locator, *, any_of_them: bool = False) -> None:
        """Presses ``Tab`` until the focus is there; it must be seen, and not be covered."""
        wanted.first.wait_for()
        places = wanted.element_handles() if any_of_them else [wanted.element_handle()]
        for _press in range(LONGEST_WAY):
            if any(place.evaluate(HERE) for place in places):
                self._sees_the_focus(wanted)
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard never comes to {wanted} on {self.page.url}")

    def _sees_the_focus(self, wanted: Locator) -> None:
        """A page that is still rolling to it has a moment."""
        for _look in range(100):
            seen = self.page.evaluate(FOCUS_IS_SEEN)
            if seen == SEEN:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"the focus is not seen ({seen}): {wanted}")
