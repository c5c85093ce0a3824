"""A picture comes in with a Word document, is replaced everywhere, and a shared text changes."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect

from tests.articles import picture
from tests.browser.server import Server

SLUG = "warm-hands"


@pytest.fixture
def manuscript(tmp_path: Path) -> Path:
    """A Word document with a heading, a described picture and an invitation."""
    written = Document()
    written.add_paragraph("Warm hands", style="Title")
    written.add_paragraph("Cold fingers have many causes.")
    written.add_heading("Gloves", 1)
    written.add_paragraph("wool", style="List Bullet")
    shape = written.add_picture(BytesIO(picture(1700, 900)))
    shape._inline.docPr.set("descr", "Two grey gloves")
    written.add_paragraph("In winter", style="Caption")
    file = tmp_path / "hands.docx"
    written.save(str(file))
    return file


def bring_in(page: Page, file: Path) -> None:
    page.get_by_role("button", name="New article").first.click()
    page.get_by_text("Bring a file").click()
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("Pictures: 1", exact=False)).to_be_visible()
    page.get_by_role("button", name="Create article").click()
    expect(page.get_by_role("heading", name="Warm hands", level=1)).to_be_visible()


def shown_to(visitor: Page, server: Server) -> tuple[str, str]:
    """Which picture a reader's browser chose, and how it is described."""
    visitor.goto(f"{server.url}/articles/{SLUG}")
    image = visitor.locator("figure img")
    expect(image).to_be_visible()
    visitor.wait_for_function("() => document.querySelector('figure img').complete")
    address = str(image.evaluate("image => image.currentSrc"))
    return address, image.get_attribute("alt") or ""


def test_a_picture_comes_in_with_word_and_is_replaced_for_readers_in_one_gesture(  # noqa: PLR0917  pytest hands fixtures over by place
    server: Server,
    page: Page,
    chromium: Browser,
    sign_in: Callable[..., None],
    manuscript: Path,
    tmp_path: Path,
) -> None:
    sign_in(page, "mo", "/desk/articles")
    bring_in(page, manuscript)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published. Readers see it now.")).to_be_visible()
    phone = chromium.new_page(viewport={"width": 380, "height": 800})
    first, alt = shown_to(phone, server)
    assert alt == "Two grey gloves"
    assert first.endswith("/400")

    page.goto(f"{server.url}/desk/library")
    page.locator(".stMainBlockContainer button[data-testid=stBaseButton-tertiary]").first.click()
    expect(page.get_by_text("Readers see it")).to_be_visible()
    page.get_by_role("button", name="Replace everywhere").click()
    other = tmp_path / "scarf.png"
    other.write_bytes(picture(500, 300, "PNG"))
    page.locator("input[type=file]").set_input_files(other)
    page.get_by_role("textbox", name="Describe the new picture").fill("A red scarf")
    expect(page.get_by_text("For readers too, at once: 1 public page")).to_be_visible()
    page.get_by_role("button", name="Replace everywhere").click()
    expect(page.get_by_text("Took another’s place")).to_be_visible()
    second, alt = shown_to(phone, server)
    assert second != first
    assert alt == "A red scarf"

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Took another’s place")).to_have_count(0)
    expect(page.get_by_text("Readers see it")).to_be_visible()
    assert shown_to(phone, server) == (first, "Two grey gloves")

    choose_focal_point(page)
    phone.goto(server.url)
    cut = phone.locator(".thumbnail img").evaluate("img => getComputedStyle(img).objectPosition")
    assert cut == "25% 95%"
    phone.close()


def choose_focal_point(page: Page) -> None:
    """By pointer, by arrow keys and by slider, and kept for readers too."""
    page.get_by_role("button", name="Focal point").click()
    mark = page.get_by_role("button", name="Focal point, 50 % from the left, 50 % from the top")
    expect(mark).to_be_visible()
    whole = page.locator(".cd-focus-whole")
    size = whole.bounding_box()
    assert size
    whole.click(position={"x": size["width"] * 0.2, "y": size["height"] * 0.8})
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("status").get_by_text("25 % from the left")).to_be_attached()
    page.get_by_role("slider", name="From the top").fill("95")
    moved = page.get_by_role("button", name="Focal point, 25 % from the left, 95 % from the top")
    expect(moved).to_be_visible()
    page.get_by_role("button", name="Keep this point").click()
    expect(page.get_by_text("Focal point moved")).to_be_visible()


def test_a_shared_text_changes_in_every_article_and_own_words_stay(
    server: Server, page: Page, sign_in: Callable[..., None]
) -> None:
    sign_in(page, "mo", "/desk/library?tab=Calls+to+action")
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached()
    page.get_by_text("New shared call to action").click()
    page.get_by_label("Name for the desk").fill("Book a visit")
    page.get_by_role("button", name="Create").click()
    page.get_by_role("textbox", name="Heading", exact=True).fill("Sore?")
    page.get_by_label("Words on the button").fill("Come in")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved, in every article that shares it.")).to_be_visible()
    for title in ("Knees", "Backs"):
        make_and_share(page, server, title)
    page.get_by_role("button", name="Own words here").click()
    page.get_by_role("textbox", name="Heading", exact=True).fill("Sore back?")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.", exact=False).first).to_be_visible()

    page.goto(f"{server.url}/desk/library?call=1")
    expect(page.get_by_text("Used in 1 article: Knees.", exact=False)).to_be_visible()
    page.get_by_role("textbox", name="Heading", exact=True).fill("Still sore?")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved, in every article that shares it.")).to_be_visible()
    expect(page.get_by_text("Undo the change", exact=False).first).to_be_visible()
    for slug, words in (("knees", "Still sore?"), ("backs", "Sore back?")):
        page.goto(f"{server.url}/desk/article?slug={slug}")
        expect(page.get_by_text(words).first).to_be_visible()


def make_and_share(page: Page, server: Server, title: str) -> None:
    page.goto(f"{server.url}/desk/articles?new=1")
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Create article").click()
    page.get_by_role("button", name="Add a section").click()
    page.get_by_role("option", name="Call to action").or_(
        page.get_by_role("menuitem", name="Call to action")
    ).first.click()
    page.get_by_label("Share the words of").click()
    page.get_by_role("option", name="Book a visit").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Shared: Book a visit", exact=False)).to_be_visible()
