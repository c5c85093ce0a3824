"""What a stranger, a former colleague or another web site might try."""

import json
import re
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from select import select
from urllib.parse import quote

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection

from actions.exports.preparing import Wanted, prepare_export
from actions.intake.demo import make_enquiries
from actions.staff.accounts import change_staff, disable_staff
from actions.staff.sessions import sign_out
from actions.staff.signing_in import TRIES, begin_try, ticket_for
from models.base.database import reading, writing
from models.staff.access import digest
from models.staff.member import OPERATOR, Actor, Role, StaffMember
from tests.browser.server import Server
from tests.browser.wire import answer, ask, cookie_of, line, run, session_named_in, told

SECRET = "Where I am signed in"


def test_a_deep_link_on_a_fresh_process_shows_a_stranger_only_the_form(server: Server) -> None:
    with line(server) as stranger:
        stranger.send(run("account"))
        seen = told(answer(stranger))

    assert "Username" in seen
    assert SECRET not in seen


def test_another_ones_live_session_can_not_be_taken_over(server: Server, mo: Actor) -> None:
    for cookie in ["", "copydesk_session=forged", "copydesk_session="]:
        with line(server, cookie=cookie_of(mo)) as victim:
            victim.send(run("account"))
            theirs = answer(victim)
            assert SECRET in told(theirs)
            with line(server, cookie=cookie, resume=session_named_in(theirs)) as thief:
                thief.send(run("account"))
                stolen = answer(thief)

        assert SECRET not in told(stolen)
        assert session_named_in(stolen) != session_named_in(theirs)


def test_a_session_left_behind_can_not_be_taken_over(server: Server, mo: Actor, ed: Actor) -> None:
    with line(server, cookie=cookie_of(mo)) as victim:
        victim.send(run("account"))
        theirs = answer(victim)
    for cookie in ("", cookie_of(ed)) * 3:  # before and after the server has put it aside
        with line(server, cookie=cookie, resume=session_named_in(theirs)) as thief:
            thief.send(run("account"))
            stolen = answer(thief)
            assert session_named_in(stolen) != session_named_in(theirs)
            assert "Mo Example" not in told(stolen)


def test_an_identity_header_of_ones_own_is_worth_nothing(server: Server, mo: Actor) -> None:
    for name in ["X-Copydesk-Identity", "x_copydesk_identity", "X-COPYDESK_Identity"]:
        token = cookie_of(mo).partition("=")[2]
        with line(server, headers={name: f"{digest(token)}:manager"}) as thief:
            thief.send(run("account"))

            assert SECRET not in told(answer(thief))


def test_another_site_opens_no_line_and_steers_no_page(server: Server, mo: Actor) -> None:
    assert json.loads(ask(server, "/desk/_stcore/host-config").body)["allowedOrigins"] == []
    for origin in ["http://evil.example", "null", "http://localhost", "https://localhost:1", ""]:
        with (
            pytest.raises(InvalidStatus, match="403"),
            line(server, cookie=cookie_of(mo), origin=origin),
        ):
            pass


def test_a_foreign_host_is_refused(server: Server) -> None:
    for host in ["evil.example", "localhost.evil.example", "localhost", "[::1]"]:
        for path in ("/", "/desk/", "/livez", "/desk/_stcore/host-config"):
            refused = ask(server, path, headers={"Host": host})

            assert refused.status == 400
            assert refused.headers["Content-Security-Policy"]


def test_nobody_clears_everybodys_caches(server: Server) -> None:
    message = BackMsg()
    message.clear_cache = True
    with line(server) as stranger:
        stranger.send(run())
        answer(stranger)
        stranger.send(message.SerializeToString())
        stranger.send(run())

        assert "Username" in told(answer(stranger))
    assert "clear" not in server.log.read_text().lower()


def test_what_is_not_a_message_ends_the_line_quietly(server: Server) -> None:
    nonsense: tuple[bytes | str, ...] = (b"\xff\xff\xff", "text", b"\x00" * 100_000)
    for said in nonsense:
        with line(server) as stranger, pytest.raises(ConnectionClosed):
            stranger.send(said)
            stranger.recv(timeout=10)

        assert "Traceback" not in server.log.read_text()


