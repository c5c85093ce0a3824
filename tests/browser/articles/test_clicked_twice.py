"""What makes something is clicked twice, as people do, and makes one of it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from models.articles.article import Article
from models.base.database import reading
from models.staff.member import Actor
from tests.articles import write_article
from tests.browser.enquiries.test_triage import settle
from tests.browser.server import Server

SignIn = Callable[..., None]


def how_many() -> int:
    with reading() as session:
        return session.scalars(select(func.count(Article.id))).one()


@pytest.fixture
def signed_in(page: Page, sign_in: SignIn, server: Server, staff: dict[str, Actor]) -> Page:
    sign_in(page, "ed", "/desk/articles?new=1")
    return page


def test_create_article(signed_in: Page) -> None:
    signed_in.get_by_label("Title").fill("Tides")
    signed_in.get_by_role("button", name="Create article").dblclick()

    expect(signed_in.locator(".rt-count")).not_to_be_empty()
    assert how_many() == 1


def test_create_what_is_brought(signed_in: Page) -> None:
    signed_in.get_by_text("Paste text").click()
    signed_in.get_by_label("Text of the whole article").fill("Ebb\n\nThe water goes out twice.")
    signed_in.get_by_role("button", name="Show what is kept").click()
    signed_in.get_by_role("button", name="Create article").dblclick()

    expect(signed_in.locator(".rt-count")).not_to_be_empty()
    assert how_many() == 1


def test_duplicate_those_ticked(page: Page, sign_in: SignIn, server: Server, ed: Actor) -> None:
    write_article("Tides", ["One"])
    sign_in(page, "ed", "/desk/articles")
    settle(page)
    page.get_by_role("checkbox", name="Tick Tides").click()
    page.get_by_role("button", name="Duplicate", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Duplicate: 1 article").dblclick()

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_text("1 article copied.").first).to_be_visible()
    assert how_many() == 2
