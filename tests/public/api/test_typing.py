"""Typed text is kept beside the runs: as its writer's, and as nobody else's."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, update
from starlette.applications import Starlette
from starlette.testclient import TestClient

from actions.comments.talking import write_comment
from actions.intake.entry_drafts import forget_entry, take_up_entry
from models.articles.article import Draft
from models.base.database import reading, writing
from models.base.table import now
from models.comments.comment import CommentDraft
from models.enquiries.note_draft import NoteDraft
from models.staff.access import IDLE, StaffSession, digest
from models.staff.member import Actor
from public.gate import bodies
from public.gate.identity import COOKIE
from public.gate.middleware import Gate
from public.gate.sockets import Wire
from public.routes import routes
from tests.articles import Written
from tests.enquiries import arrive, do

SignIn = Callable[[Actor], TestClient]


@pytest.fixture
def browser() -> SignIn:
    """A browser in which this colleague is signed in."""

    def browser(by: Actor) -> TestClient:
        token = f"token of {by.name}"
        with writing() as session:
            session.add(StaffSession(token_hash=digest(token), staff_id=by.id))
        return TestClient(Starlette(routes=routes), cookies={COOKIE: f'"{token}"'})

    return browser


def typed(by: Actor, **more: Any) -> dict[str, Any]:
    fields = {"body": "The moon pul"}
    sent = {"person": by.id, "at": 1, "mark": "tab", "based_on": 2, "known": None}
    return {**sent, "fields": fields, **more}


def address(article: Written) -> str:
    return f"/desk/typing/section/{article.sections[1]}"


def kept() -> list[str]:
    with reading() as session:
        return [draft.content["body"] for draft in session.scalars(select(Draft))]


def test_it_is_kept_and_told_when(ed: Actor, browser: SignIn, tides: Written) -> None:
    answer = browser(ed).post(address(tides), json=typed(ed))
    assert answer.status_code == 200
    assert answer.json()["kept_at"]
    assert answer.headers["cache-control"] == "no-store"
    assert kept() == ["The moon pul"]


def test_a_half_typed_note_is_kept_alike(fay: Actor, browser: SignIn) -> None:
    enquiry = arrive()
    answer = browser(fay).post(
        f"/desk/typing/note/{enquiry.id}", json=typed(fay, fields={"text": "Left a voi"})
    )
    assert answer.status_code == 200
    with reading() as session:
        assert session.scalars(select(NoteDraft)).one().text == "Left a voi"


def test_a_half_typed_comment_and_answer_are_kept_alike(
    ed: Actor, cleo: Actor, browser: SignIn, tides: Written
) -> None:
    section = tides.sections[1]
    with writing() as session:
        thread = write_comment(session, section, "Is it so?", by=ed).id
    tab = browser(cleo)
    for place, words in ((f"comment/{section}", "And thi"), (f"answer/{thread}", "It i")):
        told = typed(cleo, fields={"text": words})
        assert tab.post(f"/desk/typing/{place}", json=told).status_code == 200
    with reading() as session:
        drafts = session.scalars(select(CommentDraft).order_by(CommentDraft.thread_id)).all()
    assert [(each.thread_id, each.text) for each in drafts] == [(0, "And thi"), (thread, "It i")]
    gone = typed(cleo, fields={"text": "x"})
    assert tab.post("/desk/typing/answer/999", json=gone).status_code == 410


def test_an_enquiry_being_written_down_is_kept_for_the_page_that_goes_on_with_it(
    fay: Actor, browser: SignIn
) -> None:
    visitor = browser(fay)
    do(take_up_entry, "tab", by=fay)
    ruth = typed(fay, fields={"name": "Ruth"})
    assert visitor.post("/desk/typing/entry/0", json=ruth).json()["kept_at"]
    do(take_up_entry, "another", by=fay)
    assert visitor.post("/desk/typing/entry/0", json=ruth).status_code == 410
    do(forget_entry, "another", by=fay)
    assert visitor.post("/desk/typing/entry/0", json=ruth).json() == {"kept_at": None}
    chosen = typed(fay, fields={"consent": "True"})
    assert visitor.post("/desk/typing/entry/0", json=chosen).status_code == 422


def test_a_stranger_is_told_to_sign_in(ed: Actor, tides: Written) -> None:
    stranger = TestClient(Starlette(routes=routes))
    assert stranger.post(address(tides), json=typed(ed)).status_code == 401
    assert kept() == []


def test_who_signed_in_since_gets_nobody_elses_text(
    ed: Actor, mo: Actor, browser: SignIn, tides: Written
) -> None:
    assert browser(mo).post(address(tides), json=typed(ed)).status_code == 403
    assert kept() == []


def test_a_role_without_the_right_is_refused(cleo: Actor, browser: SignIn, tides: Written) -> None:
    visitor = browser(cleo)
    assert visitor.post(address(tides), json=typed(cleo)).status_code == 403
    note = typed(cleo, fields={"text": "Hello"})
    assert visitor.post("/desk/typing/note/1", json=note).status_code == 403
    entry = typed(cleo, fields={"name": "Ruth"})
    assert visitor.post("/desk/typing/entry/0", json=entry).status_code == 403
    assert kept() == []


def test_what_was_typed_while_the_time_ran_out_is_kept(
    ed: Actor, browser: SignIn, tides: Written
) -> None:
    visitor = browser(ed)
    with writing() as session:
        session.execute(update(StaffSession).values(last_seen_at=now() - IDLE * 1.01))
    assert visitor.post(address(tides), json=typed(ed)).status_code == 200


def test_an_ended_session_keeps_nothing(ed: Actor, browser: SignIn, tides: Written) -> None:
    visitor = browser(ed)
    with writing() as session:
        session.execute(update(StaffSession).values(ended_at=now()))
    assert visitor.post(address(tides), json=typed(ed)).status_code == 401
    assert kept() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"fields": {"image": "0" * 64}},
        {"fields": {"body": None}},
        {"fields": {"body": "\ud800"}},
        {"fields": {"body": "\0"}},
        {"fields": []},
        {"at": "1"},
        {"at": True},
        {"based_on": None},
        {"known": "yesterday"},
        {"person": 2**60},
    ],
)
def test_what_no_page_of_ours_sends_is_refused(
    ed: Actor, browser: SignIn, tides: Written, wrong: dict[str, Any]
) -> None:
    content = json.dumps(typed(ed, **wrong))
    assert browser(ed).post(address(tides), content=content).status_code == 422
    assert kept() == []


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b"[" * 100_000])
def test_anything_else_is_refused(
    ed: Actor, browser: SignIn, tides: Written, content: bytes
) -> None:
    assert browser(ed).post(address(tides), content=content).status_code == 422


def test_a_kind_or_a_section_that_never_was_is_refused(ed: Actor, browser: SignIn) -> None:
    visitor = browser(ed)
    assert visitor.post("/desk/typing/diary/1", json=typed(ed)).status_code == 422
    assert visitor.post("/desk/typing/section/9999", json=typed(ed)).status_code == 410


def test_the_gate_lets_a_long_text_in_from_our_own_pages_alone(
    ed: Actor, browser: SignIn, tides: Written
) -> None:
    cookies = browser(ed).cookies
    gate = Gate(
        Starlette(routes=routes),
        wire=Wire(asked=bytes.decode, as_whole_run=lambda message: message),
        script_hashes="",
    )
    visitor = TestClient(gate, base_url="http://localhost:8501", cookies=cookies)
    ours = {"Origin": "http://localhost:8501"}
    long = typed(ed, fields={"body": "word " * bodies.SMALL})
    assert visitor.post(address(tides), json=long, headers=ours).status_code == 200
    elsewhere = {"Origin": "https://elsewhere.example"}
    assert visitor.post(address(tides), json=long, headers=elsewhere).status_code == 403
    stranger = TestClient(gate, base_url="http://localhost:8501")
    assert stranger.post(address(tides), json=long, headers=ours).status_code == 413