def change_role(staff: Actor, role: Role) -> None:
    with writing() as session:
        member = session.get_one(StaffMember, staff.id)
        change_staff(
            session,
            member.id,
            full_name=member.full_name,
            email=member.email,
            role=role,
            based_on=member.version,
            by=OPERATOR,
        )


def disable(staff: Actor) -> None:
    with writing() as session:
        disable_staff(session, staff.id or 0, based_on=1, by=OPERATOR)


def end(cookie: str) -> None:
    with writing() as session:
        sign_out(session, digest(cookie.partition("=")[2]))


def said_after(former: ClientConnection, message: bytes) -> str:
    """All that comes back on this line, which may be cut at any moment."""
    with suppress(ConnectionClosed):
        former.send(message)
        return told(answer(former))
    return ""


def shown_on_a_new_line(server: Server, cookie: str, page: str, **asked: str) -> str:
    with line(server, cookie=cookie) as opened:
        opened.send(run(page, **asked))
        drawn = answer(opened)
        if "click" in asked:  # it is carried out on the page, once that is drawn
            drawn += answer(opened)
        return told(drawn)


@pytest.mark.parametrize("fate", ["demoted", "disabled", "signed out"])
def test_the_next_message_after_losing_a_right_runs_nothing(
    server: Server, ada: Actor, mo: Actor, fate: str
) -> None:
    cookie = cookie_of(mo)
    with line(server, cookie=cookie) as former:
        former.send(run("account"))
        answer(former)
        if fate == "demoted":
            change_role(mo, Role.CLINICIAN)
        elif fate == "disabled":
            disable(mo)
        else:
            end(cookie)
        seen = said_after(former, run("account", fragment="any"))
    again = shown_on_a_new_line(server, cookie, "account")

    assert "Manager" not in seen + again
    assert ("Username" in again) == (fate != "demoted")


def test_a_button_drawn_under_the_old_role_does_nothing_under_the_new(
    server: Server, ada: Actor, mo: Actor, hire: Callable[[str, Role], Actor]
) -> None:
    hire("bea", Role.ADMINISTRATOR)
    cookie, theirs = cookie_of(ada), f"who={mo.id}"
    with line(server, cookie=cookie) as former:
        former.send(run("staff", query=theirs))
        drawn = re.search(rf"\$\$ID-[0-9a-f]+-disable-{mo.id}\b", told(answer(former)))
        assert drawn
        change_role(ada, Role.MANAGER)
        said_after(former, run("staff", query=theirs, click=drawn[0]))
        shown_on_a_new_line(server, cookie, "staff", query=theirs, click=drawn[0])
        with reading() as session:
            assert session.get_one(StaffMember, mo.id).is_active

    change_role(ada, Role.ADMINISTRATOR)
    with line(server, cookie=cookie) as again:
        for click in ("", drawn[0]):
            again.send(run("staff", query=theirs, click=click))
            answer(again)
    with reading() as session:
        assert not session.get_one(StaffMember, mo.id).is_active


def test_a_click_of_a_closed_account_leads_to_the_form_and_to_no_fault(
    server: Server, ada: Actor, mo: Actor, hire: Callable[[str, Role], Actor]
) -> None:
    hire("bea", Role.ADMINISTRATOR)
    cookie, theirs = cookie_of(ada), f"who={mo.id}"
    with line(server, cookie=cookie) as former:
        former.send(run("staff", query=theirs))
        drawn = re.search(rf"\$\$ID-[0-9a-f]+-disable-{mo.id}\b", told(answer(former)))
        assert drawn
        disable(ada)
        seen = said_after(former, run("staff", query=theirs, click=drawn[0]))
    again = shown_on_a_new_line(server, cookie, "staff", query=theirs, click=drawn[0])

    assert "Username" in again
    assert "Something went wrong" not in seen + again
    assert '"fault"' not in server.log.read_text()


