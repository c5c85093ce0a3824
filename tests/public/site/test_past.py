"""What was live on a date: the exact page, for staff, to print."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

import settings
from actions.articles.publishing import publish_article, withdraw_article
from actions.articles.sections import save_section
from models.articles.article import Version
from models.articles.content import SectionContent
from models.base.database import writing
from models.base.table import now
from models.staff.member import Actor
from tests.articles import Written
from tests.public.site.test_preview import browser
from tests.reviews import approve_section

FIRST, SECOND = now() - timedelta(days=20), now() - timedelta(days=10)


@pytest.fixture
def twice(mo: Actor, tides: Written) -> Written:
    """Published 20 days ago, and with another text 10 days ago."""
    section = tides.sections[1]
    with writing() as session:
        publish_article(session, tides.id, by=mo)
    with writing() as session:
        other = SectionContent(heading="Spring", body="The second text.")
        save_section(session, section, other, based_on=2, by=mo)
        publish_article(session, tides.id, by=mo)
    pretend_published(tides, 1, FIRST, SECOND)
    pretend_published(tides, 2, SECOND, None)
    return tides


def pretend_published(article: Written, number: int, at: datetime, until: datetime | None) -> None:
    with writing() as session:
        session.execute(
            update(Version)
            .where(Version.article_id == article.id, Version.number == number)
            .values(published_at=at, withdrawn_at=until)
        )


def asked(article: Written, by: Actor | None, at: str) -> tuple[int, str]:
    answer = browser(by).get(f"/desk/past/{article.id}", params={"at": at})
    return answer.status_code, answer.text


def test_between_two_publishings_the_first_text_is_shown(ed: Actor, twice: Written) -> None:
    status, page = asked(twice, ed, (SECOND - timedelta(hours=1)).isoformat())

    assert status == 200
    assert "About spring." in page
    assert "The second text." not in page
    assert "Version 1 of" in page
    assert "by Mo Example, public until" in page


def test_a_time_without_a_zone_is_the_clinics(ed: Actor, twice: Written) -> None:
    local = (SECOND + timedelta(minutes=1)).astimezone(settings.TIMEZONE).replace(tzinfo=None)
    _, page = asked(twice, ed, local.isoformat())

    assert "The second text." in page
    assert "public still" in page


@pytest.mark.parametrize("at", ["2001-01-01T10:00", "", "soon", "9999-99-99"])
def test_a_moment_at_which_nothing_was_public_is_not_found(
    ed: Actor, twice: Written, at: str
) -> None:
    assert asked(twice, ed, at)[0] == 404


def test_after_a_withdrawal_nothing_was_public(ed: Actor, mo: Actor, twice: Written) -> None:
    with writing() as session:
        withdraw_article(session, twice.id, by=mo)

    assert asked(twice, ed, (now() + timedelta(days=1)).isoformat())[0] == 404
    assert asked(twice, mo, (now() - timedelta(days=1)).isoformat())[0] == 200


def test_who_approved_it_stands_in_the_record(cleo: Actor, mo: Actor, tides: Written) -> None:
    with writing() as session:
        for section_id in tides.sections:
            number = 2 if section_id != tides.sections[0] else 1
            approve_section(session, section_id, number, by=cleo)
        publish_article(session, tides.id, by=mo)
    _, page = asked(tides, mo, (now() + timedelta(minutes=1)).isoformat())

    assert "“Spring” was approved by Cleo Example" in page


def test_strangers_and_the_front_desk_learn_nothing(fay: Actor, twice: Written) -> None:
    for by in (None, fay):
        assert asked(twice, by, now().isoformat())[0] == 404


def test_the_claims_of_that_time_stand_in_the_record(ed: Actor, twice: Written) -> None:
    kept = {
        "sentence": "Tides <b>rise</b> twice a day.",
        "state": "reviewed",
        "sources": [{"title": "Almanac", "url": "https://tides.example", "year": 2020}],
        "reviewed_by": "Cleo Example",
    }
    with writing() as session:
        session.execute(update(Version).where(Version.number == 1).values(claims=[kept]))
    _, page = asked(twice, ed, (SECOND - timedelta(hours=1)).isoformat())

    assert "“Tides &lt;b&gt;rise&lt;/b&gt; twice a day.”: reviewed, reviewed by Cleo" in page
    assert "Source: Almanac (2020), https://tides.example." in page
