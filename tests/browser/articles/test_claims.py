"""The checks and the claims beside the text, as an editor and a clinician meet them."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from sqlalchemy import select

from actions.claims.marking import describe_claim, review_claim
from actions.claims.sources import add_source, cite_source
from models.base.database import reading, writing
from models.claims.claim import Claim, Grade
from models.staff.member import Actor
from tests.browser.articles.test_editing import address, save, wait_for_revision, write_at_end
from tests.copy import hasty_article

CALM = "The therapy may ease low mood within a week. Some people come to depend on it."


def rewrite(page: Page, text: str) -> None:
    write_at_end(page, "")
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def review(by: Actor) -> None:
    """Give the one claim what it needs, as a clinician would."""
    with writing() as session:
        claim = session.scalars(select(Claim)).one()
        version = claim.version
        source = add_source(session, "A trial", url="10.1000/1", by=by)
        cite_source(session, claim.id, source.id, version=version, by=by)
        grade = Grade.LOW
        describe_claim(session, claim.id, grade=grade, expires_on=None, version=version + 1, by=by)
        review_claim(session, claim.id, version=version + 2, by=by)


def test_a_fault_is_mended_and_a_changed_claim_waits_for_a_review(
    page: Page, sign_in: Callable[..., None], staff: dict[str, Actor]
) -> None:
    article = hasty_article()
    section = article.sections[4]
    sign_in(page, "ed", address(article, 4) + "&panel=Checks")
    fault = page.get_by_text("“Not addictive”")
    expect(fault).to_be_visible()
    expect(page.get_by_text("3 to mend before publishing")).to_be_visible()
    rewrite(page, CALM)
    expect(fault).to_have_count(0)
    save(page)
    wait_for_revision(section, 3, page)

    page.get_by_role("radio", name="Claims").click()
    page.get_by_role("button", name="Mark a claim in this section").click()
    page.get_by_label("Or paste it").fill("The therapy may ease low mood within a week.")
    page.get_by_role("button", name="Mark as a claim", exact=True).click()
    expect(page.get_by_text("Without source", exact=True)).to_be_visible()
    review(staff["mo"])
    page.reload()
    expect(page.get_by_text("Reviewed", exact=True).first).to_be_visible()

    rewrite(page, CALM.replace("may", "will"))
    save(page)
    wait_for_revision(section, 4, page)
    expect(page.get_by_text("Unreviewed", exact=True)).to_be_visible()
    with reading() as session:
        assert "will ease" in session.scalars(select(Claim)).one().sentence
