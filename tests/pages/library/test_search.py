"""One box finds what a role may see, near spellings too, and nothing else."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from actions.articles.sections import save_section
from actions.claims.marking import mark_claim
from actions.library.finding import Shelf, search_everything
from models.articles.content import SectionContent
from models.base.database import writing
from models.enquiries.enquiry import Enquiry, Status
from models.staff.member import Actor, NotAllowed
from tests.articles import Written

Open = Callable[..., AppTest]


@pytest.fixture
def noor() -> None:
    with writing() as session:
        session.add(
            Enquiry(reference="CD-AAAA-AAAA", name="Noor Spring", status=Status.NEW, message="Help")
        )


def shelves(session: Session, words: str, by: Actor) -> set[str]:
    return {shelf.value for shelf in search_everything(session, words, by=by).hits}


@pytest.mark.usefixtures("noor", "tides")
def test_each_role_finds_what_it_may_see(
    session: Session, ed: Actor, fay: Actor, mo: Actor
) -> None:
    assert shelves(session, "Spring", ed) == {"Articles"}
    assert shelves(session, "Spring", fay) == {"Enquiries"}
    assert shelves(session, "Spring", mo) == {"Articles", "Enquiries"}
    assert shelves(session, "  ", mo) == set()
    nobody = Actor(ed.id, ed.name, frozenset())
    with pytest.raises(NotAllowed):
        search_everything(session, "Spring", by=nobody)


def test_a_hit_leads_to_the_very_section_and_claim(
    session: Session, ed: Actor, tides: Written
) -> None:
    mark_claim(session, tides.sections[2], "About neap.", by=ed)
    session.flush()
    found = search_everything(session, "neap", by=ed).hits
    assert found[Shelf.ARTICLES][0].place == {"slug": "tides", "section": str(tides.sections[2])}
    (claim,) = found[Shelf.CLAIMS]
    assert (claim.name, claim.told) == ("About neap.", "Tides")
    assert claim.place["panel"] == "Claims"


@pytest.mark.usefixtures("tides", "noor")
def test_a_slip_of_the_finger_is_forgiven_and_told(session: Session, mo: Actor) -> None:
    found = search_everything(session, "Sprnig", by=mo)
    assert found.meant == "spring"
    assert Shelf.ARTICLES in found.hits
    assert not search_everything(session, "Xylophone", by=mo).hits


def test_a_slip_in_a_word_of_a_text_alone_is_forgiven_too(
    session: Session, ed: Actor, tides: Written
) -> None:
    text = SectionContent(heading="Neap", body="Ask the harbourmaster first.")
    save_section(session, tides.sections[2], text, based_on=2, by=ed)
    session.flush()
    found = search_everything(session, "habourmaster", by=ed)
    assert found.meant == "harbourmaster"
    assert found.hits[Shelf.ARTICLES][0].place["section"] == str(tides.sections[2])


@pytest.mark.usefixtures("tides", "noor")
def test_the_screen_shows_hits_as_links_and_hostile_words_do_no_harm(
    open_desk: Open, mo: Actor
) -> None:
    desk = open_desk("search", mo, everywhere="Spring")
    links = [each.proto.label for each in desk.main if each.type == "page_link"]
    assert any(label.startswith("**Tides**") for label in links)
    assert any(label.startswith("**Noor Spring**") for label in links)
    for strange in ('"', "a OR", "*", "NEAR(", "%_", "[x](http://x)", "\0spring", "x" * 5_000):
        assert not open_desk("search", mo, everywhere=strange).exception
