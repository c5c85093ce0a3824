"""Pasting: words, structure and links come along; the rest stays behind and is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import parts
from tests.browser.parts import Trial

pytestmark = pytest.mark.browser
CLIPBOARDS = Path(__file__).parents[1] / "clipboards"
# The text box hears where the cursor went a moment after the arrow key; a key that pastes would
# have waited for that, an event of our own has to.
PASTE = """async ([html, plain]) => {
  await new Promise((heard) => requestAnimationFrame(() => setTimeout(heard)));
  const clipboardData = new DataTransfer();
  if (html) clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", plain);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(event);
}"""


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory, own_port: int) -> Iterator[Trial]:
    yield from parts.serve("rich_text_app.py", tmp_path_factory.mktemp("pasting"), own_port)


def opened(page: Page, trial: Trial, text: str = "") -> None:
    page.goto(trial.lay_out("one", texts={"Body": text}))
    expect(page.locator(".rt-count")).not_to_be_empty()
    page.locator(".rt-page").click()
    page.keyboard.press("Control+End")


def paste(page: Page, html: str = "", plain: str = "") -> None:
    page.evaluate(PASTE, [html, plain])


def stored(page: Page, trial: Trial) -> str:
    """What a save kept: the text may come in a run of its own, before that of the button."""
    before = int(trial.answer("one")["saves"])
    page.get_by_role("button", name="Save").click()
    said = trial.wait("one", lambda said: int(said["saves"]) > before)
    return str(said["saved"]["Body"])


@pytest.mark.parametrize(
    "kind, left_out",
    [
        ("word", "Left out: 1 image, formatting"),
        ("google_docs", "Left out: formatting"),
        ("libreoffice", "Left out: formatting"),
        (
            "web_page",
            "Left out: 2 scripts, 1 unsafe link, 2 images, 1 embedded page, 1 button, formatting",
        ),
    ],
)
def test_a_clipboard_becomes_clean_copy(page: Page, trial: Trial, kind: str, left_out: str) -> None:
    opened(page, trial)
    paste(page, (CLIPBOARDS / f"{kind}.html").read_text("utf-8"))
    expect(page.locator(".rt-said")).to_have_text(left_out)
    html = page.locator(".rt-page").inner_html()
    for trace in ("mso", "style=", "<span", "<font", "script", "onclick", "tracker"):
        assert trace not in html
    assert page.evaluate("window.stolen") is None
    assert stored(page, trial).strip() == (CLIPBOARDS / f"{kind}.md").read_text("utf-8").strip()


def test_pasting_is_one_step_to_undo(page: Page, trial: Trial) -> None:
    opened(page, trial, "Before.")
    page.keyboard.type(" Typed.")
    paste(page, (CLIPBOARDS / "word.html").read_text("utf-8"))
    expect(page.locator(".rt-page table")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.locator(".rt-page")).to_have_text("Before. Typed.")
    page.keyboard.press("Control+z")
    expect(page.locator(".rt-page")).to_have_text("Before.")
    page.keyboard.press("Control+y")
    page.keyboard.press("Control+Shift+z")
    expect(page.locator(".rt-page table")).to_be_visible()


def test_a_few_words_are_pasted_into_the_sentence(page: Page, trial: Trial) -> None:
    opened(page, trial, "Start end.")
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    paste(page, '<span style="font-weight:700">bold</span><span style="color:red"> and </span>')
    page.keyboard.type("typed ")
    assert stored(page, trial) == "Start **bold** and typed end."


def test_plain_text_keeps_its_paragraphs_and_is_no_markdown(page: Page, trial: Trial) -> None:
    opened(page, trial)
    paste(page, plain="# One <b>\nline two\n\n* Three\n")
    assert stored(page, trial) == "\\# One \\<b>\\\nline two\n\n\\* Three"


def test_blocks_pasted_into_a_cell_stay_one_line(page: Page, trial: Trial) -> None:
    opened(page, trial, "| a | b |\n| --- | --- |\n| 1 | 2 |")
    page.locator(".rt-page td").first.click()
    page.keyboard.press("End")
    paste(page, "<p>and</p><ul><li>more</li></ul>")
    assert stored(page, trial) == "| a | b |\n| --- | --- |\n| 1and more | 2 |"


def test_a_pasted_picture_is_named_as_left_out(page: Page, trial: Trial) -> None:
    opened(page, trial, "Text")
    page.evaluate(
        """() => {
          const clipboardData = new DataTransfer();
          clipboardData.items.add(new File(["x"], "x.png", { type: "image/png" }));
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }"""
    )
    expect(page.locator(".rt-said")).to_have_text("Left out: 1 image")


WORD_ITEM = (
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
    "<span style='mso-list:Ignore'>{mark}<span>&nbsp;&nbsp; </span></span>{words}</p>"
)


def test_a_numbered_list_of_word_begins_where_it_began(page: Page, trial: Trial) -> None:
    opened(page, trial)
    items = [("7.", "Rest"), ("8.", "Lift"), ("1.", "Call us")]
    paste(page, "".join(WORD_ITEM.format(mark=mark, words=words) for mark, words in items))
    assert stored(page, trial) == "7. Rest\n8. Lift\n\n1) Call us"


@pytest.mark.parametrize(
    "html",
    [
        "Take 10<sup>3</sup> units of B<sub>6</sub>",
        (
            'Take 10<span style="vertical-align:super;font-size:0.6em">3</span> units of B'
            '<span style="vertical-align: sub">6</span>'
        ),
    ],
)
def test_small_letters_stay_small(page: Page, trial: Trial, html: str) -> None:
    opened(page, trial)
    paste(page, f"<p>{html}</p>")
    assert stored(page, trial) == "Take 10^3^ units of B~6~"


def test_merged_cells_move_no_dose(page: Page, trial: Trial) -> None:
    opened(page, trial)
    paste(
        page,
        "<table><tr><th>Who</th><th>Day</th><th colspan=2>Dose</th></tr>"
        "<tr><td rowspan=2>Children</td><td>1</td><td>5 mg</td><td>evening</td></tr>"
        "<tr><td>2</td><td colspan=2><p>7 mg</p><p>at night</p></td></tr></table>",
    )
    expect(page.locator(".rt-said")).to_have_text("3 merged cells written into each place")
    assert stored(page, trial).strip() == (
        "| Who | Day | Dose | Dose |\n| --- | --- | --- | --- |\n"
        "| Children | 1 | 5 mg | evening |\n| Children | 2 | 7 mg at night | 7 mg at night |"
    )


def test_what_is_copied_here_comes_back_as_it_was(page: Page, trial: Trial) -> None:
    text = "::: warning\nNever with *wine*.\n:::\n\n4. four\n5. 10^3^"
    opened(page, trial, text)
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+x")
    page.keyboard.press("Control+v")
    expect(page.locator(".rt-said")).to_be_empty()
    assert stored(page, trial) == text