def test_a_demoted_colleague_finds_nothing_of_their_old_role(
    server: Server, ada: Actor, mo: Actor
) -> None:
    cookie = cookie_of(mo)
    with line(server, cookie=cookie) as before:
        before.send(run("account"))
        old = session_named_in(answer(before))
    change_role(mo, Role.CLINICIAN)
    with line(server, cookie=cookie, resume=old) as after:
        after.send(run("exports"))
        seen = answer(after)

    assert session_named_in(seen) != old
    assert "Exports" not in told(seen)


@pytest.mark.parametrize("lost", [lambda mo: change_role(mo, Role.FRONT_DESK), disable])
def test_a_prepared_list_is_gone_with_the_right_to_it(
    server: Server, mo: Actor, ada: Actor, lost: Callable[[Actor], None]
) -> None:
    with writing() as session:
        make_enquiries(session, 3, by=OPERATOR)
        receipt = prepare_export(session, Wanted(reason="Call back"), by=mo).receipt
    address, mine = f"/desk/exports/{receipt}/file", {"Cookie": cookie_of(mo)}
    others = {"Cookie": cookie_of(ada)}

    refused = [ask(server, address, headers=who).status for who in ({}, others)]
    lost(mo)
    refused.append(ask(server, address, headers=mine).status)

    assert refused == [404, 404, 404]


def test_a_copied_cookie_fails_after_signing_out(server: Server, mo: Actor) -> None:
    cookie = cookie_of(mo)
    signed_out = ask(
        server,
        "/desk/session/end",
        method="POST",
        headers={"Cookie": cookie, "Origin": server.url},
    )

    assert signed_out.status == 303
    with line(server, cookie=cookie) as thief:
        thief.send(run("account"))

        assert SECRET not in told(answer(thief))


def test_another_site_signs_nobody_out(server: Server, mo: Actor) -> None:
    for headers in [{}, {"Origin": "http://evil.example"}, {"Origin": "null"}]:
        cookie = {"Cookie": cookie_of(mo)}

        assert ask(server, "/desk/session/end", headers=cookie).headers["Set-Cookie"] is None
        refused = ask(server, "/desk/session/end", method="POST", headers={**cookie, **headers})

        assert refused.status == 403
        with line(server, cookie=cookie["Cookie"]) as still:
            still.send(run("account"))
            assert SECRET in told(answer(still))


def test_strangers_find_none_of_streamlits_own_routes(server: Server) -> None:
    for path in [
        "/desk/_stcore/upload_file/a/b",
        "/desk/_stcore/metrics",
        "/desk/_stcore/agent/mcp",
        "/desk/_stcore/script-health-check",
        "/desk/_stcore/bidi-components/a/b.js",
        "/desk/%5Fstcore/metrics",
        "/desk/media/anything.csv",
        "/desk/component/a/index.html",
        "/desk/auth/login",
        "/desk/auth/logout",
        "/desk/oauth2callback",
    ]:
        for method in ("GET", "POST", "PUT", "DELETE"):
            refused = ask(server, path, method=method)

            assert refused.status == 404
            assert refused.headers["X-Content-Type-Options"] == "nosniff"


def test_no_address_leads_elsewhere_after_signing_in(server: Server) -> None:
    for wanted in [
        "//evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "/desk/../api/enquiries",
        "%2f%2fevil.example",
        "..%2f..%2f",
        "article\r\nSet-Cookie: a=b",
        "session/end",
        "@evil.example",
        "\x00",
    ]:
        sent = ask(server, f"/desk/session/finish?ticket=none&next={quote(wanted)}")

        assert sent.status == 303
        assert sent.headers["Location"] == "/desk/"
        assert sent.headers["Set-Cookie"] is None


def test_sixty_half_sent_bodies_hold_up_nobody(server: Server) -> None:
    half = (
        f"POST /api/enquiries HTTP/1.1\r\nHost: localhost:{server.port}\r\n"
        "Content-Type: application/json\r\nContent-Length: 400\r\n\r\n{"
    ).encode()
    slow = [socket.create_connection(("localhost", server.port)) for _ in range(60)]
    for each in slow:
        each.sendall(half)
    assert ask(server, "/livez").status == 200
    assert ask(server, "/").status == 200
    with line(server) as stranger:
        stranger.send(run())
        answer(stranger)
    answered, _, _ = select(slow, [], [], 0)
    slow[0].settimeout(15)
    said = slow[0].recv(100)
    for each in slow:
        each.close()

    assert not answered  # so nobody waited until the sixty were given up
    assert b" 408 " in said


