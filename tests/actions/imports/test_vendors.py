"""Each program's own way to write a list of requests."""

import json

import pytest

from actions.imports.batches import look_at
from actions.imports.mapping import read_mapping
from models.imports.fields import BadMapping, checked
from tests.importing import _file, rehearse

GRAVITY = (
    "Entry Id,Entry Date,Name (First),Name (Last),Email,Phone,Which service?,Message,Consent,"
    "Source Url,User Agent,User IP\n"
    "7,2026-03-14 15:09:26,Anna,Smith,anna@mail.example,020 7946 0001,Knee,Hello,1,"
    "https://clinic.example,Mozilla,192.0.2.1\n"
)
FLAMINGO = (
    '"your-name","your-email","your-tel","your-message","Date"\n'
    '"Anna Smith","anna@mail.example",'
    "\"'(Security Alert: Suspicious content is detected. See "
    "https://contactform7.com/heads-up-about-spreadsheet-vulnerabilities/ for details.)"
    '+44 20 7946 0001","Hello","2026-03-14 15:09:26"\n'
)
HUBSPOT = (
    "Conversion Date,Conversion Page,First Name,Last Name,Email,Phone Number,Message\n"
    "2026-03-14 15:09,https://clinic.example,Anna,Smith,anna@mail.example,+442079460001,Hello\n"
)
TYPEFORM = (
    "#,What's your name?,What is your email address?,Phone number,How can we help?,"
    "Start Date (UTC),Submit Date (UTC),Network ID,Tags\n"
    "abc,Anna Smith,anna@mail.example,020 7946 0001,Hello,2026-07-14 14:00:00,"
    "2026-07-14 14:09:26,xyz,\n"
)
JOTFORM = (
    "Submission Date,First Name,Last Name,Email,Phone Number,Message,Message\n"
    '"Mar 14, 2026 3:09:26 PM",Anna,Smith,anna@mail.example,(020) 7946-0001,Hello,In the evening\n'
)
WIX = (
    "Submission time,Full name,Email,Phone,Message\n"
    "2026-03-14T15:09:26.000Z,Anna Smith,anna@mail.example,020 7946 0001,Hello\n"
)
GOOGLE = (
    "Timestamp,Email Address,Your name,Phone,How can we help you?\n"
    "2026/03/14 3:09:26 PM GMT,anna@mail.example,Anna Smith,020 7946 0001,Hello\n"
)
ACUITY = (
    "Start Time,End Time,First Name,Last Name,Phone,Email,Type,Calendar,Notes,Date Scheduled\n"
    '"April 2, 2026 9:00 am","April 2, 2026 9:30 am",Anna,Smith,020 7946 0001,'
    'anna@mail.example,Knee,Dr. B,Hello,"March 14, 2026 3:09:26 pm"\n'
)
DUDA = json.dumps(
    [
        {
            "form_title": "Contact us",
            "date": "2026-03-14T15:09:26",
            "message": {
                "Name": "Anna Smith",
                "Email": "anna@mail.example",
                "Phone": "020 7946 0001",
                "Message": "Hello",
            },
            "form_id": "1",
        }
    ]
)
FILES = {
    "Gravity Forms": GRAVITY,
    "Contact Form 7 (Flamingo)": FLAMINGO,
    "HubSpot": HUBSPOT,
    "Typeform": TYPEFORM,
    "Jotform": JOTFORM,
    "Wix": WIX,
    "Google Forms": GOOGLE,
    "Acuity Scheduling": ACUITY,
    "Duda": DUDA,
}


@pytest.mark.parametrize("vendor", FILES)
def test_a_file_is_known_by_its_columns_and_every_field_finds_its_place(vendor: str) -> None:
    told = rehearse(FILES[vendor])
    [row] = told.rows

    assert told.vendor == vendor
    assert row.outcome == "new", row.reason
    assert row.arrival
    asked = row.arrival.request
    assert (asked.name, asked.email) == ("Anna Smith", "anna@mail.example")
    assert asked.phone.replace(" ", "").endswith("9460001") or "7946-0001" in asked.phone
    assert asked.message.startswith("Hello")
    assert row.received_at
    assert f"{row.received_at:%d %M}" == "14 09"


def test_what_was_put_before_a_cell_against_formulas_is_taken_away() -> None:
    [row] = rehearse(FLAMINGO).rows

    assert row.arrival
    assert row.arrival.request.phone == "+44 20 7946 0001"


def test_further_answers_join_the_message_behind_their_question() -> None:
    [row] = rehearse(JOTFORM).rows

    assert row.arrival
    assert row.arrival.request.message == "Hello\nMessage (2): In the evening"


def test_an_appointment_elsewhere_keeps_its_time_and_kind() -> None:
    [row] = rehearse(ACUITY).rows

    assert row.arrival
    assert row.arrival.request.preferred_at == "April 2, 2026 9:00 am"
    assert row.arrival.request.service == "Knee"


def test_a_clock_that_the_vendor_keeps_in_utc_is_read_so() -> None:
    [row] = rehearse(TYPEFORM).rows

    assert row.received_at
    assert row.received_at.isoformat() == "2026-07-14T14:09:26+00:00"


def test_a_column_that_only_its_content_tells_of_is_found() -> None:
    told = rehearse("Who,Reach me here,Number\nAnna,a@mail.example,020 7946 0001\n")

    assert told.mapping == {"Who": "message", "Reach me here": "email", "Number": "phone"}


def test_columns_are_named_either_way_round_or_as_json() -> None:
    columns = ["Who", "Reach me"]
    wanted = {"Who": "name", "Reach me": "email"}

    assert read_mapping(["Who=name", "Reach me=email"], columns) == wanted
    assert read_mapping(["name=Who,email=Reach me"], columns) == wanted
    assert read_mapping(['{"Who": "name", "email": "Reach me"}'], columns) == wanted


@pytest.mark.parametrize("given", ["Who", "Who=nonsense", "Nobody=name", "{broken"])
def test_a_mapping_that_names_nothing_is_refused(given: str) -> None:
    with pytest.raises(BadMapping):
        read_mapping([given], ["Who"])


def test_a_mapping_needs_a_way_to_reach_people_and_each_field_once() -> None:
    with pytest.raises(BadMapping, match="email address or the phone"):
        checked({"Who": "name"}, ["Who"])
    with pytest.raises(BadMapping, match="one column only"):
        checked({"A": "email", "B": "email"}, ["A", "B"])


def test_a_file_is_kept_under_its_own_name_without_folders() -> None:
    assert look_at(_file(GRAVITY), "/somewhere/list.csv").filename == "list.csv"
