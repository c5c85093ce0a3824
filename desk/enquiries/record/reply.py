"""Answering somebody: a reply to edit and send, or to open in the mail program; logged at once."""

from collections.abc import Mapping, Sequence

import streamlit as st

import settings
from actions.enquiries.answering import Answer, answer_enquiry
from actions.enquiries.reading import OpenEnquiry
from desk.enquiries.drawn import Drawn
from desk.enquiries.record.undelivered import undelivered
from desk.enquiries.work import attempt_on
from desk.frame.messages import escaped
from desk.widgets.leading.link import follow
from desk.widgets.typing.box import keep_typing
from models.enquiries.enquiry import STATUS_TITLES, Enquiry
from models.enquiries.replies.afterwards import Afterwards
from models.enquiries.reply import LONGEST_MAIL, mail_link, reply_to, telling, unfilled

NOTHING: dict[str, str] = {"name": "Write it yourself", "subject": "Your request {reference}"}
NOTHING["body"] = "Dear {name},\n\n\n\nKind regards,\n{clinic}"
MAIL_PROGRAM = "e-reply-mail-program"
"""The mail that opens there in the next run: what was logged, to the letter."""


def print_link(enquiry: Enquiry) -> None:
    st.link_button(
        "Print",
        f"/desk/enquiries/{enquiry.id}/print",
        type="tertiary",
        icon=":material/print:",
    )


def reply_box(opened: OpenEnquiry, templates: Sequence[Mapping[str, str]]) -> None:
    """Below the message, which stays in sight; drawn only while it is open.

    Nothing for who may not see the message, and for what is part of another.
    """
    if MAIL_PROGRAM in st.session_state:
        follow(st.session_state.pop(MAIL_PROGRAM), Drawn.of(opened.enquiry).key)
    if opened.is_masked or opened.whole:
        return
    this = f"{_prefix(opened.enquiry.id)}open"
    box = st.expander(
        "Reply",
        icon=":material/reply:",
        key=this,
        expanded=opened.reply_draft is not None,
        on_change="rerun",
    )
    if box.open:
        with box:
            _reply(opened, [*templates, NOTHING])
    undelivered(opened.enquiry, opened.unsent)


def _reply(opened: OpenEnquiry, templates: Sequence[Mapping[str, str]]) -> None:
    enquiry = opened.enquiry
    names, places = [each["name"] for each in templates], range(len(templates))
    key = f"e-reply-{enquiry.id}"
    chosen = st.selectbox("Prepared reply", places, format_func=names.__getitem__, key=key)
    boxes = {part: f"{_prefix(enquiry.id)}{part}-{chosen}" for part in ("subject", "body")}
    _begin(opened, templates[chosen], boxes)
    st.text_input("Subject", max_chars=150, key=boxes["subject"], persist_state="page")
    st.text_area(
        "Text", max_chars=LONGEST_MAIL, height=220, key=boxes["body"], persist_state="page"
    )
    if keep_typing("reply", enquiry.id, boxes) == "copy":
        for box in boxes.values():  # what an earlier page of this tab had is the draft by now
            del st.session_state[box]
        st.rerun()
    then = Afterwards.of(templates[chosen])
    _say_what_follows(then)
    _ways(enquiry, boxes, then)


def _begin(opened: OpenEnquiry, template: Mapping[str, str], boxes: Mapping[str, str]) -> None:
    """With what was typed before a reload, else with the prepared text; each has its own boxes."""
    draft, prepared = opened.reply_draft, reply_to(opened.enquiry, template)
    begun = f"{_prefix(opened.enquiry.id)}subject"
    is_first = not any(str(key).startswith(begun) for key in st.session_state)
    for part, key in boxes.items():
        if key not in st.session_state:
            kept = getattr(draft, part) if draft and is_first else ""
            st.session_state[key] = kept or getattr(prepared, part)


def _say_what_follows(then: Afterwards) -> None:
    said = [
        f"moves to {STATUS_TITLES[then.status]}" if then.status else "",
        f"adds the tag {escaped(then.tag)}" if then.tag else "",
        "" if then.follow_up_in is None else f"follows up in {then.follow_up_in} days",
    ]
    if any(said):
        st.caption(f"It also {', '.join(filter(None, said))}.")


Given = tuple[Drawn, dict[str, str], Afterwards, str]
"""Whom, the boxes with subject and text, what follows, and where it stands that they agreed."""


def _ways(enquiry: Enquiry, boxes: Mapping[str, str], then: Afterwards) -> None:
    """No mail and no link tells about somebody's health, unless they agreed to the mail."""
    subject, body = (str(st.session_state[boxes[part]]) for part in ("subject", "body"))
    agreed = f"{_prefix(enquiry.id)}agreed"
    is_open = _warn(enquiry, f"{subject}\n{body}", agreed)
    given: Given = (Drawn.of(enquiry), dict(boxes), then, agreed)
    this = given[0].key
    with st.container(horizontal=True, gap="small"):
        _send(enquiry, given)
        if enquiry.email and is_open:
            st.button(
                "Open in the mail program",
                icon=":material/mail:",
                on_click=_answered,
                args=(*given, enquiry.email),
                key=f"e-reply-link-{this}",
            )
        other = "Answered another way"
        st.button(other, key=f"e-reply-other-{this}", on_click=_answered_otherwise, args=given)


def _warn(enquiry: Enquiry, text: str, agreed: str) -> bool:
    """Says what is lacking and what it tells; whether there is neither."""
    lacking, told = unfilled(enquiry, text), telling(enquiry, text)
    if lacking:
        st.warning(f"This enquiry has no {escaped(' and no '.join(lacking))} yet: fill it in.")
    if told and enquiry.email:
        st.warning(
            f"It names {' and '.join(told)}. No link carries that; copy it, or leave it out."
        )
        if settings.SMTP_URL:
            st.checkbox("They agreed to read this in a mail", key=agreed)
    return not (lacking or told)


def _send(enquiry: Enquiry, given: Given) -> None:
    if settings.SMTP_URL and enquiry.email:
        st.button(
            "Send",
            type="primary",
            icon=":material/send:",
            key=f"e-reply-send-{given[0].key}",
            on_click=_answered,
            args=given,
        )


def _answered(
    drawn: Drawn, boxes: dict[str, str], then: Afterwards, agreed: str, address: str = ""
) -> None:
    """What is in the boxes at this moment, by mail, or in the mail program to this `address`.

    It stays there when it is refused.
    """
    subject, body = (str(st.session_state.get(boxes[part]) or "") for part in ("subject", "body"))
    may_tell = bool(st.session_state.get(agreed))
    answer = Answer(subject, body, is_mailed=not address, may_tell=may_tell, then=then)
    is_done = _log(drawn, answer, "Logged as answered." if address else "Reply is on its way.")
    if is_done and address:
        st.session_state[MAIL_PROGRAM] = mail_link(address, subject, body)


def _answered_otherwise(
    drawn: Drawn, _boxes: dict[str, str], then: Afterwards, _agreed: str
) -> None:
    _log(drawn, Answer(then=then), "Logged as answered.")


def _log(drawn: Drawn, answer: Answer, done: str) -> bool:
    """What was written and went is in the timeline; what did not go stays in its boxes."""
    is_done = attempt_on(
        drawn,
        lambda session, by: answer_enquiry(session, drawn.id, answer, by=by, version=drawn.version),
        done,
    )
    if is_done and answer.body:
        for key in [each for each in st.session_state if str(each).startswith(_prefix(drawn.id))]:
            del st.session_state[key]
    return is_done


def _prefix(enquiry_id: int) -> str:
    return f"e-reply-{enquiry_id}-"
