"""A person before the page: reads, presses, writes, and looks whether everything can be read."""

from pathlib import Path
from typing import Final

from playwright.async_api import ConsoleMessage, Error, Locator, Page, expect

# One chat gets one message a second after a burst of five, so an answer may take a while.
PATIENCE_MS: Final = 10_000

_CUT: Final = """() => {
  const isCut = (node) =>
    node.scrollWidth > node.clientWidth || node.scrollHeight > node.clientHeight;
  const keys = [...document.querySelectorAll("button, .key")].filter(isCut);
  const page = document.documentElement.scrollWidth > innerWidth ? ["the page itself"] : [];
  return [...page, ...keys.map((node) => node.textContent)];
}"""


class Member:
    """Somebody with the page open.

    Args:
        page: A fresh page; it need not be open yet.
        screenshots: Where what is seen is kept.

    Attributes:
        troubles: What the browser complained about: errors, warnings, violated policies.
    """

    def __init__(self, page: Page, screenshots: Path) -> None:
        self.page = page
        self.troubles: list[str] = []
        self._screenshots = screenshots
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", self._note)
        page.on("pageerror", self._note_error)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):  # a violated policy is an error
            self.troubles.append(message.text)

    def _note_error(self, error: Error) -> None:
        self.troubles.append(str(error))

    @property
    def messages(self) -> Locator:
        """Every message in the chat."""
        return self.page.get_by_test_id("message")

    @property
    def latest(self) -> Locator:
        """The newest message of the bot."""
        return self.page.locator("[data-testid=message][data-from=bot]").last

    def button(self, words: str) -> Locator:
        """Return the buttons below the newest message that say *words*."""
        return self.latest.get_by_test_id("button").filter(has_text=words)

    async def sees(self, words: str) -> None:
        """Wait until the newest message of the bot, or its buttons, say *words*."""
        await expect(self.latest).to_contain_text(words, timeout=PATIENCE_MS)

    async def starts(self) -> None:
        """Press the big button of an empty chat."""
        await self.page.get_by_test_id("start").click()

    async def writes(self, text: str) -> None:
        """Send a message."""
        await self.page.get_by_test_id("draft").fill(text)
        await self.page.get_by_test_id("send").click()

    async def presses(self, words: str, *, then: str) -> None:
        """Press the one button below the newest message that says *words*; wait to see *then*."""
        await self.button(words).click()
        await self.sees(then)

    async def moves_time(self, control: str, *, days_left: int) -> None:
        """Press a control of the calendar; wait until it counts *days_left* (or days since)."""
        await self.page.get_by_test_id(control).click()
        counter = self.page.get_by_test_id("calendar-days-left").locator("strong")
        await expect(counter).to_have_text(
            "Ça commence aujourd’hui" if days_left == 0 else str(days_left)
        )

    async def chooses(self, item: str) -> None:
        """Choose an item of the menu."""
        await self.page.get_by_test_id("menu").click()
        await self.page.get_by_test_id(item).click()

    async def looks(self, name: str) -> None:
        """Keep what is seen as *name*.png; no button is cut, nothing sticks out."""
        path = self._screenshots / f"{name}.png"
        await self.page.screenshot(path=path, animations="disabled", caret="hide")
        assert await self.page.evaluate(_CUT) == []
