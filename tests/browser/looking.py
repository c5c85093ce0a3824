"""Looks at a page that cost little: for each that fails `expect` has all of the page read out.

That is for a message which nobody sees but the last time, and was a tenth of a browser's work.
"""

from typing import Literal

from playwright._impl.errors import TimeoutError as WaitedInVain
from playwright._impl.internal_structures import FrameExpectOptions, FrameExpectResult
from playwright._impl.locator import Locator

expect_at_once = Locator._expect
WAITS: dict[str, Literal["visible", "attached"]] = {
    "to.be.visible": "visible",
    "to.be.attached": "attached",
}
MAY_BE_AWAY = ("to.be.hidden", "to.be.detached", "to.have.count")
LAST_LOOK = 1_000
"""Milliseconds for what is said of a wait in vain."""


async def wait_then_expect(
    self: Locator, expression: str, options: FrameExpectOptions, title: str | None
) -> FrameExpectResult:
    """Waits until there is an element, of which alone most things can be true."""
    if options["isNot"] or expression in MAY_BE_AWAY or expression.endswith(".array"):
        return await expect_at_once(self, expression, options, title)
    try:
        await self.wait_for(options["timeout"], WAITS.get(expression, "attached"))
    except WaitedInVain:
        return await expect_at_once(self, expression, {**options, "timeout": LAST_LOOK}, title)
    if expression in WAITS:
        return {"matches": True}
    return await expect_at_once(self, expression, options, title)


def wait_before_looking() -> None:
    Locator._expect = wait_then_expect  # type: ignore[method-assign]  # Playwright has no option
