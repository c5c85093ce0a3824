"""The editor's screen, as each role meets it."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from actions.articles import trash_article
from actions.publishing import publish_article
from actions.sections import delete_section, save_section
from models.article import Article, ArticleState
from models.content import SectionContent
from models.database import reading, writing
from models.staff import OPERATOR, Actor
from tests.articles import Written, newest, write_article

Open = Callable[..., AppTest]


def open_section(open_desk: Open, by: Actor, article: Written, place: int) -> AppTest:
    section = str(article.sections[place])
    return open_desk("article", by, slug=article.slug, section=section)


def button(desk: AppTest, label: str) -> bool:
    return label in [each.label for each in desk.button]


def test_an_editor_changes_a_heading_and_saves(open_desk: Open, ed: Actor, tides: Written) -> None:
    desk = open_section(open_desk, ed, tides, 1)
    assert not desk.exception
    desk.text_input(f"section-{tides.sections[1]}-heading").set_value("Spring tides")
    desk.button("save").click().run()
    assert not desk.exception
    saved = newest(tides.sections[1])
    assert (saved.heading, saved.body, saved.saved_by_id) == ("Spring tides", "About spring.", ed.id)


def test_the_editor_first_shows_title_and_introduction(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    desk = open_desk("article", ed, slug="tides")
    assert desk.title[0].value == "Tides"
    assert desk.text_input(f"section-{tides.sections[0]}-heading").label == "Title"
    assert not button(desk, "Publish")
