from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from actions.articles.drafts import keep_draft
from actions.articles.labels import tag_article
from actions.articles.lifecycle import create_article
from actions.articles.planning import schedule_publishing
from actions.articles.publishing import publish_article
from actions.reviews.asking import Wish
from actions.reviews.reviewing import send_back, submit_for_review
from models.articles.article import sections_of
from models.articles.content import SectionContent
from models.articles.plan import Plan
from models.base.database import writing
from models.base.table import now
from models.clinic.moments import clinic_today
from models.enquiries.enquiry import Enquiry, Status
from models.reviews.review import Review
from models.staff.member import Actor, StaffMember
from public.clock.due_articles import carry_out_plans
from tests.articles import Written, write_article
from tests.reviews import approve_all, edit, signed_off

Opening = Callable[..., AppTest]


@pytest.fixture
def noor(fay: Actor) -> None:
    """One new enquiry, assigned to Fay; her name would be a link if it were Markdown."""
    with writing() as session:
        session.add(
            Enquiry(
                reference="CD-AAAA-AAAA",
                name="Noor [Vass](http://x)",
                status=Status.NEW,
                assigned_to_id=fay.id,
            )
        )


def links(desk: AppTest) -> list[str]:
    return [element.proto.label for element in desk.main if element.type == "page_link"]


def told(desk: AppTest) -> list[str]:
    """What stands below each title of the worklist, without the moment."""
    lines = [each.value for each in desk.main.markdown if each.value.startswith(":small[")]
    lines = [line for line in lines if "&nbsp;" not in line]
    return [line[7:-1].partition(" :gray[·")[0] for line in lines]


def place(desk: AppTest) -> str:
    (link,) = [
        each for each in desk.main if each.type == "page_link" and "Tides" in each.proto.label
    ]
    return str(link.proto.query_string).partition("&")[2]


def headings(desk: AppTest) -> list[str]:
    return [*(one.value for one in desk.header), *(one.value for one in desk.subheader)]


def test_the_front_desk_sees_who_waits(open_desk: Opening, fay: Actor, noor: None) -> None:
    desk = open_desk("", fay)

    assert not desk.exception
    assert headings(desk) == ["Enquiries", "Waiting longest", "Assigned to you", "Due today"]
    assert desk.metric[0].value == "1"
    assert len([label for label in links(desk) if "Noor" in label]) == 2


def test_a_name_is_shown_as_it_was_typed(open_desk: Opening, fay: Actor, noor: None) -> None:
    desk = open_desk("", fay)

    (first, _) = (label for label in links(desk) if "Noor" in label)
    assert first.startswith(r"**Noor \[Vass\]\(http\://:gray[]x\)**")


def test_an_editor_sees_what_is_not_saved_and_no_enquiry(
    open_desk: Opening, ed: Actor, noor: None
) -> None:
    with writing() as session:
        article = create_article(session, "Tides", by=ed)
        session.flush()
        header, *_ = session.scalars(sections_of(article.id))
        keep_draft(session, header.id, SectionContent(heading="Tides and"), based_on=1, by=ed)

    desk = open_desk("", ed)

    assert headings(desk) == ["Articles"]
    assert told(desk) == ["You have text here that is not saved"]
    assert len([label for label in links(desk) if "Tides" in label]) == 1
    assert not [label for label in links(desk) if "Noor" in label]


def test_an_empty_clinic_is_told_what_will_happen(open_desk: Opening, mo: Actor) -> None:
    desk = open_desk("", mo)

    assert any("No enquiry yet" in text.value for text in desk.markdown)
    assert not desk.metric


def test_on_the_first_day_home_leads_to_the_first_article(open_desk: Opening, ed: Actor) -> None:
    desk = open_desk("", ed)

    assert headings(desk) == ["Articles"]
    assert links(desk)[-1:] == ["Write or paste the first one"]


def test_a_clinician_is_not_sent_to_write(open_desk: Opening, cleo: Actor) -> None:
    desk = open_desk("", cleo)

    assert not [label for label in links(desk) if "Write" in label]
    assert any("No article yet" in each.value for each in desk.markdown)


