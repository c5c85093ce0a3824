"""Somebody writes while the desk looks elsewhere."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from actions.staff.alerts import choose_sound
from models.staff.member import Actor
from tests.browser.enquiries.test_triage import post
from tests.browser.server import Server
from tests.enquiries import arrive, do

SignIn = Callable[..., None]
COUNT_NOTES = """
window.notes = 0;
const Plain = OscillatorNode;
window.OscillatorNode = class extends Plain {
  constructor(...given) { super(...given); window.notes += 1; }
};
"""


def test_the_tab_a_toast_and_two_notes_tell_it_on_another_screen(
    server: Server, page: Page, sign_in: SignIn, fay: Actor
) -> None:
    arrive("Anna")
    do(choose_sound, wanted=True, by=fay)
    page.add_init_script(COUNT_NOTES)
    sign_in(page, "fay", "/desk/account")
    expect(page).to_have_title(re.compile(r"^\(1\) \S"))
    assert page.evaluate("notes") == 0

    post(server, "Bea")
    expect(page.get_by_text("Somebody wrote: 1 new enquiry")).to_be_visible()
    expect(page).to_have_title(re.compile(r"^\(2\) \S"))
    page.wait_for_function("notes === 2")
    page.get_by_test_id("stSidebar").get_by_role("link", name="Appointments").click()
    expect(page.get_by_role("heading", name="Appointments", exact=True)).to_be_visible()
    expect(page).to_have_title(re.compile(r"^\(2\) \S"))
    assert page.evaluate("notes") == 2
