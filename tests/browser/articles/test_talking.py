"""An article's company: a colleague who is asked, words replaced everywhere, a reader who books."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from actions.articles.publishing import publish_article
from models.articles.article import SectionKind
from models.articles.content import SectionContent
from models.base.database import reading, writing
from models.claims.claim import Claim
from models.staff.member import Actor
from tests.articles import Written, add_to, newest, write_article
from tests.browser.frame.test_first_day import SLOWER_THAN_A_ROBOT
from tests.browser.server import Server

NewContext = Callable[..., BrowserContext]
SignIn = Callable[..., None]
BODIES = ["The quick brown fox rests. It sleeps by day.", "A brown fox swims."]
LAZY = ["The lazy dog barks at the brown fox."]


@pytest.fixture
def foxes() -> Written:
    """Two sections, about foxes."""
    return write_article("Foxes", ["On land", "At sea"], BODIES)


@pytest.fixture
def dogs() -> Written:
    return write_article("Dogs", ["At home"], LAZY)


def bodies(article: Written) -> list[str]:
    return [newest(section).body for section in article.sections[1:]]


def comments_at(article: Written, place: int) -> str:
    section = article.sections[place]
    return f"/desk/article?slug={article.slug}&section={section}&panel=Comments"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def select_at_end(page: Page, words: str, then: str) -> None:
    """Select these last words of the text, and press what is offered beside them."""
    expect(page.locator(".rt-count")).not_to_be_empty()
    page.locator(".rt-page").click()
    page.keyboard.press("Control+End")
    for _ in words:
        page.keyboard.press("Shift+ArrowLeft")
    page.locator(".rt-bubble").get_by_role("button", name=then).click()


def test_selected_words_become_a_claim_and_unsaved_ones_wait_for_save(
    foxes: Written, page: Page, sign_in: SignIn
) -> None:
    sign_in(page, "ed", comments_at(foxes, 1))
    select_at_end(page, "day.", "Mark as a claim")
    expect(page.get_by_text("This is a claim now. Give it a source.")).to_be_visible()
    with reading() as session:
        assert session.scalars(select(Claim.sentence)).all() == ["It sleeps by day."]
    page.keyboard.press("Control+End")
    page.keyboard.type(" And dreams of geese")
    select_at_end(page, "dreams of geese", "Comment")
    expect(page.get_by_text("These words are not in the saved text yet.")).to_be_visible()
    select_at_end(page, "And dreams of geese", "Mark as a claim")
    expect(page.get_by_text("The saved text has no such sentence here.")).to_be_visible()


def test_a_colleague_is_asked_about_a_sentence_and_answers(
    foxes: Written, new_context: NewContext, sign_in: SignIn
) -> None:
    ed, cleo = (new_context().new_page() for _ in range(2))
    sign_in(ed, "ed", comments_at(foxes, 1))
    select_at_end(ed, "It sleeps by day.", "Comment")
    box = ed.get_by_role("textbox", name="New comment")
    expect(box).to_be_focused()
    ed.keyboard.type("By day only, @cl")
    expect(ed.get_by_role("option", name="@cleo")).to_be_visible()
    ed.keyboard.press("Enter")
    ed.keyboard.type("?")
    expect(box).to_have_value("By day only, @cleo ?")
    ed.locator(".pt").get_by_role("button", name="Comment").click()
    expect(ed.get_by_text("“It sleeps by day.”")).to_be_visible()

    sign_in(cleo, "cleo")
    expect(cleo.get_by_text("asks you to look at a comment")).to_be_visible()
    cleo.locator("a[href*='panel=Comments']").click()
    expect(cleo.get_by_text("By day only, @cleo ?")).to_be_visible()
    press(cleo, "Reply")
    cleo.get_by_role("textbox", name="Your reply").fill("At night too, in spring.")
    press(cleo, "Send reply")
    expect(cleo.get_by_text("At night too, in spring.")).to_be_visible()
    press(cleo, "Resolve")
    expect(cleo.get_by_text("By day only, @cleo ?")).to_have_count(0)
    cleo.get_by_role("link", name="Home").click()
    expect(cleo.get_by_role("heading", name="Articles", level=2)).to_be_visible()
    expect(cleo.get_by_text("asks you to look at a comment")).to_have_count(0)

    ed.reload()
    press(ed, "Show resolved (1)")
    expect(ed.get_by_text("At night too, in spring.")).to_be_visible()


def test_words_are_replaced_in_two_articles_and_all_taken_back(
    foxes: Written, dogs: Written, page: Page, sign_in: SignIn
) -> None:
    sign_in(page, "ed", "/desk/articles")
    press(page, "Find and replace")
    page.get_by_label("Find", exact=True).fill("brown fox")
    page.get_by_label("Replace with").fill("red fox")
    expect(page.get_by_text("3 found")).to_be_visible()
    hits = page.get_by_role("checkbox", name=re.compile("brown fox"))
    expect(hits).to_have_count(3)
    page.locator("label").filter(has_text="swims").click()
    press(page, "Replace 2")
    expect(page.get_by_text("Replaced in 2 sections.", exact=False)).to_be_visible()
    assert bodies(foxes) == ["The quick red fox rests. It sleeps by day.", BODIES[1]]
    assert bodies(dogs) == ["The lazy dog barks at the red fox."]
    expect(page.get_by_text("1 found")).to_be_visible()

    page.get_by_text("Replaced lately").click()
    press(page, "Undo all")
    expect(page.get_by_text("Everything is as it was before.")).to_be_visible()
    expect(page.get_by_text("3 found")).to_be_visible()
    assert bodies(foxes) == BODIES
    assert bodies(dogs) == LAZY


def book_through_the_call(reader: Page, server: Server, article: Written) -> None:
    reader.goto(f"{server.url}/articles/{article.slug}")
    reader.get_by_role("link", name="See us").click()
    reader.get_by_label("Your name").fill("Jane Doe")
    reader.get_by_label("Email address").fill("jane@clinic.example")
    reader.get_by_label("Message").fill("A fox bit me.")
    reader.get_by_role("checkbox").check()
    reader.wait_for_timeout(SLOWER_THAN_A_ROBOT)
    reader.get_by_role("button", name="Send request").click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Thank you")


def test_a_reader_books_through_a_call_to_action_and_the_article_counts_one_more(  # noqa: PLR0917  pytest hands fixtures over by place
    server: Server,
    mo: Actor,
    foxes: Written,
    dogs: Written,
    new_context: NewContext,
    sign_in: SignIn,
) -> None:
    with writing() as session:
        call = SectionContent(heading="Bitten?", body="Come in.", button_label="See us")
        add_to(session, foxes, SectionKind.CALL_TO_ACTION, call)
        for article in (foxes, dogs):
            publish_article(session, article.id, by=mo)
    ed, jane = new_context().new_page(), new_context().new_page()
    sign_in(ed, "ed", "/desk/article?slug=foxes&panel=Results")
    enquiries = ed.get_by_test_id("stMetric").filter(has_text="Enquiries")
    expect(enquiries.first).to_have_text(re.compile("0$"))

    book_through_the_call(jane, server, foxes)
    ed.reload()
    for metric in (enquiries.first, enquiries.last):
        expect(metric).to_have_text(re.compile("1$"))
    expect(ed.get_by_text("1 enquiry")).to_contain_text("0 booked")
    expect(ed.get_by_text("Jane")).to_have_count(0)
    ed.goto(f"{server.url}/desk/article?slug=dogs&panel=Results")
    expect(enquiries.first).to_have_text(re.compile("0$"))
