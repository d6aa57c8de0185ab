"""Two ways of using a page: with a pointer, and with the keyboard alone."""

from dataclasses import dataclass
from typing import Any, Protocol

from playwright.async_api import Locator, Page, expect

MOST_TABS = 250
FOCUSED = """() => {
  const node = document.activeElement;
  if (!node || node === document.body || node === document.documentElement) return ["", true];
  const ringed = (one) => {
    if (!one) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  };
  const label = node.labels && node.labels[0];
  const around = [node.parentElement, label, node.closest("label"), node.closest(".dropzone")];
  const seen = [node, ...around].some(ringed);
  const words = (node.getAttribute("aria-label") || node.textContent || node.id || "").trim().slice(0, 60);
  return [`${node.tagName.toLowerCase()} ${words}`, seen];
}"""


class Hand(Protocol):
    """Somebody's way of reaching what a page offers."""

    page: Page

    async def press(self, target: Locator) -> None:
        """Press a button, follow a link, or open what folds."""

    async def tick(self, target: Locator) -> None:
        """Switch a box on or off, or choose one of several."""

    async def write(self, target: Locator, text: str) -> None:
        """Write into a field in place of what is in it."""

    async def choose(self, target: Locator, label: str) -> None:
        """Choose one of a list by its words."""


@dataclass
class Pointer:
    """A mouse or a finger."""

    page: Page

    async def press(self, target: Locator) -> None:
        await target.click()

    async def tick(self, target: Locator) -> None:
        await target.click()

    async def write(self, target: Locator, text: str) -> None:
        await target.fill(text)

    async def choose(self, target: Locator, label: str) -> None:
        await target.select_option(label=label)


@dataclass
class Keyboard:
    """Tab, Enter, Space, arrows and letters, and nothing else; wherever it stands must be seen."""

    page: Page

    async def press(self, target: Locator) -> None:
        await self.reach(target)
        await self.page.keyboard.press("Enter")

    async def tick(self, target: Locator) -> None:
        await self.reach(target)
        await self.page.keyboard.press("Space")

    async def write(self, target: Locator, text: str) -> None:
        await self.reach(target)
        await self.page.keyboard.press("Control+a")
        await self.page.keyboard.insert_text(text)

    async def choose(self, target: Locator, label: str) -> None:
        await self.reach(target)
        await self.page.keyboard.type(label)
        await expect(target.locator("option:checked")).to_have_text(label)

    async def reach(self, target: Locator) -> None:
        """Go on by Tab until ``target`` has the focus."""
        await expect(target).to_be_visible()
        for _ in range(MOST_TABS):
            if await target.evaluate("node => node === document.activeElement"):
                return
            await self.page.keyboard.press("Tab")
            name, seen = await self.page.evaluate(FOCUSED)
            assert seen, f"nobody sees that “{name}” has the focus on {self.page.url}"
        raise AssertionError(f"the keyboard does not reach {target} on {self.page.url}")


async def walk(page: Page) -> list[str]:
    """Go through the whole page by Tab: what has the focus, in order. Fails in a trap, and unseen."""
    passed: list[str] = []
    for _ in range(MOST_TABS):
        await page.keyboard.press("Tab")
        found: list[Any] = await page.evaluate(FOCUSED)
        name, seen = str(found[0]), bool(found[1])
        assert seen, f"nobody sees that “{name}” has the focus on {page.url}"
        if passed and not name:
            return passed
        passed.append(name)
    last = passed[-20:]
    assert len(set(last)) > 2, f"the keyboard is trapped on {page.url}: {last}"
    return passed
