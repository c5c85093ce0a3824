from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import update

from actions.staff.links import link_address, link_to_password
from models.base.database import writing
from models.base.table import now
from models.staff.access import IDLE, StaffSession
from models.staff.member import Actor
from tests.browser.conftest import PASSWORD
from tests.browser.server import Server


def host_of(address: str) -> str:
    """Also of what a page of ours made in the browser itself."""
    return urlsplit(address.removeprefix("blob:")).netloc


def test_a_deep_link_survives_and_every_tab_is_in_until_signing_out(
    new_context: Callable[..., BrowserContext], server: Server, sign_in_by_form: Callable[..., None]
) -> None:
    context = new_context()
    page, hosts, complaints = context.new_page(), set[str](), list[str]()
    page.on("request", lambda request: hosts.add(host_of(request.url)))
    page.on(
        "console",
        lambda said: complaints.append(said.text) if said.type == "error" else None,
    )
    sign_in_by_form(page, "mo", "/desk/account?tab=sessions")
    expect(page.get_by_role("heading", name="My account")).to_be_visible()
    assert page.url == f"{server.url}/desk/account?tab=sessions"
    [cookie] = [each for each in context.cookies() if each["name"] == "copydesk_session"]
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/desk")

    page.reload()
    expect(page.get_by_role("heading", name="My account")).to_be_visible()
    second = context.new_page()
    second.goto(f"{server.url}/desk/account")
    expect(second.get_by_role("heading", name="My account")).to_be_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_label("Username")).to_be_visible()
    assert "copydesk_session" not in [each["name"] for each in context.cookies()]
    expect(second.get_by_label("Username")).to_be_visible()

    assert hosts == {f"localhost:{server.port}"}
    assert complaints == []


def test_sign_in_clicked_twice_leads_in(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/desk/account")
    page.get_by_label("Username").fill("mo")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").dblclick()

    expect(page.get_by_role("heading", name="My account")).to_be_visible()


def test_a_wrong_password_is_said_below_the_form_in_the_same_words_as_an_unknown_name(
    page: Page, server: Server, axe: Callable[..., list[str]]
) -> None:
    for username in ("mo", "nobody"):
        page.goto(f"{server.url}/desk/staff")
        page.get_by_label("Username").fill(username)
        page.get_by_label("Password", exact=True).fill("not the password")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_text("That username and password do not match.")).to_be_visible()
    run = page.get_by_test_id("stApp")
    expect(run).to_have_attribute("data-test-script-state", "notRunning")  # until then it is faded
    assert axe(page) == []


def test_an_ended_session_says_so_and_leads_back_to_the_same_page(
    page: Page, server: Server, sign_in_by_form: Callable[..., None]
) -> None:
    sign_in_by_form(page, "mo", "/desk/account")
    long_ago = now() - IDLE - timedelta(minutes=1)
    with writing() as session:
        session.execute(update(StaffSession).values(last_seen_at=long_ago))
    page.get_by_role("button", name="End all others").click()

    expect(page.get_by_text("You were signed out.")).to_be_visible()
    assert page.url.endswith("/desk/account")


def test_a_page_of_another_role_is_calmly_not_there(
    page: Page, server: Server, sign_in_by_form: Callable[..., None]
) -> None:
    sign_in_by_form(page, "ed", "/desk/staff")

    expect(page.get_by_role("heading", name="This page is not here")).to_be_visible()
    expect(page.get_by_text("Page not found")).to_have_count(0)


def test_an_invitation_leads_to_the_desk_and_works_once(
    page: Page, server: Server, ada: Actor, cleo: Actor
) -> None:
    with writing() as session:
        _, token = link_to_password(session, cleo.id or 0, by=ada)
    address = server.url + urlsplit(link_address(token)).path + f"?token={token}"
    page.goto(address)
    page.get_by_label("Password", exact=True).fill("three small boats at noon")
    page.get_by_label("Password again").fill("three small boats at noon")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("button", name="Sign out", exact=True)).to_be_attached()
    assert "token" not in page.url

    page.goto(address)
    expect(page.get_by_text("This link was used or has run out.")).to_be_visible()


def test_a_demotion_bites_on_the_next_click(
    page: Page, server: Server, sign_in_by_form: Callable[..., None], mo: Actor
) -> None:
    sign_in_by_form(page, "ada", "/desk/staff")
    with writing() as session:
        session.connection().exec_driver_sql(
            "UPDATE staff_member SET role = 'editor' WHERE username = 'ada'"
        )
    page.get_by_role("link", name="Mo Example", exact=True).click()

    expect(page.get_by_role("heading", name="This page is not here")).to_be_visible()
