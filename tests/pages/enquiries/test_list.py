"""The screen of enquiries, as each role meets it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, update
from streamlit.testing.v1 import AppTest

from actions.clinic.settings import change_setting
from actions.enquiries.note_drafts import keep_note_draft
from actions.enquiries.saved_views import choose_columns
from models.base.database import engine, reading, writing
from models.base.table import now
from models.enquiries.enquiry import Enquiry, Priority, Status
from models.staff.log import LogEntry
from models.staff.member import Actor
from models.staff.presence import Presence
from tests.enquiries import arrive
from tests.pages.tables import cells, drawn_table, headings, names

Open = Callable[..., AppTest]
MOST_QUERIES = 31


def newest(enquiry: Enquiry) -> Enquiry:
    with reading() as session:
        return session.get_one(Enquiry, enquiry.id)


shown = names


@contextmanager
def counting() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    yield asked
    event.remove(engine(), "before_cursor_execute", note)


def unfold(desk: AppTest, corner: str, *, is_open: bool = True) -> None:
    """What is in a corner is drawn only while it is open."""
    desk.session_state[corner] = is_open
    desk.run()


def test_the_front_desk_reads_a_record_beside_the_list(open_desk: Open, fay: Actor) -> None:
    anna = arrive("Anna *Smith*", message="My <b>knee</b> [hurts](http://x.example)", phone="x")
    desk = open_desk("enquiries", fay, open=str(anna.id))

    assert shown(desk) == ["Anna *Smith*"]
    assert desk.header[0].value == r"Anna \*Smith\*"
    assert "My <b>knee</b> [hurts](http://x.example)" in [text.value for text in desk.text]
    assert any("mailto:anna-smith@example.com" in each.value for each in desk.markdown)
    with reading() as session:
        reads = session.scalars(select(LogEntry).where(LogEntry.action == "enquiry.read")).all()
    assert [(entry.staff_id, entry.subject) for entry in reads] == [(fay.id, f"enquiry:{anna.id}")]


@pytest.mark.parametrize("who", ["ed", "cleo"])
def test_editors_and_clinicians_see_nobody(
    open_desk: Open, who: str, request: pytest.FixtureRequest
) -> None:
    arrive("Anna Smith", is_at_risk=True, risk_phrases=["suicide"])
    desk = open_desk("enquiries", request.getfixturevalue(who))

    assert "Anna" not in str(desk.main)
    assert not drawn_table(desk)


def test_tabs_filters_search_and_sort_narrow_the_list(open_desk: Open, fay: Actor) -> None:
    arrive("Bea", service="Physiotherapy", tags=["vip"], follow_up_on=date(2026, 3, 2))
    arrive("Cal", status=Status.BOOKED, phone="+1 (212) 555-0147")
    arrive("Ann", assigned_to_id=fay.id, priority=Priority.LOW)
    desk = open_desk("enquiries", fay)
    assert shown(desk) == ["Ann", "Bea"]
    unfold(desk, "e-more")

    desk.selectbox("e-sort").set_value("oldest").run()
    assert shown(desk) == ["Bea", "Ann"]
    desk.selectbox("e-who").set_value(fay.id).run()
    assert shown(desk) == ["Ann"]
    assert desk.query_params["assigned"] == str(fay.id)
    desk.selectbox("e-who").set_value(None).run()
    desk.selectbox("e-service").set_value("Physiotherapy").run()
    assert shown(desk) == ["Bea"]
    desk.selectbox("e-service").set_value(None).run()
    desk.selectbox("e-priority").set_value("low").run()
    assert shown(desk) == ["Ann"]
    assert desk.query_params["priority"] == "low"
    desk.selectbox("e-priority").set_value(None).run()
    desk.selectbox("e-tag").set_value("vip").run()
    assert (shown(desk), desk.query_params["tag"]) == (["Bea"], "vip")
    desk.selectbox("e-tag").set_value(None).run()
    desk.checkbox("e-due").check().run()
    assert (shown(desk), desk.query_params["due"]) == (["Bea"], "yes")
    unfold(desk, "e-more", is_open=False)
    desk.segmented_control("e-tab").set_value("all").run()
    assert (shown(desk), desk.query_params["due"]) == (["Bea"], "yes")
    desk.button("e-chip-is_due").click().run()
    assert "due" not in desk.query_params
    del desk.query_params["status"]
    desk.run()
    desk.text_input("e-term").set_value("212 555").run()
    assert shown(desk) == ["Cal"]
    desk.segmented_control("e-tab").set_value("waiting").run()
    assert not drawn_table(desk)
    assert "Search everywhere" in [button.label for button in desk.button]
    desk.button("e-wider").click().run()
    assert shown(desk) == ["Cal"]


def test_a_browser_that_names_no_tab_leaves_the_list_as_it_is(open_desk: Open, fay: Actor) -> None:
    arrive("Ann"), arrive("Wim", status=Status.WAITING)
    desk = open_desk("enquiries", fay, status="waiting")
    desk.segmented_control("e-tab").set_value(None).run()

    assert (shown(desk), desk.query_params["status"]) == (["Wim"], "waiting")


def test_tabs_count_within_the_search_and_ready_made_views_say_how_many(
    open_desk: Open, fay: Actor
) -> None:
    arrive("Ann Field", assigned_to_id=fay.id)
    arrive("Bea Field", status=Status.BOOKED)
    arrive("Cal", status=Status.WAITING)
    desk = open_desk("enquiries", fay, q="field")
    tabs = desk.segmented_control("e-tab").options
    assert tabs[:5] == [
        "All **2**",
        "New **1**",
        "In progress **0**",
        "Waiting **0**",
        "Booked **1**",
    ]
    views = desk.pills("e-views").options
    assert views == [
        "Mine **1**",
        "Unassigned **1**",
        "Overdue **0**",
        "Due today **0**",
        "Appointments today **0**",
    ]

    desk.pills("e-views").set_value("Unassigned").run()
    assert shown(desk) == ["Cal"]
    assert desk.query_params["open_only"] == "yes"
    desk.button("e-chip-assigned_to").click().run()
    assert shown(desk) == ["Cal", "Ann Field"]


def test_an_address_shows_the_same_list_to_a_colleague(open_desk: Open, mo: Actor) -> None:
    for number in range(60):
        arrive(f"P{number:02}")
    desk = open_desk("enquiries", mo, status="all", sort="name", page="3", ticked="56-57")

    assert shown(desk) == [f"P{number}" for number in range(50, 60)]
    assert any("**2 ticked**" in each.value for each in desk.markdown)


@pytest.mark.parametrize(
    "query",
    [
        {"page": "-1"},
        {"open": "x"},
        {"ticked": "a-b"},
        {"status": "?"},
        {"since": "x"},
        {"until": "9999-12-31"},
        {"booked_until": "9999-12-31"},
    ],
)
def test_a_mangled_address_still_shows_a_list(
    open_desk: Open, fay: Actor, query: dict[str, str]
) -> None:
    arrive("Anna")

    assert shown(open_desk("enquiries", fay, **query)) == ["Anna"]


def test_a_status_is_changed_and_closing_asks_why(open_desk: Open, fay: Actor) -> None:
    anna = arrive("Anna")
    desk = open_desk("enquiries", fay, open=str(anna.id))
    desk.selectbox(f"e-move-{anna.id}-1").set_value(Status.WAITING).run()
    assert newest(anna).status is Status.WAITING

    desk.selectbox(f"e-move-{anna.id}-2").set_value(Status.CLOSED).run()
    assert newest(anna).status is Status.WAITING
    desk.button(f"e-close-{anna.id}-2").click().run()
    assert desk.error[0].value == r"**Anna** · Say why it is closed\."
    desk.selectbox(f"e-reason-{anna.id}").set_value("Question answered").run()
    desk.button(f"e-close-{anna.id}-2").click().run()
    assert newest(anna).close_reason == "Question answered"


def test_a_change_that_a_colleague_made_first_is_shown(
    open_desk: Open, fay: Actor, mo: Actor
) -> None:
    anna = arrive("Anna")
    here = open_desk("enquiries", fay, open=str(anna.id))
    there = open_desk("enquiries", mo, open=str(anna.id))
    there.selectbox(f"e-move-{anna.id}-1").set_value(Status.IN_PROGRESS).run()
    here.selectbox(f"e-move-{anna.id}-1").set_value(Status.SPAM).run()

    assert "Mo Example moved it from New to In progress" in here.error[0].value
    assert "You wanted: Moved to Spam." in here.error[0].value
    assert newest(anna).status is Status.IN_PROGRESS


def test_a_reason_typed_against_an_older_state_is_kept(
    open_desk: Open, fay: Actor, mo: Actor
) -> None:
    anna = arrive("Anna")
    here = open_desk("enquiries", fay, open=str(anna.id))
    here.selectbox(f"e-move-{anna.id}-1").set_value(Status.CLOSED).run()
    here.selectbox(f"e-reason-{anna.id}").set_value("Question answered").run()
    there = open_desk("enquiries", mo, open=str(anna.id))
    there.selectbox(f"e-assign-{anna.id}-1").set_value(mo.id).run()
    here.button(f"e-close-{anna.id}-1").click().run()
    assert "Mo Example took it" in here.error[0].value
    assert newest(anna).status is Status.NEW

    here.selectbox(f"e-move-{anna.id}-2").set_value(Status.CLOSED).run()
    assert here.selectbox(f"e-reason-{anna.id}").value == "Question answered"
    here.button(f"e-close-{anna.id}-2").click().run()
    assert newest(anna).close_reason == "Question answered"


@pytest.mark.parametrize("by_key", [True, False])
def test_why_somebody_is_closed_is_not_asked_where_it_would_be_refused(
    open_desk: Open, fay: Actor, *, by_key: bool
) -> None:
    ruth = arrive("Ruth *R*", is_at_risk=True, risk_phrases=["end my life"])
    asked = {"why": f"{ruth.id}-1"} if by_key else {}
    desk = open_desk("enquiries", fay, open=str(ruth.id), **asked)
    if not by_key:
        desk.selectbox(f"e-move-{ruth.id}-1").set_value(Status.CLOSED).run()

    assert r"**Ruth \*R\*** · Acknowledge the risk first" in desk.error[-1].value
    assert "why" not in desk.query_params
    assert not {"e-why-1", f"e-close-{ruth.id}-1"} & {each.key for each in desk.button}
    assert desk.selectbox(f"e-move-{ruth.id}-1").value is Status.NEW


def test_people_at_risk_are_on_top_of_every_tab_until_somebody_signs(
    open_desk: Open, fay: Actor
) -> None:
    ruth = arrive(
        "Ruth",
        is_at_risk=True,
        risk_phrases=["end my life"],
        received_at=now() - timedelta(minutes=14, seconds=5),
    )
    desk = open_desk("enquiries", fay, status="booked", open=str(ruth.id))
    assert any("One person to call today" in each.value for each in desk.markdown)
    assert any("Not an assessment" in each.value for each in desk.caption)
    assert any("waiting 14 min" in each.value for each in desk.error)
    desk.selectbox(f"e-move-{ruth.id}-1").set_value(Status.SPAM).run()
    assert "**Ruth** · Acknowledge the risk first" in desk.error[-1].value

    desk.text_area(f"e-risk-{ruth.id}").set_value("Called at once.")
    desk.button(f"e-acknowledge-{ruth.id}").click().run()

    assert newest(ruth).risk_acknowledged_by_id == fay.id
    assert not any("to call today" in each.value for each in desk.markdown)


def test_spam_is_released_with_the_time_it_came_in(open_desk: Open, fay: Actor) -> None:
    spam = arrive("Ruth", status=Status.SPAM, spam_reasons=["links"])
    desk = open_desk("enquiries", fay, status="spam", open=str(spam.id))
    assert shown(desk) == ["Ruth"]
    desk.selectbox(f"e-move-{spam.id}-1").set_value(Status.NEW).run()

    assert (newest(spam).status, newest(spam).received_at) == (Status.NEW, spam.received_at)


def test_an_empty_desk_says_what_will_happen(open_desk: Open, fay: Actor) -> None:
    desk = open_desk("enquiries", fay)

    assert not desk.exception
    assert desk.header[0].value == "No enquiry yet"


def test_a_full_screen_costs_few_queries(open_desk: Open, fay: Actor) -> None:
    people = [arrive(f"P{number}", email="same@example.com") for number in range(40)]
    arrive("Ruth", is_at_risk=True, risk_phrases=["suicide"])
    desk = open_desk("enquiries", fay, open=str(people[0].id), q="P")
    with counting() as asked:
        desk.run()

    assert len(asked) <= MOST_QUERIES, "\n".join(asked)


def test_a_colleague_is_seen_in_the_record_and_in_the_list(
    open_desk: Open, fay: Actor, mo: Actor
) -> None:
    anna, _bea = arrive("Anna"), arrive("Bea")
    theirs = open_desk("enquiries", mo, open=str(anna.id))
    desk = open_desk("enquiries", fay, open=str(anna.id))
    assert any("Mo Example is viewing" in each.value for each in desk.markdown)
    assert not any("Fay Example is viewing" in each.value for each in desk.markdown)

    with writing() as session:
        keep_note_draft(session, anna.id, "Left a voi", by=mo)
    with writing() as session:
        session.execute(update(Presence).values(since=now() - timedelta(minutes=1)))
    theirs.run()
    desk.run()
    assert any("Mo Example is writing" in each.value for each in desk.markdown)
    assert shown(desk) == ["Bea", "Anna"]
    assert [[mark["says"] for mark in marks] for marks in cells(desk, "Marks")] == [
        [],
        ["Mo Example has it open"],
    ]


def test_a_masked_role_asks_to_see_everything(open_desk: Open, fay: Actor, mo: Actor) -> None:
    anna = arrive(message="My knee hurts", phone="+44 7700 900123")
    with writing() as session:
        change_setting(session, "masked_roles", ["front_desk"], version=0, by=mo)
    with writing() as session:
        choose_columns(session, ["Phone", "Email"], by=fay)
    desk = open_desk("enquiries", fay, open=str(anna.id), q="knee")
    assert not desk.exception
    assert "900123" not in str(drawn_table(desk))
    assert "Found" not in headings(desk)
    hidden = " ".join(each.value for each in desk.markdown)
    assert "Hidden for your role" in hidden
    assert "900123" not in hidden
    assert "My knee hurts" not in " ".join(each.value for each in desk.text)
    desk.button(f"e-reveal-{anna.id}").click().run()
    assert "My knee hurts" in " ".join(each.value for each in desk.text)


def test_filters_are_saved_as_a_view_and_one_click_brings_them_back(
    open_desk: Open, fay: Actor, mo: Actor
) -> None:
    arrive("Bea", service="Physiotherapy")
    arrive("Ann", status=Status.BOOKED)
    desk = open_desk("enquiries", fay, status="booked")
    unfold(desk, "e-view-corner")
    desk.text_input("e-view-name").set_value("Expected *soon*")
    desk.checkbox("e-view-shared").check()
    desk.button("e-view-save").click().run()
    assert not desk.exception
    theirs = open_desk("enquiries", mo, service="Physiotherapy")
    assert shown(theirs) == ["Bea"]
    theirs.pills("e-views").set_value(1).run()

    assert shown(theirs) == ["Ann"]
    assert theirs.query_params["status"] == "booked"
    assert "service" not in theirs.query_params
    desk.selectbox("e-view-which").set_value(1).run()
    desk.text_input("e-view-name-1").set_value("Expected later")
    desk.button("e-view-keep-1").click().run()
    assert "Expected later" in desk.pills[0].options
    desk.button("e-view-delete-1").click().run()
    desk.button("e-view-undo-1").click().run()
    assert not desk.exception
    assert len(desk.pills) == 1


def test_columns_are_ones_own(open_desk: Open, fay: Actor, mo: Actor) -> None:
    arrive("Ann", phone="+1 (212) 555-0147", tags=["vip"])
    desk = open_desk("enquiries", fay)
    unfold(desk, "e-columns-corner")
    desk.multiselect("e-columns").set_value(["Phone", "Tags"]).run()

    assert headings(desk) == ["Marks", "Name", "Phone", "Tags"]
    assert headings(open_desk("enquiries", fay)) == ["Marks", "Name", "Phone", "Tags"]
    assert headings(open_desk("enquiries", mo))[2:4] == ["Service", "Status"]


def test_a_search_says_where_it_met(open_desk: Open, fay: Actor) -> None:
    arrive("Ann", message="My left knee hurts since Monday", phone="+1 (212) 555-0147")
    desk = open_desk("enquiries", fay, q="kne")
    assert cells(desk, "Found") == [["Message: My left ", "knee", " hurts since Monday"]]

    desk = open_desk("enquiries", fay, q="2125550147")
    assert cells(desk, "Found")[0][0].startswith("Phone: ")


def test_a_filter_that_is_told_once_more_takes_nobodys_tick_away(
    open_desk: Open, fay: Actor
) -> None:
    """As when a click comes before the page is drawn to its end: the rest of it is forgotten."""
    ids = [arrive(name).id for name in ("Anna", "Bea")]
    ticked = f"{ids[0]}-{ids[1]}"
    desk = open_desk("enquiries", fay, ticked=ticked)
    told = desk._tree.get_widget_states()
    for key in ("e-tab", "e-term"):
        del desk.session_state[key]
    desk._run(told)
    assert "ticked" in desk.query_params
    desk.segmented_control("e-tab").set_value("all").run()
    assert "ticked" not in desk.query_params


def test_what_the_browser_tells_once_more_is_no_change_and_says_nothing(
    open_desk: Open, fay: Actor
) -> None:
    anna, bea = arrive("Anna"), arrive("Bea")
    desk = open_desk("enquiries", fay, open=str(anna.id))
    unfold(desk, f"e-more-{anna.id}")
    told = desk._tree.get_widget_states()  # with the fields of her record
    desk.query_params["open"] = str(bea.id)
    desk.run()
    assert not [each.key for each in desk.selectbox if f"-{anna.id}-" in str(each.key)]
    desk.query_params["open"] = str(anna.id)
    desk._run(told)

    assert not [*desk.success, *desk.error]
    assert newest(anna).version == 1
