"""Every screen of the desk, as it looks: no barrier of ours, and no word to another host."""

from collections.abc import Callable
from operator import itemgetter
from typing import Any, Literal
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect
from sqlalchemy.orm import Session

from actions.articles.importing import import_article
from actions.articles.manuscripts import read_manuscripts
from actions.claims.marking import mark_claim
from actions.claims.sources import add_source, cite_source
from actions.comments.talking import reply_to, write_comment
from actions.intake.demo import make_enquiries
from actions.library.replacing import find_everywhere, replace_everywhere
from commands.demo import demo
from desk.clinic.panes import PANES
from models.articles.article import sections_of
from models.articles.list import article_using
from models.articles.passages import sentences_of
from models.base.database import writing
from models.library.replacing import Search
from models.staff.member import OPERATOR, Actor
from tests.browser.articles.test_importing import SAVED
from tests.browser.server import Server
from tests.importing import import_whole, people

SCREENS = {
    "/desk/": "Good ",
    "/desk/enquiries": "Enquiries",
    "/desk/articles": "Articles",
    "/desk/article?slug=sleeping-badly": "Sleeping badly",
    "/desk/claims": "Claims",
    "/desk/replace": "Find and replace",
    "/desk/library": "Library",
    "/desk/reports": "Reports",
    "/desk/workload": "Workload",
    "/desk/exports": "Exports",
    "/desk/imports": "Imports",
    "/desk/settings": "Settings",
    "/desk/staff": "Staff",
    "/desk/audit": "Log",
    "/desk/account": "My account",
    "/desk/notices": "Notices",
    "/desk/search?everywhere=sleep": "Search",
}
# What else these screens show: its colours are those of the screens.
PANELS = ("Checks", "Claims", "Review", "Comments", "History", "Results", "Settings")
STATES = {
    "/desk/enquiries?open=3": "Enquiries",
    "/desk/person?of=3": "",
    "/desk/enquiries?status=all&ticked=1-2-3": "Enquiries",
    "/desk/enquiries?status=all&ticked=1-2-3&wish=close:": "Enquiries",
    "/desk/articles?ticked=1-2": "Articles",
    "/desk/articles?new=1": "New article",
    "/desk/articles?new=1&begin=Bring+a+file": "New article",
    **{f"/desk/article?slug=sleeping-badly&panel={name}": "Sleeping badly" for name in PANELS},
    "/desk/article?slug=sore-wrists&panel=Import": "Sore wrists",
    "/desk/imports?import=1": "list.csv",
    "/desk/article?slug=sleeping-badly&panel=History&history=Whole+article": "Sleeping badly",
    "/desk/replace?q=sleep&with=rest": "Find and replace",
    "/desk/library?tab=Calls+to+action": "Library",
    **{f"/desk/settings?tab={quote_plus(name)}": "Settings" for name in PANES},
}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 14) Chrome/139.0 Mobile Safari/537.36",
}
DEVICES: dict[str, dict[str, Any]] = {"desktop": {}, "phone": PHONE}
BUTTON: dict[Literal["light", "dark"], str] = {
    "light": "rgb(14, 99, 99)",
    "dark": "rgb(108, 201, 188)",
}


@pytest.fixture
def full_desk(server: Server, ada: Actor) -> Server:
    """With something on every list and in every panel."""
    demo(enquiries=0)
    with writing() as session:
        make_enquiries(session, 60, by=OPERATOR)
        work_on_an_article(session)
        [wrists] = read_manuscripts(SAVED.encode(), "wrists.html")
        import_article(session, wrists, by=OPERATOR)
    import_whole(people(3), ada)
    return server


