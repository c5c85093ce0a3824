from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from actions.articles import create_article
from actions.drafts import keep_draft
from models.article import sections_of
from models.content import SectionContent
from models.database import writing
from models.enquiry import Enquiry, Status
from models.staff import Actor

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

    assert headings(desk) == ["Articles", "Text you have not saved", "Not public yet"]
    assert len([label for label in links(desk) if "Tides" in label]) == 2
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
