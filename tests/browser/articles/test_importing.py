"""An editor brings a saved page, misses a box in it, puts it back, and thinks again."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect
from sqlalchemy import select

from models.articles.article import Article, sections_of
from models.base.database import reading
from tests.browser.enquiries.test_triage import settle

SAVED = """<html><head><title>Sore wrists | Quay Clinic</title></head><body><article>
<h1>Sore wrists</h1><p>Most wrists that ache from typing are well again within a month.</p>
<h2>At the desk</h2><p>Keep the hands level with the elbows, and let them rest while you read.</p>
<p style="display:none">Never sleep on a bent wrist.</p>
<p>Stand up every half hour, and shake both hands out for as long as the kettle takes.</p>
</article><footer>Quay Clinic, 3 Quay Street</footer></body></html>"""


def test_what_was_left_out_comes_back_with_one_click_and_goes_with_another(
    page: Page, sign_in: Callable[..., None], tmp_path: Path, axe: Callable[..., list[str]]
) -> None:
    file = tmp_path / "wrists.html"
    file.write_text(SAVED)
    sign_in(page, "mo", "/desk/articles?new=1&begin=Bring+a+file")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Create article").click()
    panel, box = page.locator(".st-key-panel-import"), page.locator(".rt-page")
    hidden = panel.locator("[class*=st-key-omission-]", has_text="Never sleep on a bent wrist.")
    expect(hidden).to_contain_text("Hidden from readers where it came from")
    settle(page)
    assert axe(page, ".stMain") == []

    hidden.get_by_role("button", name="Put back").click()
    expect(hidden).to_contain_text("Back in “At the desk”")
    expect(box.locator("p")).to_have_text(
        [
            "Keep the hands level with the elbows, and let them rest while you read.",
            "Never sleep on a bent wrist.",
            "Stand up every half hour, and shake both hands out for as long as the kettle takes.",
        ]
    )
    settle(page)
    hidden.get_by_role("button", name="Undo").click()
    expect(hidden.get_by_role("button", name="Put back")).to_be_visible()
    expect(box.locator("p")).to_have_count(2)


COPIED = """<h1>Sore wrists</h1><p>Most are well <b>within a month</b>.</p><h2>At the desk</h2>
<ol><li>Hands level</li>
<li>Breaks, see <a href="https://example.org/breaks">the leaflet</a></li></ol>
<table><tr><th>Hour</th><th>Break</th></tr><tr><td>1</td><td>5 min</td></tr></table>"""


def test_what_is_pasted_keeps_its_headings_lists_links_and_tables(
    page: Page, sign_in: Callable[..., None]
) -> None:
    elsewhere = page.context.new_page()
    elsewhere.set_content(COPIED)
    elsewhere.keyboard.press("Control+a")
    elsewhere.keyboard.press("Control+c")
    elsewhere.close()
    sign_in(page, "mo", "/desk/articles?new=1&begin=Paste+text")
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.get_by_label("Text of the whole article").click()
    page.keyboard.press("Control+v")
    page.keyboard.type(" x")
    page.get_by_role("button", name="Show what is kept").click()
    expect(page.get_by_text("so only its words are taken")).to_be_visible()
    page.get_by_label("Text of the whole article").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+v")
    page.get_by_role("button", name="Show what is kept").click()
    expect(page.get_by_text("so only its words are taken")).to_have_count(0)
    page.get_by_role("button", name="Create article").click()
    expect(page.locator(".rt-count")).not_to_be_empty()
    assert [each for each in told if "Content Security Policy" in each] == []
    assert not {"new", "begin"} & set(parse_qs(urlsplit(page.url).query))
    with reading() as session:
        article = session.scalars(select(Article).where(Article.title == "Sore wrists")).one()
        head, desk = (each.draft for each in session.scalars(sections_of(article.id)))
    assert head.body == "Most are well **within a month**."
    assert desk.heading == "At the desk"
    assert desk.body == (
        "1. Hands level\n2. Breaks, see [the leaflet](https://example.org/breaks)\n\n"
        "| Hour | Break |\n| --- | --- |\n| 1 | 5 min |"
    )