def work_on_an_article(session: Session) -> None:
    """A sourced claim, comments, and words replaced."""
    article = session.scalars(article_using("sleeping-badly")).one()
    section = session.scalars(sections_of(article.id)).all()[1]
    sentence = sentences_of(section.draft.body)[0].text
    claim = mark_claim(session, section.id, sentence, by=OPERATOR)
    source = add_source(session, "A trial", url="10.1000/1", by=OPERATOR)
    cite_source(session, claim.id, source.id, version=claim.version, by=OPERATOR)
    thread = write_comment(session, section.id, "Is it so, @ada?", quote=sentence, by=OPERATOR)
    reply_to(session, thread.id, "It is.", by=OPERATOR)
    search = Search("diary", "notebook")
    found = find_everywhere(session, search, by=OPERATOR).sections
    chosen = {(each.section_id, each.number): {0} for each in found}
    replace_everywhere(session, search, chosen, by=OPERATOR)


# Streamlit follows as it does the browser's Back, and nothing is loaded anew.
GO = """address => {
    history.pushState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
}"""


def by_turns(screens: dict[str, str]) -> list[tuple[str, str]]:
    """Never the same heading twice in a row: what comes is told from what was there."""
    ordered = sorted(screens.items(), key=itemgetter(1))
    half = (len(ordered) + 1) // 2
    return [ordered[turn // 2 + turn % 2 * half] for turn in range(len(ordered))]


def go(page: Page, address: str, heading: str) -> None:
    before = page.locator("h1").inner_text()
    page.evaluate(GO, address)
    is_still = page.locator("[data-test-script-state=notRunning]")
    expect(is_still).to_be_attached()
    expect(page.locator("h1").filter(has_text=heading, has_not_text=before)).to_be_visible()
    expect(is_still).to_be_attached()
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0)
    expect(page.locator(".rt-page:not([aria-label])")).to_have_count(0)


@pytest.mark.long
@pytest.mark.parametrize("device", DEVICES)
def test_no_screen_has_a_barrier_or_calls_another_host(
    full_desk: Server,
    new_context: Callable[..., BrowserContext],
    sign_in: Callable[..., None],
    axe: Callable[..., list[str]],
    device: str,
) -> None:
    """Once it is drawn only its colours tell one scheme from the other."""
    page = new_context(reduced_motion="reduce", **DEVICES[device]).new_page()
    foreign: list[str] = []
    page.on("request", lambda request: foreign.extend(elsewhere(request, full_desk)))
    sign_in(page, "ada")
    barriers = {}
    for address, heading in by_turns(SCREENS | STATES):
        page.emulate_media(color_scheme="light" if device == "desktop" else "dark")
        go(page, full_desk.url + address, heading)
        barriers[address] = axe(page)
        if device == "desktop" and address in SCREENS:
            page.emulate_media(color_scheme="dark")
            barriers[address] += axe(page, only="color-contrast")

    assert {address: found for address, found in barriers.items() if found} == {}
    assert foreign == []


# As when a field is drawn anew.
CURSOR_LOST = "() => { document.activeElement.blur(); document.body.append(new Comment()); }"


def elsewhere(request: Request, server: Server) -> list[str]:
    ours = (server.url, server.url.replace("http", "ws"), "data:", "blob:")
    return [] if request.url.startswith(ours) else [request.url]


def test_the_sign_in_form_has_no_barrier_and_can_be_typed_into_at_once(
    server: Server, page: Page, axe: Callable[..., list[str]]
) -> None:
    page.goto(server.url + "/desk/")
    expect(page.get_by_label("Username")).to_be_focused()
    page.keyboard.type("mo")
    expect(page.get_by_label("Username")).to_have_value("mo")
    page.evaluate(CURSOR_LOST)
    expect(page.get_by_label("Username")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("a secret")
    expect(page.get_by_label("Password", exact=True)).to_have_value("a secret")
    expect(page.get_by_label("Username")).to_have_value("mo")
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached()
    for scheme, colour in BUTTON.items():
        page.emulate_media(color_scheme=scheme)
        sign_in = page.get_by_role("button", name="Sign in", exact=True)
        expect(sign_in).to_have_css("background-color", colour)
        assert axe(page) == []
