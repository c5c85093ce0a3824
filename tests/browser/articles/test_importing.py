"""An editor brings a saved page, misses a box in it, puts it back, and thinks again."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

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
