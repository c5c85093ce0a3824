"""Editors at work: nothing typed is lost, nobody is written over, readers get what they should."""

import re
from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import func, select, update

from desk.articles.panel import PANELS
from models.articles.article import Article, ArticleState, Draft, Revision
from models.base.database import reading, writing
from models.base.table import now
from models.imports.omission import Omission
from models.staff.access import IDLE, StaffSession
from tests.articles import Written, newest, picture, write_article
from tests.browser.server import Server

SignIn = Callable[..., None]
NewContext = Callable[..., BrowserContext]
TWELVE = [f"Part {number}" for number in range(1, 13)]


def address(article: Written, place: int) -> str:
    return f"/desk/article?slug={article.slug}&section={article.sections[place]}"


def hears_keys(page: Page) -> None:
    page.locator("[data-hears-keys]").wait_for(state="attached")


def write_at_end(page: Page, text: str) -> None:
    box = page.locator(".rt-page")
    expect(box).to_be_visible()
    expect(page.locator(".rt-count")).not_to_be_empty()
    box.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def save(page: Page) -> None:
    button = page.get_by_role("button", name="Save", exact=True)
    expect(button).to_have_count(1)  # the part before may still stand there
    button.click()


def kept_in_drafts() -> str:
    with reading() as session:
        return "\n".join(draft.content["body"] for draft in session.scalars(select(Draft)))


def wait_for_draft(text: str, page: Page) -> None:
    """Until a draft with this text is in the database."""
    for _ in range(200):
        if text in kept_in_drafts():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"no draft has {text!r}")


def wait_for_revision(section: int, number: int, page: Page) -> None:
    for _ in range(200):
        if newest(section).number == number:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"revision {number} never came")


def test_everything_typed_before_save_is_stored(
    page: Page, sign_in: SignIn, tides: Written
) -> None:
    sign_in(page, "ed", address(tides, 1))
    for turn, way in enumerate(("button", "keys", "button")):
        write_at_end(page, f" The quick brown fox, {turn}.")
        save(page) if way == "button" else page.keyboard.press("Control+s")
        wait_for_revision(tides.sections[1], turn + 3, page)
    body = "About spring. The quick brown fox, 0. The quick brown fox, 1. The quick brown fox, 2."
    assert newest(tides.sections[1]).body == body
    with reading() as session:
        assert session.scalars(select(Draft)).all() == []


def test_saving_without_an_edit_changes_nothing(
    page: Page, sign_in: SignIn, tides: Written
) -> None:
    sign_in(page, "ed", address(tides, 1))
    expect(page.locator(".rt-page")).to_contain_text("About spring.")
    save(page)
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert newest(tides.sections[1]).number == 2


def test_a_click_that_leads_away_keeps_what_was_typed(
    page: Page, sign_in: SignIn, tides: Written
) -> None:
    sign_in(page, "ed", address(tides, 1))
    write_at_end(page, " One.")
    page.get_by_role("radio", name="History").click()
    wait_for_draft("One.", page)
    write_at_end(page, " Two.")
    page.get_by_role("navigation").get_by_role("button", name="Neap", exact=True).click()
    wait_for_draft("One. Two.", page)
    expect(page.locator(".rt-page", has_text="About neap.")).to_be_visible()
    expect(page.locator(".rt-page")).to_have_count(1)
    write_at_end(page, " Three.")
    page.get_by_role("button", name="Sign out").click()
    wait_for_draft("About neap. Three.", page)


def test_two_editors_in_two_sections_both_survive(
    new_context: NewContext, sign_in: SignIn, server: Server
) -> None:
    article = write_article("Twelve", TWELVE)
    ed, mo = new_context().new_page(), new_context().new_page()
    sign_in(ed, "ed", address(article, 2))
    sign_in(mo, "mo", address(article, 7))
    write_at_end(ed, " By Ed.")
    write_at_end(mo, " By Mo.")
    for page in (ed, mo):
        save(page)
        expect(page.get_by_text("Saved.")).to_be_visible()
    assert newest(article.sections[2]).body == "About part 2. By Ed."
    assert newest(article.sections[7]).body == "About part 7. By Mo."


def test_the_second_to_save_a_section_sees_both_texts(
    new_context: NewContext, sign_in: SignIn, tides: Written
) -> None:
    ed, mo = new_context().new_page(), new_context().new_page()
    sign_in(ed, "ed", address(tides, 1))
    sign_in(mo, "mo", address(tides, 1))
    write_at_end(ed, " By Ed.")
    wait_for_draft("By Ed.", ed)
    write_at_end(mo, " By Mo.")
    save(mo)
    expect(mo.get_by_text("Saved.")).to_be_visible()
    save(ed)
    expect(ed.locator(".cd-difference").first).to_contain_text("About spring. By Ed.")
    expect(ed.locator(".cd-difference").last).to_contain_text("About spring. By Mo.")
    expect(ed.locator(".cd-difference mark")).to_have_text(["Ed", "Mo"])
    ed.close()
    again = new_context().new_page()
    sign_in(again, "ed", address(tides, 1))
    expect(again.locator(".rt-page")).to_contain_text("By Ed.")
    again.get_by_role("button", name="Compare").click()
    again.get_by_role("button", name="Keep mine").click()
    expect(again.get_by_text("Theirs is in the history")).to_be_visible()
    assert newest(tides.sections[1]).body == "About spring. By Ed."
    with reading() as session:
        bodies = session.scalars(
            select(Revision.body)
            .where(Revision.section_id == tides.sections[1])
            .order_by(Revision.number)
        ).all()
    assert bodies[-2:] == ["About spring. By Mo.", "About spring. By Ed."]


