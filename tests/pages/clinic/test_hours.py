"""The clinic's hours on the screens: chosen in the settings, counted in the record."""

from collections.abc import Callable
from datetime import timedelta

from streamlit.testing.v1 import AppTest

from desk.widgets.clock import today
from models.base.database import reading, writing
from models.base.table import now
from models.clinic.setting import Setting, setting
from models.enquiries.enquiry import Status
from models.staff.member import Actor
from tests.enquiries import arrive, newest

Open = Callable[..., AppTest]


def always_open() -> None:
    with writing() as session:
        session.add(Setting(name="clinic_hours", value=["00:00–24:00"] * 7))


def words(desk: AppTest) -> str:
    assert not desk.exception, desk.exception
    return "\n".join(str(each.value) for each in (*desk.markdown, *desk.caption, *desk.error))


def test_a_manager_writes_hours_as_people_do(open_desk: Open, mo: Actor) -> None:
    desk = open_desk("settings", mo, tab="Clinic hours")
    by_label = {box.label: box for box in desk.text_input}
    by_label["Monday"].set_value("9.00-13.00, 14:00-18:00")
    by_label["Saturday"].set_value("10:00–9:00")
    desk.text_area("set-holidays-1").set_value("2026-12-25\n\n2026-12-25\n2026-01-01")
    save = next(each for each in desk.button if each.label == "Save")
    save.click().run()
    assert "Saturday: let the opening come before the closing" in words(desk).replace("\\", "")

    by_label["Saturday"].set_value("")
    save.click().run()
    assert not desk.error
    with reading() as session:
        assert setting(session, "clinic_hours")[0] == "09:00–13:00, 14:00–18:00"
        assert setting(session, "holidays") == ["2026-01-01", "2026-12-25"]


def test_hours_being_written_survive_a_colleagues_change(
    open_desk: Open, mo: Actor, ada: Actor
) -> None:
    desk = open_desk("settings", mo, tab="Clinic hours")
    next(box for box in desk.text_input if box.label == "Monday").set_value("07:00–08:00").run()
    theirs = open_desk("settings", ada, tab="Clinic hours")
    theirs.text_area("set-holidays-1").set_value("2026-12-25")
    next(each for each in theirs.button if each.label == "Save").click().run()

    desk.run()
    monday = next(box for box in desk.text_input if box.label == "Monday")
    assert monday.value == "07:00–08:00"
    next(each for each in desk.button if each.label == "Put mine in its place").click().run()
    with reading() as session:
        assert setting(session, "clinic_hours")[0] == "07:00–08:00"


def test_the_record_tells_how_long_they_wait(open_desk: Open, fay: Actor) -> None:
    always_open()
    late = arrive("Late", received_at=now() - timedelta(hours=5))
    soon = arrive("Soon", received_at=now() - timedelta(minutes=90))
    done = arrive(
        "Done",
        status=Status.BOOKED,
        received_at=now() - timedelta(days=1),
        first_answered_at=now() - timedelta(days=1) + timedelta(minutes=35),
    )

    assert "Waiting for 5 h of clinic time · overdue since" in words(
        open_desk("enquiries", fay, open=str(late.id))
    )
    assert "Waiting for 1 h 30 min of clinic time · answer by" in words(
        open_desk("enquiries", fay, open=str(soon.id))
    )
    assert "First answered within 35 min" in words(
        open_desk("enquiries", fay, open=str(done.id), status="booked")
    )


def test_following_up_and_putting_aside(open_desk: Open, fay: Actor) -> None:
    anna = arrive("Anna")
    desk = open_desk("enquiries", fay, open=str(anna.id))
    desk.date_input(f"e-follow-{anna.id}-1").set_value(today()).run()
    assert newest(anna).follow_up_on == today()
    home = open_desk("", fay)
    due = [each.proto.label for each in home.main if each.type == "page_link"]
    assert any("Anna" in label and "today" in label for label in due)

    asleep = arrive("Bea", status=Status.WAITING, snoozed_until=now() + timedelta(days=1))
    desk = open_desk("enquiries", fay, open=str(asleep.id))
    assert "Put aside until tomorrow" in words(desk)
    desk.button(f"e-awake-{asleep.id}-1").click().run()
    assert newest(asleep).status is Status.IN_PROGRESS
