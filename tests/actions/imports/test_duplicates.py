"""The same request is taken in once, another one of the same person always."""

from dataclasses import replace
from datetime import UTC, datetime

from models.base.database import reading
from models.enquiries.listing.count import how_many_enquiries
from models.imports.fields import DateOrder
from models.imports.keys import content_key
from models.intake.booking import BookingRequest
from models.staff.member import Actor
from tests.enquiries import arrive
from tests.importing import import_whole, people, rehearse


def how_many() -> int:
    with reading() as session:
        return session.scalars(how_many_enquiries()).one()


def test_the_same_file_a_second_time_brings_nothing_new(mo: Actor) -> None:
    import_whole(people(450), mo)

    assert how_many() == 450
    assert rehearse(people(450)).counts["duplicate"] == 450
    import_whole(people(450), mo)
    assert how_many() == 450


def test_a_longer_file_brings_only_what_is_new(mo: Actor) -> None:
    import_whole(people(5), mo)

    assert rehearse(people(8)).counts == {
        "new": 3, "duplicate": 5, "unclear": 0, "repaired": 0, "errors": 0,
    }  # fmt: skip


def test_a_second_different_request_of_the_same_person_is_kept(mo: Actor) -> None:
    same = "Name,Email,Message\nAnna,a@mail.example,My knee\nAnna,a@mail.example,My back\n"

    assert rehearse(same).outcomes == ["new", "new"]
    import_whole(same, mo)
    assert rehearse(same + "Anna,a@mail.example,My hip\n").outcomes[-1] == "new"


def test_the_same_words_on_another_day_are_another_request() -> None:
    told = rehearse(
        "Email,Message,Date\na@mail.example,Call me,2026-01-05 09:00\n"
        "a@mail.example,Call me,2026-02-05 09:00\na@mail.example,Call me,2026-02-05 09:00\n"
    )

    assert told.outcomes == ["new", "new", "duplicate"]
    assert told.rows[2].reason == "The same as line 3."


def test_a_request_that_came_through_the_website_is_not_brought_twice() -> None:
    at = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
    arrive("Anna", email="a@mail.example", message="My knee", received_at=at)

    assert rehearse("Name,Email,Message\nAnna,A@mail.example,My knee\n").outcomes == ["duplicate"]
    dated = "Name,Email,Message,Date\nAnna,a@mail.example,My knee,2026-01-05T09:{}:00Z\n"
    assert rehearse(dated.format(30)).outcomes == ["duplicate"]
    assert rehearse(dated.format(31)).outcomes == ["new"]


def test_rows_read_with_other_columns_or_another_order_of_dates_are_known_again(mo: Actor) -> None:
    content = "Name,Email,Comment,Date\nAnna,a@mail.example,My knee,13/04/2026\n"
    import_whole(content, mo)
    shorter = {"Name": "name", "Email": "email", "Comment": "", "Date": ""}

    assert rehearse(content, mapping=shorter).outcomes == ["duplicate"]
    assert rehearse(content, DateOrder.MONTH_FIRST).outcomes == ["error"]


def test_a_number_with_and_without_its_country_is_one() -> None:
    told = rehearse("Name,Phone\nAnna,020 7946 0001\nAnna,+44 20 7946 0001\n")

    assert told.outcomes == ["new", "duplicate"]


def test_each_part_of_a_request_makes_another() -> None:
    at = datetime(2026, 1, 5, tzinfo=UTC)
    base = BookingRequest("Anna", "a@x.example", message="Hi", service="Knee")
    others = [
        replace(base, name="else"),
        replace(base, email="else"),
        replace(base, message="else"),
        replace(base, service="else"),
    ]
    keys = {content_key(asked, at, "") for asked in [base, *others]}

    assert len(keys) == len(others) + 1
    assert content_key(base, None, "") not in keys
