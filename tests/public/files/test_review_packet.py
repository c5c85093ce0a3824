"""The packet for a reviewer without the desk: everything in one file, for those who may read it."""

from io import BytesIO

import pytest
from docx import Document

from actions.claims.marking import mark_claim
from actions.reviews.reviewing import send_back, submit_for_review
from models.articles.article import SectionKind
from models.articles.content import SectionContent
from models.base.database import reading, writing
from models.staff.log import entries_of
from models.staff.member import Actor
from tests.articles import Written, add_to
from tests.public.site.test_preview import browser
from tests.reviews import approve_section, edit

REASON = "Name the <b>study</b> & who took part.\x0b"


@pytest.fixture
def reviewed_tides(ed: Actor, cleo: Actor, tides: Written) -> Written:
    with writing() as session:
        submit_for_review(session, tides.id, by=ed)
        approve_section(session, tides.sections[1], 2, by=cleo)
        send_back(session, tides.sections[2], 2, REASON, by=cleo)
        edit(session, tides.sections[1], ed, "The moon pulls at the sea.")
        add_to(session, tides, SectionKind.NOTE, SectionContent(body="Hidden words."))
    return tides


def address(article: Written, form: str) -> str:
    return f"/desk/review-packet/{article.id}/{form}"


def test_it_holds_text_standing_and_reasons_and_runs_nothing(
    cleo: Actor, reviewed_tides: Written
) -> None:
    answer = browser(cleo).get(address(reviewed_tides, "html"))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="review-tides.html"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert "The moon pulls at the sea." in answer.text
    assert "Approved by Cleo Example (clinician)" in answer.text
    assert "Changed since" in answer.text
    assert "Name the &lt;b&gt;study&lt;/b&gt; &amp; who took part." in answer.text
    for strange in ("<script", "<link", "http://", "https://", "Hidden words"):
        assert strange not in answer.text


def test_word_gets_the_same(ed: Actor, reviewed_tides: Written) -> None:
    answer = browser(ed).get(address(reviewed_tides, "docx"))
    document = Document(BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "Name the <b>study</b> & who took part." in cells
    assert "The moon pulls at the sea." in [each.text for each in document.paragraphs]


def test_it_lists_the_claims(ed: Actor, reviewed_tides: Written) -> None:
    with writing() as session:
        mark_claim(session, reviewed_tides.sections[1], "The moon pulls at the sea.", by=ed)
    assert (
        "<td>The moon pulls at the sea.</td>"
        in browser(ed).get(address(reviewed_tides, "html")).text
    )


def test_strangers_and_the_front_desk_learn_nothing_and_readers_are_noted(
    fay: Actor, cleo: Actor, reviewed_tides: Written
) -> None:
    for client in (browser(None), browser(fay)):
        for form in ("html", "docx"):
            assert client.get(address(reviewed_tides, form)).status_code == 404
    client = browser(cleo)
    assert client.get("/desk/review-packet/999/html").status_code == 404
    assert client.get(address(reviewed_tides, "pdf")).status_code == 404
    assert client.get(address(reviewed_tides, "html")).status_code == 200
    with reading() as session:
        (entry,) = session.scalars(entries_of("article.packet_taken"))
    assert (entry.staff_id, entry.subject) == (cleo.id, f"article:{reviewed_tides.id}")
