"""`manage.py report` tells what the desk tells."""

import json
from datetime import UTC, date, datetime, timedelta

from typer.testing import CliRunner, Result

from actions.reports.looking import report_on
from manage import app
from models.base.database import reading
from models.enquiries.enquiry import Status
from models.reports.period import Period
from models.reports.total import Breakdown
from models.staff.member import Actor
from tests.enquiries import arrive

OCTOBER = ("report", "--from", "2026-10-01", "--to", "2026-10-31")


def manage(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def fill() -> None:
    for number in range(7):
        came = datetime(2026, 10, 1 + 4 * number, 9, 30, tzinfo=UTC)
        arrive(f"P{number}", received_at=came, first_answered_at=came + timedelta(hours=number),
               status=list(Status)[number % 6], service="Yoga" if number % 2 else "")  # fmt: skip


def test_it_tells_the_same_figures_as_the_desk(mo: Actor) -> None:
    fill()
    chosen = Period(date(2026, 10, 1), date(2026, 10, 31))
    told = json.loads(manage(*OCTOBER, "--json").stdout)
    with reading() as session:
        report = report_on(session, chosen, chosen.before(), by=mo)
    whole = report.figures.whole

    assert (told["enquiries"], told["booked"], told["answered"], told["late"]) == (
        whole.received, whole.booked, whole.answered, whole.late,
    )  # fmt: skip
    assert whole.received == 6
    assert told["conversion"] == round(whole.booked / whole.received, 4)
    assert (told["median_minutes"], told["p90_minutes"]) == (
        report.figures.median,
        report.figures.p90,
    )
    assert {each["day"]: each["enquiries"] for each in told["by_day"]} == {
        day.isoformat(): counted.received for day, counted in report.figures.days.items()
    }
    assert {each["name"]: each["enquiries"] for each in told["by_service"]} == {
        report.names[Breakdown.SERVICE][key]: counted.received
        for key, counted in report.figures.groups[Breakdown.SERVICE].items()
    }
    assert sum(each["enquiries"] for each in told["by_hour"]) == 6
    assert (told["compared_with"]["from"], told["compared_with"]["enquiries"]) == ("2026-09-01", 0)


def test_without_json_it_is_for_people() -> None:
    fill()

    assert "Enquiries: 6 (0)" in manage(*OCTOBER).stdout


def test_days_the_wrong_way_round_are_refused() -> None:
    answer = manage("report", "--from", "2026-10-31", "--to", "2026-10-01")

    assert answer.exit_code != 0
