"""The exports page: what it shows to whom, and what pressing Download does."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select, update
from streamlit.testing.v1 import AppTest

from actions.exports.outcomes import cancel_export
from actions.exports.preparing import Wanted, prepare_export
from models.base.database import reading, writing
from models.enquiries.enquiry import Enquiry
from models.exports.columns import COLUMNS
from models.exports.export import Export, ExportState
from models.staff.member import Actor, Role, StaffMember
from tests.exporting import file_of, fill
from tests.pages.tables import cells, drawn_table

OpenDesk = Callable[..., AppTest]


def latest() -> Export:
    with reading() as session:
        return session.scalars(select(Export).order_by(Export.id.desc())).first()  # type: ignore[return-value]  # the test made one


def told(desk: AppTest) -> str:
    return "\n".join(element.value for element in (*desk.markdown, *desk.warning, *desk.error))


def download(desk: AppTest, reason: str = "Call back") -> AppTest:
    desk.text_input(key="export-reason").set_value(reason)
    desk.button(key="export-download").click()
    return desk.run()


def test_the_count_stands_there_before_anything_is_taken(mo: Actor, open_desk: OpenDesk) -> None:
    fill(12)

    assert "**12 enquiries** will be in the file." in told(open_desk("exports", mo))


@pytest.mark.parametrize(
    ("query", "count"),
    [({"ids": "1,2,5"}, "3 enquiries"), ({"status": "booked"}, "4 enquiries"),
     ({"status": "all", "q": "person 7"}, "1 enquiry")],
)  # fmt: skip
def test_it_starts_with_what_the_enquiries_page_sent_along(
    mo: Actor, open_desk: OpenDesk, query: dict[str, str], count: str
) -> None:
    fill(12)

    assert f"**{count}** will be in the file." in told(open_desk("exports", mo, **query))


def test_pressing_download_prepares_what_was_shown(mo: Actor, open_desk: OpenDesk) -> None:
    fill(12)
    desk = open_desk("exports", mo)
    fill_later = {"reference": "LATE", "name": "Late"}
    with writing() as session:
        session.add(Enquiry(**fill_later))
    desk = download(desk)

    assert not desk.exception
    assert (latest().state, latest().total) == (ExportState.PREPARED, 12)
    assert latest().receipt in desk.query_params["receipt"]


def test_a_list_that_lost_somebody_is_shown_again_first(mo: Actor, open_desk: OpenDesk) -> None:
    fill(12)
    desk = open_desk("exports", mo)
    with writing() as session:
        session.delete(session.get_one(Enquiry, 5))
    desk = download(desk)

    assert "had 12 enquiries and now has 11" in desk.error[0].value
    assert "**11 enquiries**" in told(desk)


def test_without_a_reason_nothing_is_prepared(mo: Actor, open_desk: OpenDesk) -> None:
    fill(3)
    desk = open_desk("exports", mo)
    assert desk.text_input(key="export-reason").value == ""
    for reason in ("", " "):
        desk = download(desk, reason)

        assert "Say in a few words" in desk.error[0].value
    assert latest() is None


def test_without_a_column_nothing_is_prepared(mo: Actor, open_desk: OpenDesk) -> None:
    fill(3)
    desk = open_desk("exports", mo)
    desk.pills(key="export-columns-Minimum").set_value([])

    assert "Choose at least one column." in download(desk).error[0].value.replace("\\", "")


def test_a_column_unticked_at_the_last_moment_is_not_in_the_list(
    mo: Actor, open_desk: OpenDesk
) -> None:
    fill(3)
    desk = open_desk("exports", mo)
    desk.pills(key="export-columns-Minimum").set_value(["reference"])
    download(desk)

    assert latest().columns == ["reference"]


def test_everything_is_all_that_ones_role_may_take(
    mo: Actor, ada: Actor, open_desk: OpenDesk
) -> None:
    fill(3)
    for colleague, held_back in ((mo, {"notes"}), (ada, set[str]())):
        desk = open_desk("exports", colleague)
        desk.selectbox(key="export-preset").set_value("Everything").run()
        download(desk)

        assert set(COLUMNS) - set(latest().columns) == held_back


def test_days_narrow_the_list_and_stand_in_its_record(mo: Actor, open_desk: OpenDesk) -> None:
    fill(1_500)
    desk = open_desk("exports", mo)
    days = (date(2024, 3, 31), date(2024, 3, 31))
    desk.date_input(key="export-days-received").set_value(days).run()

    assert "**1,380 enquiries** will be in the file." in told(desk)
    download(desk)
    assert (latest().total, latest().chosen["days"]) == (1_380, {"received": ["2024-03-31"] * 2})
    again = open_desk("exports", mo)
    assert cells(again, "Chosen") == ["Received 31 Mar 2024"]
    taken = "Reference, Name, Email, Phone, Service, Received, Status"
    assert cells(again, "Columns") == [taken]
    assert cells(again, "Masked") == [{"text": "", "colour": "blue"}]


def test_choosing_others_at_the_last_moment_shows_their_number_first(
    mo: Actor, open_desk: OpenDesk
) -> None:
    fill(12)
    desk = open_desk("exports", mo)
    desk.selectbox[0].set_value("booked")
    desk = download(desk)

    assert latest() is None
    assert "**4 enquiries** will be" in told(desk)


def test_an_empty_list_cannot_be_taken(mo: Actor, open_desk: OpenDesk) -> None:
    assert open_desk("exports", mo).button(key="export-download").disabled


@pytest.mark.parametrize("who", ["ed", "fay", "cleo"])
def test_nobody_else_finds_the_page(
    who: str, open_desk: OpenDesk, request: pytest.FixtureRequest
) -> None:
    desk = open_desk("exports", request.getfixturevalue(who))

    assert not [button for button in desk.button if button.label == "Download"]


def test_a_demotion_bites_on_the_next_press(mo: Actor, open_desk: OpenDesk) -> None:
    fill(3)
    desk = open_desk("exports", mo)
    with writing() as session:
        session.execute(update(StaffMember).values(role=Role.FRONT_DESK))
    download(desk)

    assert latest() is None


def test_cancel_stops_what_was_prepared(mo: Actor, open_desk: OpenDesk) -> None:
    fill(3)
    desk = download(open_desk("exports", mo))
    next(button for button in desk.button if button.label == "Cancel").click()
    desk.run()

    assert latest().state is ExportState.CANCELLED


def test_past_exports_are_listed_with_their_makers(
    mo: Actor, ada: Actor, open_desk: OpenDesk
) -> None:
    fill(3)
    file_of(mo, Wanted(reason="Reminders"))
    with writing() as session:
        receipt = prepare_export(session, Wanted(reason="Trial"), by=ada).receipt
        cancel_export(session, receipt, by=ada)
    desk = open_desk("exports", mo)

    assert cells(desk, "Who") == [ada.name, mo.name]
    assert [state["text"] for state in cells(desk, "State")] == ["Cancelled", "Finished"]
    assert cells(desk, "Enquiries") == ["3", "3"]
    assert cells(desk, "Format") == ["CSV", "CSV"]
    assert cells(desk, "Reason") == ["Trial", "Reminders"]
    assert cells(desk, "Receipt")[0] == receipt


def test_they_are_sorted_by_what_the_address_says(
    mo: Actor, ada: Actor, open_desk: OpenDesk
) -> None:
    fill(4)
    for count, by in ((4, mo), (2, ada), (3, mo)):
        with writing() as session:
            chosen = {"ids": list(range(1, count + 1))}
            prepare_export(session, Wanted(chosen=chosen, reason="Trial"), by=by)
    for order, counts in (
        ("", ["3", "2", "4"]), ("when", ["4", "2", "3"]), ("who", ["2", "3", "4"]),
        ("-count", ["4", "3", "2"]), ("reason", ["3", "2", "4"]),
    ):  # fmt: skip
        assert cells(open_desk("exports", mo, order=order), "Enquiries") == counts


def test_on_a_phone_a_box_sorts_them(
    mo: Actor, open_desk: OpenDesk, in_the_hand: Callable[[], None]
) -> None:
    fill(4)
    for count in (2, 4, 3):
        with writing() as session:
            chosen = {"ids": list(range(1, count + 1))}
            prepare_export(session, Wanted(chosen=chosen, reason="Trial"), by=mo)
    in_the_hand()
    desk = open_desk("exports", mo)
    desk.selectbox("export-order").set_value("-count").run()
    assert cells(desk, "Enquiries") == ["4", "3", "2"]
    desk.selectbox("export-order").set_value("-when").run()
    assert cells(desk, "Enquiries") == ["3", "4", "2"]
    assert "order" not in desk.query_params


def test_the_one_whose_receipt_is_shown_is_marked_and_each_leads_to_its_own(
    mo: Actor, open_desk: OpenDesk
) -> None:
    fill(3)
    file_of(mo, Wanted(reason="First"))
    receipt = latest().receipt
    file_of(mo, Wanted(reason="Second"))
    table = drawn_table(open_desk("exports", mo, receipt=receipt))

    assert table["current"] == 1
    assert table["rows"][1]["to"] == f"?receipt={receipt}"
    assert (table["canOpen"], table["canTick"]) == (True, False)


def test_where_nobody_took_a_list_no_table_is_drawn(mo: Actor, open_desk: OpenDesk) -> None:
    desk = open_desk("exports", mo)

    assert "Nobody has taken a list yet." in [each.value for each in desk.caption]
    assert drawn_table(desk) == {}


def test_a_receipt_warns_of_people_erased_since(mo: Actor, open_desk: OpenDesk) -> None:
    fill(3)
    file_of(mo, Wanted(reason="Reminders"))
    with writing() as session:
        session.delete(session.get_one(Enquiry, 2))
    desk = open_desk("exports", mo, receipt=latest().receipt)

    assert "still holds one person who was erased" in desk.warning[0].value
    assert latest().sha256 in desk.code[0].value


def test_markup_in_a_reason_stays_text(mo: Actor, open_desk: OpenDesk) -> None:
    fill(3)
    file_of(mo, Wanted(reason="**bold** <b>"))
    desk = open_desk("exports", mo, receipt=latest().receipt)

    assert "\\*\\*bold\\*\\*" in told(desk)


def test_the_enquiries_page_leads_here_with_what_it_shows(
    mo: Actor, fay: Actor, open_desk: OpenDesk
) -> None:
    fill(12)
    whole = open_desk("enquiries", mo)
    some = open_desk("enquiries", mo, ticked="1-2")

    assert [link.proto.label for link in whole.get("page_link")].count("Export these") == 1
    assert "Export 2 ticked" in [link.proto.label for link in some.get("page_link")]
    fays = [link.proto.label for link in open_desk("enquiries", fay).get("page_link")]
    assert not [label for label in fays if "Export" in label]


def test_what_was_filtered_is_said_as_it_was_typed(mo: Actor, open_desk: OpenDesk) -> None:
    fill(1)

    desk = open_desk("exports", mo, since="2026-10-01", q="O'Neil-Smith")

    assert "since 2026-10-01" in desk.selectbox[0].options[0]
    assert "O'Neil-Smith" in desk.selectbox[0].options[0]
