"""“Medically reviewed”: only where a clinician signed just this text, for people and machines."""

import json
import re
from datetime import date
from typing import Any

from sqlalchemy import update
from starlette.testclient import TestClient

from actions.articles.publishing import publish_article
from actions.reviews.signing_off import confirm_review
from models.base.database import writing
from models.clinic.moments import clinic_today
from models.reviews.review import SignOff
from models.staff.member import Actor
from tests.articles import Written
from tests.public.site.test_preview import browser
from tests.reviews import approve_section, edit, read_through, signed_off

WORDS = re.compile("medically|reviewed", re.IGNORECASE)


def medical(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    facts: dict[str, Any] = json.loads(found.group(1))
    page_facts: dict[str, Any] = facts["mainEntityOfPage"]
    return page_facts


def public(tides: Written, mo: Actor) -> None:
    with writing() as session:
        publish_article(session, tides.id, by=mo)


def sign(tides: Written, cleo: Actor) -> None:
    with writing() as session:
        signed_off(session, tides, cleo)


def test_without_a_sign_off_the_words_are_nowhere(
    reader: TestClient, mo: Actor, cleo: Actor, tides: Written
) -> None:
    with writing() as session:
        for section, number in zip(tides.sections, (1, 2, 2, 2), strict=True):
            approve_section(session, section, number, by=cleo)
            session.flush()
    public(tides, mo)
    assert not WORDS.search(reader.get("/articles/tides").text)


def test_page_and_machines_are_told_the_same(
    reader: TestClient, mo: Actor, cleo: Actor, tides: Written
) -> None:
    sign(tides, cleo)
    public(tides, mo)
    page = reader.get("/articles/tides").text
    assert 'Medically reviewed by <span class="reviewer">Cleo Example</span>' in page
    facts = medical(page)
    assert facts["@type"] == "MedicalWebPage"
    assert facts["reviewedBy"] == {"@type": "Person", "name": "Cleo Example"}
    assert facts["lastReviewed"] == clinic_today().isoformat()
    assert f'datetime="{facts["lastReviewed"]}"' in page


def test_a_text_signed_after_publishing_says_so_at_once(
    reader: TestClient, mo: Actor, cleo: Actor, tides: Written
) -> None:
    public(tides, mo)
    assert not WORDS.search(reader.get("/articles/tides").text)
    sign(tides, cleo)
    assert WORDS.search(reader.get("/articles/tides").text)


def test_a_newer_text_in_work_takes_nothing_from_the_public_one(
    reader: TestClient, ed: Actor, mo: Actor, cleo: Actor, tides: Written
) -> None:
    sign(tides, cleo)
    public(tides, mo)
    with writing() as session:
        edit(session, tides.sections[1], ed)
    assert WORDS.search(reader.get("/articles/tides").text)
    assert not WORDS.search(browser(ed).get(f"/desk/preview/{tides.id}").text)
    with writing() as session:
        approve_section(session, tides.sections[1], 3, by=mo)
    public(tides, mo)
    assert not WORDS.search(reader.get("/articles/tides").text)


def test_reviewed_no_change_moves_the_review_date_and_not_the_modified_date(
    reader: TestClient, mo: Actor, cleo: Actor, tides: Written
) -> None:
    sign(tides, cleo)
    public(tides, mo)
    with writing() as session:
        session.execute(update(SignOff).values(reviewed_on=date(2025, 1, 31)))
    before, sitemap, feed = (
        reader.get(address) for address in ("/articles/tides?", "/sitemap.xml", "/feed.xml")
    )
    with writing() as session:
        read_through(session, tides, cleo)
        confirm_review(session, tides.id, 1, by=cleo)

    after = reader.get("/articles/tides", headers={"If-None-Match": before.headers["ETag"]})

    assert after.status_code == 200
    assert medical(after.text)["lastReviewed"] == clinic_today().isoformat()
    modified = re.compile(r'property="article:modified_time" content="[^"]+"')
    assert modified.findall(before.text) == modified.findall(after.text) != []
    dates = re.compile(r'"date(?:Modified|Published)": "[^"]+"')
    assert dates.findall(before.text) == dates.findall(after.text) != []
    assert reader.get("/sitemap.xml").text == sitemap.text
    assert reader.get("/feed.xml").text == feed.text


def test_a_reviewers_name_is_text_for_people_and_machines(
    reader: TestClient, mo: Actor, cleo: Actor, tides: Written
) -> None:
    sign(tides, cleo)
    with writing() as session:
        session.execute(update(SignOff).values(name='Dr </script><b>"X" & Y'))
    public(tides, mo)
    page = reader.get("/articles/tides").text
    assert "</script><b>" not in page
    assert medical(page)["reviewedBy"]["name"] == 'Dr </script><b>"X" & Y'
