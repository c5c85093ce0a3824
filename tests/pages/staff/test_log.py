from collections.abc import Callable

from actions.staff.log_verifying import verify_log
from models.base.database import reading, writing
from models.staff.log import record
from models.staff.member import Actor
from tests.desk.opening import open_desk
from tests.log import tamper
from tests.pages.tables import cells, drawn_table


def write(by: Actor, action: str, times: int = 1, subject: str = "article:3") -> None:
    for _ in range(times):
        with writing() as session:
            record(session, by, action, subject=subject, details={"count": 1})


def test_the_newest_stands_first_fifty_to_a_page(ada: Actor) -> None:
    write(ada, "article.published", 60)
    desk = open_desk("audit", ada)

    assert cells(desk, "No.")[:2] == ["60", "59"]
    assert len(cells(desk, "No.")) == 50
    assert (drawn_table(desk)["canOpen"], drawn_table(desk)["total"]) == (False, 60)


def test_the_oldest_stand_first_where_the_address_asks_for_them(ada: Actor) -> None:
    write(ada, "article.published", 60)

    assert cells(open_desk("audit", ada, order="when"), "No.")[:2] == ["1", "2"]
    assert cells(open_desk("audit", ada, order="when", page="2"), "No.")[0] == "51"
    assert cells(open_desk("audit", ada, order="hash"), "No.")[0] == "60"


def test_on_a_phone_the_oldest_come_first_from_the_first_page_on(
    ada: Actor, in_the_hand: Callable[[], None]
) -> None:
    write(ada, "article.published", 60)
    in_the_hand()
    desk = open_desk("audit", ada, page="2")
    assert cells(desk, "No.")[0] == "10"
    desk.selectbox("log-order").set_value("when").run()

    assert cells(desk, "No.")[0] == "1"


def test_it_is_narrowed_by_what_the_address_says(ada: Actor, mo: Actor) -> None:
    write(ada, "article.published")
    write(mo, "enquiry.read", subject="enquiry:8")
    for query in ({"who": str(mo.id)}, {"what": "enquiry.read"}, {"about": "enquiry:8"}):
        desk = open_desk("audit", ada, **query)

        assert not desk.exception, desk.exception
        assert cells(desk, "What") == ["Enquiry read"]


def test_a_colleague_is_named_and_the_number_for_about_stays_beside_the_name(
    ada: Actor, mo: Actor
) -> None:
    with writing() as session:
        record(session, ada, "staff.disabled", subject=f"staff:{mo.id}")
        record(session, ada, "enquiry.assigned", subject="enquiry:8", details={"to": mo.id})
        record(session, ada, "staff.changed", subject="staff:4711")
    desk = open_desk("audit", ada)

    assert cells(desk, "About") == ["staff:4711", "enquiry:8", f"Mo Example (staff:{mo.id})"]
    assert cells(desk, "Details")[1] == "to: Mo Example"
    found = open_desk("audit", ada, about=f"staff:{mo.id}")
    assert cells(found, "What") == ["Staff disabled"]


def test_what_is_so_or_not_is_said_as_yes_or_no(ada: Actor) -> None:
    told = {"is_known": False, "shared": True, "to": None, "count": 1}
    with writing() as session:
        record(session, ada, "export.checked", details=told)

    desk = open_desk("audit", ada)
    assert cells(desk, "Details")[0] == "is known: no, shared: yes, to: none, count: 1"


def test_an_empty_answer_says_what_to_do(ada: Actor) -> None:
    desk = open_desk("audit", ada, about="article:4711")

    assert "Widen the search" in desk.info[0].value


def test_verify_tells_a_whole_log_from_a_broken_one(ada: Actor) -> None:
    write(ada, "article.published", 3)
    desk = open_desk("audit", ada)
    verify, verify_all = (
        next(button for button in desk.button if button.label == label)
        for label in ("Verify", "Verify all")
    )
    verify.click().run()
    assert "whole: 3 entries, each" in desk.success[0].value
    tamper("UPDATE log_entry SET subject = 'article:4' WHERE id = 2")
    verify.click().run()
    assert "whole: 3 entries, from 3 on" in desk.success[0].value
    verify_all.click().run()

    assert "entry 2 was changed" in desk.error[0].value


def test_what_the_filter_shows_can_be_taken_out(ada: Actor) -> None:
    write(ada, "article.published")
    desk = open_desk("audit", ada, who=str(ada.id), what="article.published")

    [link] = desk.get("link_button")
    assert link.proto.url == f"/desk/files/log.csv?staff_id={ada.id}&action=article.published"


def test_a_log_that_lost_everything_can_still_be_verified(ada: Actor) -> None:
    write(ada, "article.published", 3)
    verify_log(reading, by=ada)
    tamper("DELETE FROM log_entry", "DELETE FROM log_head")
    desk = open_desk("audit", ada)
    next(button for button in desk.button if button.label == "Verify").click().run()

    assert "entries 1 to 3 were removed" in desk.error[0].value
