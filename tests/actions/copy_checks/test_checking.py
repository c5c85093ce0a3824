"""Blocking copy checks hold publishing back until the passage is mended or answered for."""

import pytest
from sqlalchemy.orm import Session

from actions.articles.lifecycle import trash_article
from actions.articles.publishing import NotReady, current_page, publish_article
from actions.articles.refusals import ArticleGone
from actions.articles.sections import save_section
from actions.clinic.settings import change_setting
from actions.copy_checks.checking import (
    CheckGone,
    blocking_reasons,
    checked,
    override_check,
    take_back_override,
)
from models.articles.article import Article, Version
from models.articles.content import SectionContent
from models.articles.page import PageContent
from models.base.text import BadText
from models.copy_checks.findings import Finding
from models.staff.log import entries_newest_first
from models.staff.member import OPERATOR, Actor, NotAllowed
from tests.articles import Written, newest
from tests.copy import careful_article, hasty_article


@pytest.fixture
def hasty() -> Written:
    """A draft with three blocking faults and several others."""
    return hasty_article()


def page(session: Session, article: Written) -> PageContent:
    session.flush()
    session.expire_all()
    return current_page(session, session.get_one(Article, article.id))


def blocking(session: Session, article: Written) -> list[Finding]:
    found = checked(session, article.id, page(session, article)).findings
    return [each for each in found if each.is_blocking]


def answer(session: Session, article: Written, finding: Finding, by: Actor) -> None:
    content = page(session, article)
    override_check(session, article.id, finding.key, content, "Read and agreed.", by=by)
    session.flush()


def test_publishing_is_refused_and_says_where_and_what(
    session: Session, mo: Actor, hasty: Written
) -> None:
    with pytest.raises(NotReady) as refused:
        publish_article(session, hasty.id, by=mo)

    assert len(refused.value.reasons) == 3
    told = next(reason for reason in refused.value.reasons if "addictive" in reason)
    assert told.startswith("“Is it safe?”: “Not addictive”.")
    assert "let it stand with your name under Checks" in told


def test_answering_for_each_lets_it_out_and_the_log_holds_no_words(
    session: Session, mo: Actor, hasty: Written
) -> None:
    for finding in blocking(session, hasty):
        answer(session, hasty, finding, mo)
    assert isinstance(publish_article(session, hasty.id, by=mo), Version)

    entries = [e for e in session.scalars(entries_newest_first()) if e.action.startswith("check.")]
    assert {entry.details["rule"] for entry in entries} == {
        "off-label", "crisis-line", "not-addictive",
    }  # fmt: skip
    assert all(entry.actor and "agreed" not in str(entry.details) for entry in entries)


def test_changing_the_passage_voids_the_answer_and_changing_another_does_not(
    session: Session, mo: Actor, hasty: Written
) -> None:
    finding = next(f for f in blocking(session, hasty) if f.rule.id == "not-addictive")
    answer(session, hasty, finding, mo)
    assert finding.key not in {each.key for each in blocking(session, hasty)}

    section = hasty.sections[4]
    said = newest(section).body
    calm = said.replace("dizzy", "giddy")
    save_section(session, section, SectionContent("Safe?", calm), based_on=2, by=mo)
    assert "not-addictive" not in {each.rule.id for each in blocking(session, hasty)}

    bold = calm.replace("is **not addictive**", "is surely **not addictive**")
    save_section(session, section, SectionContent("Safe?", bold), based_on=3, by=mo)
    assert "not-addictive" in {each.rule.id for each in blocking(session, hasty)}


def test_an_answer_can_be_taken_back(session: Session, mo: Actor, hasty: Written) -> None:
    finding = blocking(session, hasty)[0]
    answer(session, hasty, finding, mo)
    take_back_override(session, hasty.id, finding.key, by=mo)
    take_back_override(session, hasty.id, finding.key, by=mo)

    assert finding.key in {each.key for each in blocking(session, hasty)}


def test_a_second_answer_replaces_the_first(
    session: Session, mo: Actor, ada: Actor, hasty: Written
) -> None:
    finding = blocking(session, hasty)[0]
    answer(session, hasty, finding, mo)
    answer(session, hasty, finding, ada)

    found = checked(session, hasty.id, page(session, hasty)).findings
    assert next(f for f in found if f.key == finding.key).override.startswith("Ada Example: ")


def test_an_answer_needs_a_reason_and_a_passage_that_is_there(
    session: Session, mo: Actor, hasty: Written
) -> None:
    finding, content = blocking(session, hasty)[0], page(session, hasty)
    for reason in ("", "  \n", "\0", "x" * 1_001):
        with pytest.raises(BadText):
            override_check(session, hasty.id, finding.key, content, reason, by=mo)
    with pytest.raises(CheckGone):
        override_check(session, hasty.id, "no-such-key", content, "Fine.", by=mo)
    trash_article(session, hasty.id, by=mo)
    with pytest.raises(ArticleGone):
        override_check(session, hasty.id, finding.key, content, "Fine.", by=mo)


@pytest.mark.parametrize("who", ["ed", "cleo", "fay"])
def test_only_who_publishes_answers(
    session: Session, hasty: Written, who: str, request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(who)
    finding, content = blocking(session, hasty)[0], page(session, hasty)

    with pytest.raises(NotAllowed):
        override_check(session, hasty.id, finding.key, content, "Fine.", by=by)
    with pytest.raises(NotAllowed):
        take_back_override(session, hasty.id, finding.key, by=by)


def test_the_operator_publishes_despite_them_and_the_log_counts_them(
    session: Session, hasty: Written
) -> None:
    publish_article(session, hasty.id, despite_checks=True, by=OPERATOR)

    entry = next(e for e in session.scalars(entries_newest_first()) if "published" in e.action)
    assert entry.details["despite"] == 3


def test_a_careful_article_is_published_at_once(session: Session, mo: Actor) -> None:
    careful = careful_article()

    assert checked(session, careful.id, page(session, careful)).findings == []
    assert publish_article(session, careful.id, by=mo).number == 1


def test_a_clinic_that_switches_a_rule_off_is_not_held_back_by_it(
    session: Session, mo: Actor, hasty: Written
) -> None:
    chosen = {"not-addictive": {"severity": "off"}, "off-label": {"severity": "advice"}}
    change_setting(session, "copy_rules", chosen, version=0, by=mo)
    session.flush()

    assert [each.rule.id for each in blocking(session, hasty)] == ["crisis-line"]
    assert len(blocking_reasons(session, hasty.id, page(session, hasty))) == 1


def test_a_link_to_an_article_works_once_it_is_public(
    session: Session, mo: Actor, tides: Written
) -> None:
    linking = careful_article()
    body = f"See [the tides](/articles/{tides.slug}) and [this page](/articles/{linking.slug})."
    content = SectionContent("What it is", body)
    save_section(session, linking.sections[4], content, based_on=2, by=mo)

    def dead() -> int:
        found = checked(session, linking.id, page(session, linking)).findings
        return sum(each.rule.id == "dead-link" for each in found)

    assert dead() == 1
    publish_article(session, tides.id, by=mo)
    assert dead() == 0
