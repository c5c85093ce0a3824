"""The panel “Checks” beside the text, as each role meets it."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from actions.articles.importing import import_article
from models.articles.manuscript import FidelityReport, Manuscript, ManuscriptSection
from models.base.database import writing
from models.staff.member import OPERATOR, Actor, Role, StaffMember
from tests.articles import Written, newest
from tests.copy import careful_article, hasty_article

Open = Callable[..., AppTest]


@pytest.fixture
def hasty() -> Written:
    return hasty_article()


def checks(open_desk: Open, by: Actor, article: Written, place: int, **query: str) -> AppTest:
    section = str(article.sections[place])
    desk = open_desk("article", by, slug=article.slug, section=section, panel="Checks", **query)
    assert not desk.exception, desk.exception
    return desk


def rules(desk: AppTest) -> list[str]:
    return [each.label.partition(" (")[0] for each in desk.expander]


def words(desk: AppTest) -> str:
    return "\n".join(each.value for each in [*desk.markdown, *desk.caption])


def answer_for(desk: AppTest, reason: str) -> None:
    """The first passage that waits for it."""
    next(each for each in desk.text_area if each.label == "Why it may stand").set_value(reason)
    next(each for each in desk.button if each.label == "Let it stand in my name").click().run()


NOT_ADDICTIVE = "“Not addictive”"


def test_an_editor_sees_the_passages_why_and_what_to_write_instead(
    open_desk: Open, ed: Actor, hasty: Written
) -> None:
    desk = checks(open_desk, ed, hasty, 1)

    assert NOT_ADDICTIVE in rules(desk)
    told = words(desk)
    assert ":orange-background[not addictive]" in told
    assert "Editorial help, not legal clearance." in told
    assert ":red-badge[3 to mend before publishing]" in told
    assert "**Instead:** Say what is known" in told
    assert "https://www.ecfr.gov/current/title-21/chapter-II/part-1308" in told
    assert "Let it stand in my name" not in [each.label for each in desk.button]


def test_a_click_leads_to_the_section(open_desk: Open, ed: Actor, hasty: Written) -> None:
    desk = checks(open_desk, ed, hasty, 1)
    where = next(each for each in desk.button if each.label == "Is it safe?")
    where.click().run()

    assert not desk.exception
    assert desk.query_params["section"] == str(hasty.sections[4])
    assert desk.query_params["panel"] == "Checks"


def test_the_text_being_written_is_looked_at_before_it_is_saved(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    desk = checks(open_desk, ed, tides, 1)
    section = tides.sections[1]
    assert "“Guaranteed”, “miracle”" not in rules(desk)
    desk.text_input(f"section-{section}-heading").set_value("Relief is guaranteed")
    desk.run()

    assert "“Guaranteed”, “miracle”" in rules(desk)
    assert newest(section).heading == "Spring"


def test_only_this_section_or_all(open_desk: Open, ed: Actor, hasty: Written) -> None:
    desk = checks(open_desk, ed, hasty, 2, checked="This section")

    assert NOT_ADDICTIVE not in rules(desk)
    assert "Research without a reference" in rules(desk)


def test_a_manager_answers_for_a_passage_with_a_reason_and_takes_it_back(
    open_desk: Open, mo: Actor, hasty: Written
) -> None:
    desk = checks(open_desk, mo, hasty, 4)
    assert len([each for each in desk.button if each.label == "Let it stand in my name"]) == 3
    answer_for(desk, "")
    assert "say why this may stand" in desk.error[0].value
    answer_for(desk, "Agreed *with* [counsel](javascript:x).")
    assert not desk.exception
    assert ":green-badge[1 answered for]" in words(desk)
    assert "Agreed \\*with\\* \\[counsel\\]" in words(desk)

    next(each for each in desk.button if each.label == "Take back").click().run()
    assert ":red-badge[3 to mend before publishing]" in words(desk)


def test_a_clinician_reads_the_checks(open_desk: Open, cleo: Actor, hasty: Written) -> None:
    desk = checks(open_desk, cleo, hasty, 1)

    assert NOT_ADDICTIVE in rules(desk)
    assert "Let it stand in my name" not in [each.label for each in desk.button]


def test_a_demoted_manager_answers_for_nothing(open_desk: Open, mo: Actor, hasty: Written) -> None:
    desk = checks(open_desk, mo, hasty, 4)
    with writing() as session:
        session.get_one(StaffMember, mo.id).role = Role.EDITOR
    answer_for(desk, "Fine.")

    assert ":green-badge" not in words(checks(open_desk, mo, hasty, 4))


def test_a_careful_article_shows_none(open_desk: Open, ed: Actor) -> None:
    desk = checks(open_desk, ed, careful_article(), 1)

    assert rules(desk) == ["Reading grade of each section"]
    assert "Nothing found here." in words(desk)


def test_hostile_words_stay_words(open_desk: Open, ed: Actor) -> None:
    hostile = "[x](javascript:alert(1)) <b>guaranteed</b> :red[y] $z$ ![p](https://evil.example/p)"
    section = ManuscriptSection(kind="text", heading=hostile, body=f"# {hostile}\n\n{hostile}")
    manuscript = Manuscript(title=hostile, sections=(section,), report=FidelityReport(0, 0, ()))
    with writing() as session:
        article = import_article(session, manuscript, by=OPERATOR)
        session.flush()
        slug = article.slug
    desk = open_desk("article", ed, slug=slug, panel="Checks")

    assert not desk.exception
    shown = [each.value for each in desk.markdown if "guaranteed" in each.value]
    assert shown
    assert not [text for text in shown if "](javascript" in text or "<b>" in text]
