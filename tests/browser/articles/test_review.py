"""From a draft to a reviewed page: an editor, a clinician's phone, a manager, the clock."""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from urllib.error import HTTPError
from urllib.request import urlopen

from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import update

from actions.articles.planning import schedule_publishing, schedule_withdrawal
from actions.articles.publishing import publish_article
from models.articles.plan import Plan
from models.base.database import writing
from models.base.table import now
from models.staff.member import Actor
from tests.articles import Written
from tests.browser.articles.test_editing import hears_keys
from tests.browser.frame.test_screens import PHONE
from tests.browser.server import Server

REVIEW = "/desk/article?slug=tides&panel=Review"


def click(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def sign_off_on_a_phone(cleo: Page) -> None:
    expect(cleo.locator("[data-end]")).to_have_count(4)
    for section in cleo.locator("[data-end]").all():
        section.scroll_into_view_if_needed()
        end = (section.get_attribute("data-end") or "").replace(".", "-")
        expect(cleo.locator(f".st-key-approve-{end} button:visible")).to_be_enabled()
    click(cleo, "Approve all 4")
    expect(cleo.get_by_text("Every part is approved as it stands.")).to_be_visible()
    click(cleo, "Sign off")
    expect(cleo.get_by_text(re.compile("Cleo Example signed off on"))).to_be_visible()
    assert cleo.evaluate("document.documentElement.scrollWidth") <= 390


def change_the_spring(ed: Page, article: Written) -> None:
    ed.goto(
        ed.url.partition("/desk")[0] + f"/desk/article?slug=tides&section={article.sections[1]}"
    )
    heading = ed.get_by_role("textbox", name="Heading")
    hears_keys(ed)
    heading.fill("Spring tides")
    heading.press("Control+s")
    expect(ed.get_by_text("Approval needed")).to_be_visible()


def test_an_article_goes_through_review_to_its_readers(
    server: Server,
    tides: Written,
    new_context: Callable[..., BrowserContext],
    sign_in: Callable[..., None],
) -> None:
    ed, cleo, mo, reader = (
        new_context(**wish).new_page() for wish in ({}, PHONE, {}, {"java_script_enabled": False})
    )
    sign_in(ed, "ed", REVIEW)
    click(ed, "Submit for review")
    ed.get_by_role("dialog").get_by_role("button", name="Submit", exact=True).click()
    expect(ed.get_by_text("In review", exact=True)).to_be_visible()

    sign_in(cleo, "cleo")
    cleo.get_by_role("link", name="Tides").first.click()
    sign_off_on_a_phone(cleo)
    sign_in(mo, "mo", REVIEW)
    click(mo, "Publish")
    expect(mo.get_by_text("Published. Readers see it now.")).to_be_visible()
    reader.goto(server.url + "/articles/tides")
    expect(reader.get_by_text("Medically reviewed by Cleo Example")).to_be_visible()

    change_the_spring(ed, tides)
    click(mo, "Publish")
    refusal = mo.get_by_role("dialog")
    expect(refusal).to_contain_text("“Spring tides” has changed since it was approved")
    expect(refusal.get_by_role("button", name="Publish now")).to_be_disabled()
    reader.reload()
    expect(reader.get_by_role("heading", name="Spring", exact=True)).to_be_visible()


def status(server: Server) -> int:
    try:
        with urlopen(f"{server.url}/articles/tides") as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_the_clock_publishes_and_withdraws_with_nobody_signed_in(
    server: Server, mo: Actor, tides: Written
) -> None:
    with writing() as session:
        schedule_publishing(session, tides.id, now() + timedelta(hours=1), by=mo)
    assert status(server) == 404
    with writing() as session:
        session.execute(update(Plan).values(due_at=now()))
    until = time.monotonic() + 60
    while status(server) == 404 and time.monotonic() < until:
        time.sleep(0.3)
    assert status(server) == 200


def test_what_fell_due_while_the_server_was_down_is_done_at_its_start(
    server: Server, mo: Actor, tides: Written, page: Page, sign_in: Callable[..., None]
) -> None:
    with writing() as session:
        publish_article(session, tides.id, by=mo)
        schedule_withdrawal(session, tides.id, now() + timedelta(hours=1), by=mo)
    server.kill()
    with writing() as session:
        session.execute(update(Plan).values(due_at=now() - timedelta(hours=2)))
    server.start()
    until = time.monotonic() + 60
    while status(server) == 200 and time.monotonic() < until:
        time.sleep(0.3)
    assert status(server) == 404
    sign_in(page, "mo")
    expect(page.get_by_text(re.compile("withdrawn late, due (today|yesterday)"))).to_be_visible()
