"""The outline in a real browser: by mouse, by finger and by keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import parts
from tests.browser.parts import Trial

pytestmark = pytest.mark.browser
TITLES = {f"s{number}": f"Section {number}" for number in range(1, 7)}


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory, own_port: int) -> Iterator[Trial]:
    yield from parts.serve("outline_trial.py", tmp_path_factory.mktemp("outline"), own_port)


def opened(page: Page, trial: Trial, **start: object) -> None:
    page.goto(trial.lay_out("one", **{"titles": TITLES, **start}))
    expect(page.locator(".ol-row")).to_have_count(len(TITLES))


def handle(page: Page, number: int) -> Locator:
    return page.get_by_role("button", name=f"Move Section {number}: drag")


def ordered(trial: Trial, numbers: str) -> None:
    order = [f"s{number}" for number in numbers]
    trial.wait("one", lambda said: said["order"] == order)


def test_arrow_keys_on_the_handle_move_a_section_and_keep_the_focus(
    page: Page, trial: Trial
) -> None:
    opened(page, trial)
    handle(page, 5).focus()
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    expect(page.get_by_role("status")).to_have_text("Section 5 moved to position 2 of 6")
    ordered(trial, "152346")
    expect(handle(page, 5)).to_be_focused()
    assert trial.answer("one")["done"] == [["moved", "s5"]]
    page.keyboard.press("ArrowDown")
    ordered(trial, "125346")


def test_alt_and_arrows_move_from_the_title(page: Page, trial: Trial) -> None:
    opened(page, trial)
    title = page.get_by_role("button", name="Section 1", exact=True)
    title.focus()
    page.keyboard.press("Alt+ArrowDown")
    ordered(trial, "213456")
    expect(title).to_be_focused()


def test_the_buttons_move_one_step_and_stop_at_the_ends(page: Page, trial: Trial) -> None:
    opened(page, trial)
    up = page.get_by_role("button", name="Move Section 2 up")
    up.click()
    ordered(trial, "213456")
    expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    ordered(trial, "213456")


def test_dragging_the_handle_moves_a_section(page: Page, trial: Trial) -> None:
    opened(page, trial)
    start, end = handle(page, 1).bounding_box(), handle(page, 4).bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 5, start["y"] + 10)
    page.mouse.down()
    for y in range(int(start["y"]), int(end["y"] + 24), 4):
        page.mouse.move(start["x"] + 5, y)
        page.wait_for_timeout(12)
    page.mouse.up()
    ordered(trial, "234156")
    expect(handle(page, 1)).to_be_focused()


def test_escape_puts_a_dragged_section_back(page: Page, trial: Trial) -> None:
    opened(page, trial)
    start = handle(page, 2).bounding_box()
    assert start
    page.mouse.move(start["x"] + 5, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, start["y"] + 130, steps=10)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".ol-title").nth(1)).to_have_text("Section 2")
    assert trial.answer("one")["done"] == []


def test_a_title_opens_its_section_once(page: Page, trial: Trial) -> None:
    opened(page, trial)
    title = page.get_by_role("button", name="Section 3", exact=True)
    title.focus()
    page.keyboard.press("Enter")
    expect(title).to_have_attribute("aria-current", "true")
    page.get_by_role("button", name="Run again").click()
    trial.wait("one", lambda said: int(said["runs"]) >= 3)
    assert trial.answer("one")["done"] == [["opened", "s3"]]


def test_hidden_sections_say_so_and_titles_are_only_text(page: Page, trial: Trial) -> None:
    titles = {**TITLES, "s2": "<b>Bold</b> & co", "s3": " "}
    opened(page, trial, titles=titles, hidden=["s2"])
    row = page.locator(".ol-row").nth(1)
    expect(row).to_contain_text("<b>Bold</b> & co")
    expect(row).to_contain_text("Hidden")
    expect(page.locator(".ol-row").nth(2)).to_contain_text("Untitled section")


def test_who_may_not_move_sees_no_handles(page: Page, trial: Trial) -> None:
    opened(page, trial, can_move=False)
    expect(page.get_by_role("button", name="Move Section 1")).to_have_count(0)
    page.get_by_role("button", name="Section 2", exact=True).click()
    trial.wait("one", lambda said: said["done"] == [["opened", "s2"]])


def test_a_phone_gets_large_targets(page: Page, trial: Trial) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, trial)
    for name in ("Move Section 2 up", "Move Section 2 down"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