def test_round_after_round_in_two_browsers_nothing_is_lost(
    new_context: NewContext, sign_in: SignIn, tides: Written
) -> None:
    section = tides.sections[1]
    ed, mo = new_context().new_page(), new_context().new_page()
    sign_in(ed, "ed", address(tides, 1))
    sign_in(mo, "mo", address(tides, 1))
    for turn, way in enumerate(("Save this text", "Take theirs", "Keep mine")):
        for page, name in ((ed, "Ed"), (mo, "Mo")):
            write_at_end(page, f" {name} {turn}.")
            wait_for_draft(f"{name} {turn}.", page)
        save(ed)
        expect(ed.get_by_text("Saved.")).to_be_visible()
        save(mo)
        mo.get_by_role("button", name=way).click()
        expect(mo.get_by_role("button", name="Save", exact=True)).to_be_visible()
        ed.reload()
        expect(ed.locator(".rt-page")).to_contain_text(newest(section).body.split()[-1])
    with reading() as session:
        found = session.scalars(select(Revision.body).where(Revision.section_id == section))
        history = "\n".join(found)
    for said in ("Ed 0.", "Mo 0.", "Ed 1.", "Mo 1.", "Ed 2.", "Mo 2."):
        assert said in history


def test_section_nine_goes_to_three_by_keyboard_and_readers_see_it_so(
    page: Page, sign_in: SignIn, server: Server
) -> None:
    article = write_article("Twelve", TWELVE)
    sign_in(page, "mo", address(article, 9))
    handle = page.get_by_role("button", name=re.compile("Move Part 9: "))
    handle.focus()
    for step in range(6):
        page.keyboard.press("ArrowUp")
        page.wait_for_timeout(40 * step)  # a hand that gets slower, not a wait for something
    outline = page.get_by_role("navigation").get_by_role("listitem")
    expect(outline.nth(2)).to_contain_text("Part 9")
    expect(page.get_by_text("Moved “Part 9”.")).to_be_visible()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published. Readers see it now.")).to_be_visible()
    page.goto(f"{server.url}/articles/twelve")
    headings = [text.strip() for text in page.locator("article h2").all_inner_texts()]
    parts = [heading for heading in headings if heading in TWELVE]
    assert parts == [*TWELVE[:2], "Part 9", *TWELVE[2:8], *TWELVE[9:]]


def test_text_is_offered_again_after_browser_and_server_die(
    new_context: NewContext, sign_in: SignIn, server: Server, tides: Written
) -> None:
    context = new_context()
    page = context.new_page()
    sign_in(page, "ed", address(tides, 1))
    write_at_end(page, " Half a sent")
    wait_for_draft("Half a sent", page)
    server.kill()
    context.close()
    server.start()
    again = new_context().new_page()
    sign_in(again, "ed", address(tides, 1))
    expect(again.get_by_text("This is your unsaved text from")).to_be_visible()
    expect(again.locator(".rt-page")).to_contain_text("About spring. Half a sent")
    with reading() as session:
        assert session.scalars(select(func.count(Revision.id))).one() == 7
    again.get_by_role("button", name="Discard").click()
    expect(again.locator(".rt-page")).to_have_text("About spring.")


def test_a_sign_in_that_ran_out_while_somebody_typed_loses_nothing(
    page: Page, sign_in: SignIn, tides: Written
) -> None:
    sign_in(page, "ed", address(tides, 1))
    write_at_end(page, " Before.")
    wait_for_draft("Before.", page)
    long_ago = now() - IDLE - timedelta(minutes=1)
    page.keyboard.type(" After.")
    with writing() as session:  # before what was typed is sent: from now on the box may go at once
        session.execute(update(StaffSession).values(last_seen_at=long_ago))
    page.keyboard.press("Control+s")  # the button may have gone already
    expect(page.get_by_text("You were signed out.")).to_be_visible()
    assert newest(tides.sections[1]).body == "About spring."
    sign_in(page, "ed", address(tides, 1))
    expect(page.get_by_text("This is your unsaved text from")).to_be_visible()
    expect(page.locator(".rt-page")).to_have_text("About spring. Before. After.")


def go_on_typing_until_the_desk_is_back(text: str, page: Page) -> None:
    """A lost connection comes back after some tries; what was typed goes with the next key."""
    for _ in range(30):
        page.keyboard.type("!")
        page.wait_for_timeout(2_000)
        if text in kept_in_drafts():
            return
    raise AssertionError(f"no draft has {text!r}")


