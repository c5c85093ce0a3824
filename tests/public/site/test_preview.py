"""The preview: what readers would see, for staff's eyes only."""

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from actions.articles.drafts import keep_draft
from actions.articles.publishing import publish_article
from actions.articles.sections import save_section
from models.articles.content import SectionContent
from models.base.database import writing
from models.staff.access import StaffSession, digest
from models.staff.member import Actor
from public.gate.identity import COOKIE
from public.routes import routes
from tests.articles import Written


def browser(by: Actor | None) -> TestClient:
    """Where this colleague is signed in, or a stranger's."""
    if by is None:
        return TestClient(Starlette(routes=routes))
    token = f"token of {by.name}"
    with writing() as session:
        session.add(StaffSession(token_hash=digest(token), staff_id=by.id))
    return TestClient(Starlette(routes=routes), cookies={COOKIE: f'"{token}"'})


@pytest.fixture
def unsaved(ed: Actor, mo: Actor, tides: Written) -> Written:
    """Public; Ed is writing a text that is not saved."""
    with writing() as session:
        publish_article(session, tides.id, by=mo)
        text = SectionContent(heading="Spring", body="Ed's <b>half</b> sentence")
        keep_draft(session, tides.sections[1], text, based_on=2, by=ed)
    return tides


def test_it_shows_ones_own_unsaved_text_and_readers_do_not_see_it(
    ed: Actor, mo: Actor, unsaved: Written
) -> None:
    address = f"/desk/preview/{unsaved.id}"
    shown = browser(ed).get(address)
    assert shown.status_code == 200
    assert "Ed's &lt;b&gt;half&lt;/b&gt; sentence" in shown.text
    for page in (browser(mo).get(address), browser(None).get("/articles/tides")):
        assert "About spring." in page.text
        assert "Ed's" not in page.text


def test_nobody_keeps_or_lists_it(ed: Actor, tides: Written) -> None:
    shown = browser(ed).get(f"/desk/preview/{tides.id}")
    assert shown.headers["Cache-Control"] == "no-store"
    assert "noindex" in shown.headers["X-Robots-Tag"]


def test_strangers_and_the_front_desk_learn_nothing(fay: Actor, tides: Written) -> None:
    for client in (browser(None), browser(fay)):
        for article_id in (tides.id, 999):
            assert client.get(f"/desk/preview/{article_id}").status_code == 404


def test_a_published_version_is_shown_as_it_was(mo: Actor, unsaved: Written) -> None:
    with writing() as session:
        changed = SectionContent(heading="Spring", body="Changed.")
        save_section(session, unsaved.sections[1], changed, based_on=2, by=mo)
    client = browser(mo)
    assert "Changed." in client.get(f"/desk/preview/{unsaved.id}").text
    first = client.get(f"/desk/preview/{unsaved.id}?version=1")
    assert "About spring." in first.text
    for number in ("2", "x", "99999999999999999999"):
        answer = client.get(f"/desk/preview/{unsaved.id}?version={number}")
        assert answer.status_code == 404


def without_marks_of_a_preview(html: str) -> str:
    html = re.sub(r'\s*<meta name="robots"[^>]*>|\s*<p class="notice">.*?</p>', "", html)
    html = re.sub(r' data-section="\w+"|T\d\d:\d\d:\d\d', "", html)
    return re.sub(r"\s+", " ", html.replace("/desk/images/", "/images/"))


def test_it_is_the_public_page_to_the_letter(ed: Actor, mo: Actor, tides: Written) -> None:
    with writing() as session:
        text = SectionContent(heading="Spring", body="## Twice a month\n\n- at *full* moon")
        keep_draft(session, tides.sections[1], text, based_on=2, by=ed)
    with writing() as session:
        publish_article(session, tides.id, by=mo)
    before = browser(None).get("/articles/tides").text
    shown = browser(ed).get(f"/desk/preview/{tides.id}").text
    assert browser(None).get("/articles/tides").text == before
    with writing() as session:
        save_section(session, tides.sections[1], text, based_on=2, by=ed)
        publish_article(session, tides.id, by=mo)
    public = browser(None).get("/articles/tides").text
    assert without_marks_of_a_preview(shown) == without_marks_of_a_preview(public)
