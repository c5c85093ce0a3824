"""A reader without a name, and an article that has a part of every kind."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from actions.articles.publishing import publish_article
from actions.articles.sections import hide_section, save_section
from actions.articles.settings import AboutArticle, change_about
from actions.library.images import prepare_image, store_image
from models.articles.article import SectionKind
from models.articles.content import SectionContent
from models.base.database import writing
from models.staff.member import OPERATOR
from tests.articles import Written, add_to, picture, write_article
from tests.databases import step
from tests.public.visitors import visitor

PARTS = {
    "How a knee works": "A knee is a *hinge*.\n\n#### Signs\n\n- pain\n  - at night\n",
    "What helps": "| Day | Steps |\n|:--|--:|\n| One | 100 |\n\n> I walked again.\n",
    "When to call us": "[Call us](tel:+442079460000) when the knee is hot.",
}


@pytest.fixture
def reader() -> TestClient:
    return visitor()


@pytest.fixture
def knee() -> Written:
    """Saved, not public yet; its last two sections are not for readers."""
    return step("knee", _knee)


def _knee() -> Written:
    written = write_article("Knee pain", ["First"])
    with writing() as session:
        header = SectionContent(heading="Knee pain", body="What helps, in *short*.")
        save_section(session, written.sections[0], header, based_on=1, by=OPERATOR)
        about = AboutArticle("By Dr Ana Example", "Knees", "All about knees.", None)
        change_about(session, written.id, about, based_on=1, by=OPERATOR)
        image = store_image(session, prepare_image(picture()), name="knee.jpg", by=OPERATOR)
        for kind, content in _parts(image.sha256):
            add_to(session, written, kind, content)
        add_to(session, written, SectionKind.NOTE, SectionContent(body="Secret note."))
        secret = SectionContent(body="Secret text.")
        hide_section(session, add_to(session, written, SectionKind.TEXT, secret), by=OPERATOR)
    return written


def _parts(image: str) -> Iterator[tuple[SectionKind, SectionContent]]:
    yield SectionKind.IMAGE, SectionContent(image=image, alt="A knee", caption="A knee at rest.")
    for heading, body in PARTS.items():
        yield SectionKind.TEXT, SectionContent(heading=heading, body=body)
    call = SectionContent(heading="Talk to us", body="We listen.", button_label="Ask for a time")
    yield SectionKind.CALL_TO_ACTION, call
    yield SectionKind.REFERENCES, SectionContent(body="1. Example A. *Knees.* 2024.")


@pytest.fixture
def public_knee(knee: Written) -> Written:
    step(("publish", knee), lambda: publish(knee))
    return knee


def publish(article: Written) -> None:
    with writing() as session:
        publish_article(session, article.id, despite_checks=True, by=OPERATOR)