def test_a_large_body_is_refused_before_it_is_read(server: Server) -> None:
    refused = ask(server, "/api/enquiries", method="POST", body=b"x" * 70_000)
    assert refused.status == 413
    assert refused.headers["Content-Type"] == "application/problem+json"

    assert ask(server, "/book", method="POST", body=iter([b"x" * 1000] * 70)).status == 413


def test_thirty_two_people_at_once_are_all_let_in(
    server: Server, hire: Callable[[str, Role], Actor]
) -> None:
    staff = [hire(f"worker{number}", Role.EDITOR) for number in range(32)]

    def look(cookie: str) -> str:
        with line(server, cookie=cookie) as opened:
            opened.send(run("account"))
            return told(answer(opened, seconds=60))

    with ThreadPoolExecutor(32) as pool:
        seen = list(pool.map(look, [cookie_of(each) for each in staff]))

    assert all(SECRET in each for each in seen)


def test_every_answer_carries_the_headers_that_keep_it_safe(server: Server) -> None:
    for path in ("/", "/nowhere", "/desk/", "/desk/_stcore/metrics", "/livez", "/desk/session/end"):
        answered = ask(server, path)
        policy = answered.headers["Content-Security-Policy"] or ""

        assert "default-src 'none'" in policy, path
        assert "'unsafe-inline'" not in policy.replace("style-src 'self' 'unsafe-inline'", "")
        assert answered.headers["X-Frame-Options"] == "DENY"
        assert ("script-src" in policy) == path.startswith("/desk")
    assert ask(server, "/desk/").headers["Cache-Control"] == "no-store"


def test_a_ticket_from_another_site_is_not_taken(server: Server, mo: Actor) -> None:
    with writing() as session:
        ticket = ticket_for(session, session.get_one(StaffMember, mo.id))
    address = f"/desk/session/finish?ticket={ticket}"

    assert (
        ask(server, address, headers={"Sec-Fetch-Site": "cross-site"}).headers["Set-Cookie"] is None
    )
    first = ask(server, address).headers["Set-Cookie"] or ""
    assert "HttpOnly" in first
    assert "SameSite=strict" in first
    assert "Path=/desk" in first
    assert ask(server, address).headers["Set-Cookie"] is None
    with reading() as session:
        assert session.get_one(StaffMember, mo.id).last_signed_in_at


def test_behind_a_proxy_only_the_public_address_and_https_cookies_count(
    server: Server, mo: Actor
) -> None:
    server.stop()
    server.environment["COPYDESK_PUBLIC_URL"] = "https://clinic.example"
    server.start()
    with writing() as session:
        ticket = ticket_for(session, session.get_one(StaffMember, mo.id))
    address, host = f"/desk/session/finish?ticket={ticket}", {"Host": "clinic.example"}
    finished = ask(server, address, headers=host)

    assert finished.headers["Set-Cookie"].startswith("__Secure-copydesk_session=")
    assert "; Secure" in finished.headers["Set-Cookie"]
    assert finished.headers["Strict-Transport-Security"]
    assert ask(server, "/", headers={"Host": "other.example"}).status == 400
    cookie = finished.headers["Set-Cookie"].partition(";")[0]
    for origin, status in (("https://clinic.example", 303), ("http://clinic.example", 403)):
        sent = {**host, "Cookie": cookie, "Origin": origin}
        assert ask(server, "/desk/session/end", method="POST", headers=sent).status == status


def test_a_restart_resets_no_block(server: Server) -> None:
    for _ in range(TRIES):
        with writing() as session:
            begin_try(session, "mo", address="")
    server.stop()
    server.start()
    with line(server) as stranger:
        stranger.send(run())
        seen = answer(stranger)

    assert "Username" in told(seen)
    with writing() as session:
        assert not begin_try(session, "MO", address="192.0.2.7").password_hash
