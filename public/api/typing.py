"""What somebody is writing on the desk, sent while they type, beside the page's own runs."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from actions.articles.drafts import MOST_LETTERS, TYPED_FIELDS, Typing, keep_typed
from actions.articles.refusals import DraftGone, SectionGone
from actions.comments.drafts import keep_typed_answer, keep_typed_comment
from actions.comments.talking import CommentGone
from actions.enquiries.note_drafts import keep_typed_note
from actions.enquiries.reply_drafts import keep_typed_reply
from actions.intake.entry_drafts import EntryTakenOver, keep_entry
from actions.staff.sessions import live_session_of, touch
from models.base.database import writing
from models.base.text import BadText
from models.comments.comment import NEW_THREAD
from models.staff.member import Actor, NotAllowed
from public.gate.errors import problem
from public.gate.identity import digest_in


@dataclass(frozen=True, slots=True)
class Sent:
    """`person` is whose page it was typed on, `fields` the boxes by name."""

    person: int
    fields: Mapping[str, str]
    based_on: int
    known: datetime | None
    typing: Typing


def _section(session: Session, of: int, sent: Sent, by: Actor) -> datetime | None:
    draft = keep_typed(
        session,
        of,
        sent.fields,
        based_on=sent.based_on,
        known=sent.known,
        typing=sent.typing,
        by=by,
    )
    return draft.saved_at if draft else None


def _note(session: Session, of: int, sent: Sent, by: Actor) -> datetime | None:
    draft = keep_typed_note(session, of, sent.fields.get("text", ""), by=by)
    return draft.written_at if draft else None


def _reply(session: Session, of: int, sent: Sent, by: Actor) -> datetime | None:
    draft = keep_typed_reply(session, of, sent.fields, by=by)
    return draft.written_at if draft else None


def _entry(session: Session, _of: int, sent: Sent, by: Actor) -> datetime | None:
    return keep_entry(session, sent.typing.mark, sent.fields, by=by)


def _comment(session: Session, of: int, sent: Sent, by: Actor) -> datetime | None:
    return keep_typed_comment(session, of, NEW_THREAD, sent.fields.get("text", ""), by=by)


def _answer_to(session: Session, of: int, sent: Sent, by: Actor) -> datetime | None:
    return keep_typed_answer(session, of, sent.fields.get("text", ""), by=by)


LONGEST_MARK, MOST = 32, 2**53
Keep = Callable[[Session, int, Sent, Actor], datetime | None]
KINDS: dict[str, tuple[Keep, frozenset[str]]] = {
    "section": (_section, TYPED_FIELDS),
    "comment": (_comment, frozenset({"text"})),
    "answer": (_answer_to, frozenset({"text"})),
    "note": (_note, frozenset({"text"})),
    "reply": (_reply, frozenset({"subject", "body"})),
    "entry": (_entry, frozenset({"name", "phone", "email", "preferred_at", "message"})),
}


async def keep_typing(request: Request) -> Response:
    """Answer with the moment it was kept at, null when there is nothing (more) to keep.

    401 without a session, 403 when the cookie is another person's than the page's: a text is
    never kept as anybody's but its writer's. 409 when its draft ended meanwhile.
    """
    kind = request.path_params["kind"]
    sent = _sent(kind, await request.body())
    if sent is None:
        return problem(422, "This is no text of the desk")
    digest, of = digest_in(request.headers), request.path_params["of"]
    return await run_in_threadpool(_answer, KINDS[kind][0], of, sent, digest)


def _answer(keep: Keep, of: int, sent: Sent, digest: str) -> Response:
    try:
        return _kept(keep, of, sent, digest)
    except NotAllowed:
        return problem(403, "Your role does not allow this")
    except (SectionGone, CommentGone, EntryTakenOver) as gone:
        return problem(410, gone.words)
    except DraftGone:
        return problem(409, "This draft ended meanwhile")
    except BadText as refused:
        return problem(422, refused.words)


def _kept(keep: Keep, of: int, sent: Sent, digest: str) -> Response:
    with writing() as session:
        found = live_session_of(session, digest, even_run_out=True)
        if found is None:
            return problem(401, "You were signed out")
        if found.by.id != sent.person:
            return problem(403, "Somebody else is signed in")
        touch(session, found.session_id) if live_session_of(session, digest) else None
        moment = keep(session, of, sent, found.by)
    told = {"kept_at": moment.isoformat() if moment else None}
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


def _sent(kind: str, body: bytes) -> Sent | None:
    """None for anything that our own pages do not send."""
    try:
        told = json.loads(body.decode())
        if kind not in KINDS or not _are_texts(told["fields"], KINDS[kind][1]):
            return None
        person, at, based_on = (_whole(told[name]) for name in ("person", "at", "based_on"))
        known = datetime.fromisoformat(told["known"]) if told["known"] else None
        typing = Typing(str(told["mark"])[:LONGEST_MARK], at)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return Sent(person, told["fields"], based_on, known, typing)


def _are_texts(fields: Any, names: frozenset[str]) -> bool:
    return isinstance(fields, dict) and all(
        name in names and isinstance(text, str) and len(text) <= MOST_LETTERS and _is_whole(text)
        for name, text in fields.items()
    )


def _is_whole(text: str) -> bool:
    """Without NUL and halves of characters, as everything that is kept."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _whole(told: Any) -> int:
    """Errors: ValueError."""
    if type(told) is not int or abs(told) > MOST:
        raise ValueError
    return told
