"""What goes out as JSON comes into an empty database and goes out the same, to the byte."""

from collections.abc import Callable
from hashlib import sha256

from sqlalchemy.orm import Session

from actions.articles.importing import import_article
from actions.articles.labels import set_article_tags
from actions.articles.lifecycle import create_article
from actions.articles.manuscript import manuscript_of
from actions.articles.manuscripts import read_manuscripts
from actions.articles.manuscripts.writing import to_json
from actions.articles.sections import hide_section
from actions.library.calls_to_action import change_call_to_action, create_call_to_action
from actions.library.images import prepare_image, store_image
from models.articles.article import Article, SectionKind
from models.articles.content import SectionContent
from models.base.database import writing
from models.library.call_to_action import SharedWords
from models.staff.member import OPERATOR
from tests.articles import Written, add_to, picture

TABLE = "| a | b |\n| --- | --- |\n| 1 | 2 |"
WORDS = SharedWords("Sore?", "We *help*.\n\n- today\n- tomorrow", "Book")


def write_all_kinds(session: Session) -> Article:
    """Every kind of section, both kinds of calls to action, pictures, tags, something hidden."""
    article = create_article(session, "A “whole” article", by=OPERATOR)
    session.flush()
    whole = Written(article.id, article.slug, ())
    call = create_call_to_action(session, "Book a visit", WORDS, by=OPERATOR)
    photo = store_image(session, prepare_image(picture(900, 600)), name="p.jpg", by=OPERATOR)
    drawn = store_image(session, prepare_image(picture(90, 60, "PNG")), name="d.png", by=OPERATOR)
    own = SectionContent(heading="Mine", call_to_action_id=call.id, has_own_words=True)
    for kind, content in (
        (SectionKind.TEXT, SectionContent(heading="One", body=TABLE)),
        (SectionKind.IMAGE, SectionContent(image=photo.sha256, alt="A knee", caption="In May")),
        (SectionKind.IMAGE, SectionContent(image=drawn.sha256, is_decorative=True)),
        (SectionKind.CALL_TO_ACTION, SectionContent(call_to_action_id=call.id)),
        (SectionKind.CALL_TO_ACTION, own),
        (SectionKind.REFERENCES, SectionContent(heading="Sources", body="1. A. Study. 2020.")),
        (SectionKind.NOTE, SectionContent(body="Ask Ona about the dose.")),
    ):  # fmt: skip
        last = add_to(session, whole, kind, content)
        session.flush()
    hide_section(session, last, by=OPERATOR)
    set_article_tags(session, article.id, ["sleep", "knee"], by=OPERATOR)
    article.share_image, article.byline = drawn.sha256, "Dr Ona Birk"
    session.flush()
    session.expire_all()
    return article


def taken_out(session: Session, article: Article) -> str:
    return to_json(manuscript_of(session, article))


def brought_in(session: Session, written: str) -> Article:
    [manuscript] = read_manuscripts(written.encode(), "a.json")
    article = import_article(session, manuscript, by=OPERATOR)
    session.flush()
    return article


def test_an_empty_database_takes_all_of_it(move_house: Callable[[], None]) -> None:
    with writing() as session:
        before = taken_out(session, write_all_kinds(session))
    move_house()
    with writing() as session:
        after = taken_out(session, brought_in(session, before))
    assert sha256(after.encode()).hexdigest() == sha256(before.encode()).hexdigest()


def test_words_that_changed_here_meanwhile_stay_its_own(session: Session) -> None:
    written = taken_out(session, write_all_kinds(session))
    other = SharedWords("Sore again?", "Come.", "Come")
    change_call_to_action(session, 1, other, based_on=1, on_pages=False, by=OPERATOR)
    session.flush()
    shared, own = (
        part
        for part in manuscript_of(session, brought_in(session, written)).sections
        if part.kind == "call_to_action"
    )
    assert (shared.heading, shared.shared, shared.has_own_words) == ("Sore?", "Book a visit", True)
    assert (own.heading, own.has_own_words) == ("Mine", True)