def test_an_open_tab_goes_on_where_it_was_after_the_server_restarts(
    page: Page, sign_in: SignIn, server: Server, tides: Written
) -> None:
    sign_in(page, "ed", address(tides, 1))
    write_at_end(page, " Before.")
    wait_for_draft("Before.", page)
    server.kill()
    page.keyboard.type(" Meanwhile.")
    server.start()
    page.keyboard.type(" After.")
    go_on_typing_until_the_desk_is_back("Before. Meanwhile. After.", page)
    page.locator(".stApp[data-test-connection-state=CONNECTED]").wait_for()
    save(page)
    expect(page.get_by_text("Saved.")).to_be_visible()
    body = newest(tides.sections[1]).body
    assert body.rstrip("!") == "About spring. Before. Meanwhile. After."


def test_undo_brings_back_a_deleted_section_with_its_text(
    page: Page, sign_in: SignIn, tides: Written
) -> None:
    sign_in(page, "ed", address(tides, 2))
    expect(page.locator(".rt-page", has_text="About neap.")).to_be_visible()
    page.get_by_role("button", name="Section", exact=True).click()
    page.get_by_text("Delete", exact=True).click()
    expect(page.get_by_text("Deleted “Neap”.")).to_be_visible()
    outline = page.get_by_role("navigation").get_by_role("listitem")
    expect(outline).to_have_count(2)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(outline).to_have_count(3)
    expect(outline.nth(1)).to_contain_text("Neap")
    expect(page.locator(".rt-page", has_text="About neap.")).to_be_visible()


def test_a_photo_is_shown_described_and_published(
    page: Page, sign_in: SignIn, server: Server, tides: Written
) -> None:
    sign_in(page, "mo", address(tides, 3))
    page.get_by_role("button", name="Add a section").click()
    page.get_by_text("Picture", exact=True).click()
    drop = page.locator("input[type=file]")
    drop.set_input_files({"name": "a.svg", "mimeType": "image/svg+xml", "buffer": b"<svg/>"})
    expect(page.get_by_text("SVG drawings can hold programs")).to_be_visible()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("button", name="Publish now")).to_be_disabled()
    page.get_by_role("button", name=re.compile("has no picture yet")).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator("input[type=file]").set_input_files(
        {"name": "pier.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    )
    expect(page.get_by_test_id("stImage")).to_be_visible()
    page.get_by_label("Describe it for people who cannot see it").fill("A pier at low tide")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published. Readers see it now.")).to_be_visible()
    page.goto(f"{server.url}/articles/tides")
    shown = page.get_by_alt_text("A pier at low tide")
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


def test_publishing_says_when_ones_own_text_is_not_saved(
    page: Page, sign_in: SignIn, server: Server, tides: Written
) -> None:
    sign_in(page, "mo", address(tides, 1))
    write_at_end(page, " Not saved.")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Your text in one section is not saved.")).to_be_visible()
    page.get_by_role("button", name="Publish now").click()
    expect(page.get_by_text("Published. Readers see it now.")).to_be_visible()
    expect(page.locator(".rt-page")).to_contain_text("Not saved.")
    page.goto(f"{server.url}/articles/tides")
    expect(page.locator("article")).to_contain_text("About spring.")
    expect(page.locator("article")).not_to_contain_text("Not saved.")


def test_everybody_can_use_each_part_of_the_editor(
    page: Page, sign_in: SignIn, axe: Callable[..., list[str]]
) -> None:
    article = write_article("Twelve", TWELVE)
    with writing() as session:
        session.add(Omission(article_id=article.id, text="Share this", reason="Buttons"))
    sign_in(page, "mo", address(article, 1))
    expect(page.locator(".rt-count")).not_to_be_empty()
    assert axe(page, ".stMain") == []
    for name in PANELS:
        if name != "Preview":  # it is open already
            page.get_by_role("radio", name=name, exact=True).click()
        expect(page.locator(f".st-key-panel-{name.lower()}")).to_be_visible()
        expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached()
        assert axe(page, ".stMain") == [], name


def test_withdrawn_trashed_and_restored(
    page: Page, sign_in: SignIn, server: Server, tides: Written
) -> None:
    sign_in(page, "mo", address(tides, 1))
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published. Readers see it now.")).to_be_visible()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Readers see this very text already.")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Withdraw", exact=True).click()
    page.get_by_role("button", name="Withdraw now").click()
    expect(page.get_by_text("Withdrawn. Readers no longer find it.")).to_be_visible()
    assert page.request.get(f"{server.url}/articles/tides").status == 404
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_text("Move to trash", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Move to trash").click()
    expect(page.get_by_text("1 article", exact=True)).to_be_visible()
    page.get_by_role("button", name="Restore Tides", exact=True).click()
    expect(page.get_by_text("The trash is empty.")).to_be_visible()
    with reading() as session:
        assert session.get_one(Article, tides.id).state is ArticleState.WITHDRAWN
