"""A reviewer approves what was on the screen to its end, and nothing else, whatever is tried."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from sqlalchemy import select

from actions.reviews.reviewing import send_back
from models.base.database import reading, writing
from models.reviews.review import Verdict
from models.reviews.shown import Shown
from models.staff.member import Actor
from tests.articles import Written, write_article
from tests.browser.frame.test_screens import PHONE
from tests.browser.server import Server
from tests.reviews import edit

HEADINGS = ["Spring", "Neap", "Slack"]
LONG = "\n\n".join(["The sea comes and goes twice a day, and nobody has asked it to. " * 6] * 9)


@pytest.fixture
def tides() -> Written:
    """Each part is higher than a screen."""
    return write_article("Tides", HEADINGS, [LONG] * 3)


def review(page: Page, sign_in: Callable[..., None], article: Written, who: str = "cleo") -> None:
    sign_in(page, who, f"/desk/article?slug={article.slug}&panel=Review")
    expect(page.get_by_role("button", name="Approve", exact=True)).to_have_count(4)


def approve(page: Page, section: int, number: int) -> Locator:
    return page.locator(f".st-key-approve-{section}-{number} button:visible")


def to_the_end(page: Page, section: int, number: int) -> None:
    page.locator(f'[data-end="{section}.{number}"]').scroll_into_view_if_needed()


def verdicts() -> list[tuple[int, int]]:
    with reading() as session:
        rows = session.scalars(select(Verdict).order_by(Verdict.id))
        return [(each.section_id, each.number) for each in rows]


def test_a_part_is_approved_when_its_end_has_been_on_the_screen(
    server: Server, tides: Written, page: Page, sign_in: Callable[..., None]
) -> None:
    review(page, sign_in, tides)
    spring = tides.sections[1]
    expect(page.get_by_text("0 of 4 parts approved")).to_be_visible()
    expect(approve(page, tides.sections[0], 1)).to_be_enabled()
    expect(approve(page, spring, 2)).to_be_disabled()
    to_the_end(page, spring, 2)
    expect(approve(page, spring, 2)).to_be_enabled()
    expect(approve(page, tides.sections[3], 2)).to_be_disabled()
    expect(page.get_by_text("0 of 4 parts approved")).to_be_in_viewport()
    approve(page, spring, 2).click()
    expect(page.get_by_text("1 of 4 parts approved")).to_be_in_viewport()
    assert verdicts() == [(spring, 2)]


def test_all_of_every_part_is_visible_without_scrolling_inside_it(
    server: Server, tides: Written, page: Page, sign_in: Callable[..., None]
) -> None:
    review(page, sign_in, tides)
    cut = page.evaluate(
        "[...document.querySelectorAll('.cd-difference')]"
        ".filter((each) => each.scrollHeight > each.clientHeight + 1).length"
    )
    assert cut == 0
    width = page.locator(".cd-difference").nth(1).bounding_box()
    assert width
    assert width["width"] >= 640


def test_no_key_and_no_forced_click_approves_what_was_not_shown(
    server: Server, tides: Written, page: Page, sign_in: Callable[..., None]
) -> None:
    review(page, sign_in, tides)
    unseen = approve(page, tides.sections[3], 2)
    unseen.evaluate("(button) => { button.focus({ preventScroll: true }); button.click(); }")
    page.keyboard.press("Enter")
    unseen.evaluate(
        "(button) => { button.disabled = false; button.focus({ preventScroll: true }); }"
    )
    page.keyboard.press("Enter")
    everything = page.get_by_role("button", name="Approve all 4")
    expect(everything).to_be_disabled()
    everything.evaluate("(button) => { button.disabled = false; button.click(); }")
    expect(approve(page, tides.sections[0], 1)).to_be_enabled()
    assert verdicts() == []


def test_all_at_once_waits_until_the_last_part_was_read(
    server: Server, tides: Written, page: Page, sign_in: Callable[..., None]
) -> None:
    review(page, sign_in, tides)
    for section, number in zip(tides.sections, (1, 2, 2, 2), strict=True):
        to_the_end(page, section, number)
        expect(approve(page, section, number)).to_be_enabled()
    page.get_by_role("button", name="Approve all 4").click()
    expect(page.get_by_text("Every part is approved as it stands.")).to_be_visible()
    assert len(verdicts()) == 4


def test_a_screen_that_has_become_old_approves_nothing(
    server: Server, tides: Written, ed: Actor, page: Page, sign_in: Callable[..., None]
) -> None:
    review(page, sign_in, tides)
    spring = tides.sections[1]
    to_the_end(page, spring, 2)
    expect(approve(page, spring, 2)).to_be_enabled()
    with writing() as session:
        edit(session, spring, ed, f"New words.\n\n{LONG}")
    approve(page, spring, 2).click()
    expect(page.get_by_text(re.compile("changed while you were reading"))).to_be_visible()
    expect(approve(page, spring, 3)).to_be_attached()
    assert verdicts() == []


def test_what_was_sent_back_before_any_approval_returns_with_its_changes_marked(  # noqa: PLR0917 (fixtures)
    server: Server,
    tides: Written,
    ed: Actor,
    cleo: Actor,
    new_context: Callable[..., BrowserContext],
    sign_in: Callable[..., None],
) -> None:
    page = new_context(**PHONE).new_page()
    with writing() as session:
        send_back(session, tides.sections[1], 2, "Add a crisis line.", by=cleo)
        edit(session, tides.sections[1], ed, f"{LONG}\n\nIn a crisis, call 999.")
    review(page, sign_in, tides)
    expect(page.locator(".cd-difference ins")).to_have_text(["In a crisis, call 999."])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    with reading() as session:
        shown = session.scalars(select(Shown.section_id)).all()
    assert tides.sections[1] not in shown
