"""Fifty at once with one that can't, taken back; and two records of one person."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from sqlalchemy import select

from models.base.database import reading
from models.enquiries.enquiry import Enquiry, Status
from tests.browser.server import Server
from tests.enquiries import arrive, newest

PHONE = "+44 7700 900123"


def statuses() -> list[Status]:
    with reading() as session:
        return list(session.scalars(select(Enquiry.status).order_by(Enquiry.id)))


def test_fifty_are_changed_but_one_and_taken_back_after_a_power_cut(
    server: Server, page: Page, sign_in: Callable[..., None]
) -> None:
    people = [arrive(f"P{number}") for number in range(49)]
    people.append(arrive("Ruth", is_at_risk=True, risk_phrases=["end my life"]))
    ticked = "-".join(str(one.id) for one in people)
    sign_in(page, "fay", f"/desk/enquiries?ticked={ticked}")
    expect(page.get_by_role("button", name="Untick all")).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Set status").click()
    spam = page.get_by_role("menuitem", name="Spam").or_(page.get_by_role("option", name="Spam"))
    spam.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("49 will be moved to Spam.")).to_be_visible()
    expect(dialog.get_by_text("Ruth: Acknowledge the risk first")).to_be_visible()
    dialog.get_by_role("button", name="Change 49").click()
    expect(page.get_by_text("Moved to Spam: 49 done, 1 failed:")).to_be_visible()
    assert statuses() == [Status.SPAM] * 49 + [Status.NEW]

    server.kill()
    server.start()
    page.reload()
    expect(page.get_by_text("You last changed: 49 enquiries moved to Spam.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back: 49 done.")).to_be_visible()
    assert statuses() == [Status.NEW] * 50


def test_two_records_of_one_person_are_merged_and_separated(
    server: Server, page: Page, sign_in: Callable[..., None]
) -> None:
    keep, part = arrive("Anna Smith", phone=PHONE), arrive("Ana Smith", phone=PHONE)
    sign_in(page, "fay", f"/desk/enquiries?open={keep.id}")
    page.get_by_role("button", name="Same person?").click()
    merge = "Merge into this one"
    page.get_by_role("menuitem", name=merge).or_(page.get_by_role("option", name=merge)).click()
    expect(page.get_by_text(f"{part.reference} is part of this")).to_be_visible()
    assert newest(part).merged_into_id == keep.id

    page.get_by_role("button", name="Separate again").click()
    expect(page.get_by_text("Both are as they were.")).to_be_visible()
    assert (newest(part).merged_into_id, newest(part).status) == (None, Status.NEW)
