"""Giving the text of an article a name, and going back to it."""

import pytest
from sqlalchemy.orm import Session

from actions.articles.named_versions import (
    forget_named_version,
    name_version,
    restore_named_version,
)
from actions.articles.refusals import ArticleGone
from actions.articles.sections import delete_section, move_section, save_section
from models.articles.content import SectionContent
from models.articles.named_version import named_versions_of
from models.base.database import writing
from models.base.text import BadText
from models.staff.member import Actor, NotAllowed
from tests.articles import Written, newest, order_of


def named(article: Written, by: Actor, name: str = "Before the rewrite") -> int:
    with writing() as session:
        return name_version(session, article.id, name, by=by).id


def test_going_back_brings_text_order_and_deleted_sections_and_loses_nothing(
    ed: Actor, tides: Written
) -> None:
    spring, neap = tides.sections[1:3]
    kept = named(tides, ed)
    with writing() as session:
        save_section(session, spring, SectionContent(heading="Other"), based_on=2, by=ed)
        move_section(session, spring, after=tides.sections[3], by=ed)
        delete_section(session, neap, by=ed)
    with writing() as session:
        restore_named_version(session, tides.id, kept, by=ed)
        assert order_of(session, tides) == list(tides.sections)
    again = newest(spring)
    assert (again.heading, again.number) == ("Spring", 4)
    assert again.note == "Restored from “Before the rewrite”"


def test_forgetting_a_name_leaves_the_text_alone(ed: Actor, tides: Written) -> None:
    kept = named(tides, ed)
    with writing() as session:
        forget_named_version(session, tides.id, kept, by=ed)
    with writing() as session:
        assert session.scalars(named_versions_of(tides.id)).all() == []
        with pytest.raises(ArticleGone, match="lost its name"):
            restore_named_version(session, tides.id, kept, by=ed)
    assert newest(tides.sections[1]).number == 2


def test_a_version_of_another_article_is_not_found(
    session: Session, ed: Actor, tides: Written
) -> None:
    kept = name_version(session, tides.id, "Mine", by=ed)
    with pytest.raises(ArticleGone):
        restore_named_version(session, tides.id + 1, kept.id, by=ed)


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "a\0b"])
def test_a_name_that_cannot_be_kept_is_refused(
    session: Session, ed: Actor, tides: Written, name: str
) -> None:
    with pytest.raises(BadText):
        name_version(session, tides.id, name, by=ed)


def test_a_clinician_names_and_restores_nothing(
    session: Session, cleo: Actor, ed: Actor, tides: Written
) -> None:
    kept = name_version(session, tides.id, "Ours", by=ed)
    with pytest.raises(NotAllowed):
        name_version(session, tides.id, "Mine", by=cleo)
    with pytest.raises(NotAllowed):
        restore_named_version(session, tides.id, kept.id, by=cleo)
    with pytest.raises(NotAllowed):
        forget_named_version(session, tides.id, kept.id, by=cleo)