def test_what_articles_need_waits_for_whoever_can_do_it(
    open_desk: Opening, ed: Actor, mo: Actor, cleo: Actor, tides: Written
) -> None:
    with writing() as session:
        submit_for_review(session, tides.id, by=ed)
    assert told(open_desk("", cleo)) == ["Review asked for by Ed Example"]
    assert told(open_desk("", ed)) == ["In review; readers do not have this text yet"]
    with writing() as session:
        send_back(session, tides.sections[1], 2, "Add a [crisis](http://x) line.", by=cleo)
    (line,) = told(open_desk("", ed))
    assert line.startswith(":orange[Sent back by Cleo Example]: “Add a \\[crisis\\]")
    assert line.endswith("” · Spring")
    assert place(open_desk("", ed)) == f"section={tides.sections[1]}"
    assert told(open_desk("", cleo)) == []
    with writing() as session:
        edit(session, tides.sections[1], ed)
    assert told(open_desk("", ed)) == ["Changed since it was sent back: ask for review again"]
    with writing() as session:
        approve_all(session, tides, cleo)
    assert told(open_desk("", mo)) == [":green[Approved and ready to publish]"]
    assert told(open_desk("", ed)) == []
    with writing() as session:
        signed_off(session, tides, cleo)
        publish_article(session, tides.id, by=mo)
        session.execute(update(Review).values(due_on=clinic_today() - timedelta(days=3)))
    for by in (ed, mo, cleo):
        assert told(open_desk("", by)) == [":orange[Due for medical review: 3 days over]"]


def test_a_public_article_is_never_not_public_yet_and_has_one_row(
    open_desk: Opening, ed: Actor, mo: Actor, tides: Written
) -> None:
    with writing() as session:
        publish_article(session, tides.id, by=mo)
    assert told(open_desk("", ed)) == []
    with writing() as session:
        edit(session, tides.sections[1], ed)
        tag_article(session, tides.id, "sea", by=ed)
    assert told(open_desk("", ed)) == ["Changed since; readers have the text before"]
    with writing() as session:
        submit_for_review(session, tides.id, by=ed)
    assert told(open_desk("", mo)) == ["Review asked for by Ed Example"]


def test_a_review_asked_by_name_is_that_persons_until_it_is_late_or_they_cannot(
    open_desk: Opening, ed: Actor, mo: Actor, cleo: Actor, tides: Written
) -> None:
    with writing() as session:
        submit_for_review(session, tides.id, Wish(cleo.id, clinic_today(), "The doses?"), by=ed)
    (line,) = told(open_desk("", cleo))
    assert line == "**Review asked of you** by Ed Example: “The doses?” · wanted by today"
    assert told(open_desk("", mo)) == ["In review; readers do not have this text yet"]
    with writing() as session:
        session.execute(update(Review).values(wanted_on=clinic_today() - timedelta(days=2)))
    assert "overdue, wanted by" in told(open_desk("", mo))[0]
    with writing() as session:
        session.execute(update(Review).values(wanted_on=None))
        session.get_one(StaffMember, cleo.id).is_active = False
    assert told(open_desk("", mo)) == ["Review asked for by Ed Example: “The doses?”"]


def test_a_missed_hour_and_a_refused_one_are_said(
    open_desk: Opening, ed: Actor, mo: Actor, tides: Written
) -> None:
    currents = write_article("Currents", ["One"])
    with writing() as session:
        submit_for_review(session, currents.id, by=ed)
        for article in (tides, currents):
            schedule_publishing(session, article.id, now() + timedelta(days=1), by=mo)
    assert "Scheduled: publish" in str(told(open_desk("", ed)))
    with writing() as session:
        session.execute(update(Plan).values(due_at=now() - timedelta(hours=2)))
    carry_out_plans()
    desk = open_desk("", mo)
    lines = told(desk)
    assert len([line for line in lines if "late, due" in line or "not published" in line]) == 2


@pytest.mark.parametrize(
    ("name", "called"),
    [("Cleo Adeyemi", "Cleo"), ("Dr Cleo Adeyemi", "Dr Cleo Adeyemi"), ("Prof. Lee", "Prof\\. Lee"),
     ("Drew", "Drew")],
)  # fmt: skip
def test_home_greets_by_a_name_and_not_by_a_title(
    open_desk: Opening, cleo: Actor, name: str, called: str
) -> None:
    with writing() as session:
        session.get_one(StaffMember, cleo.id).full_name = name
    assert str(open_desk("home", cleo).title[0].value).endswith(f", {called}")
