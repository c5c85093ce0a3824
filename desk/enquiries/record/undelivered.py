"""Replies that are not delivered: on their way, or why not, and what to do about it."""

from collections.abc import Callable, Sequence

import streamlit as st
from sqlalchemy.orm import Session

from actions.notices.replying import try_reply_again, withdraw_reply
from desk.enquiries.drawn import Drawn
from desk.enquiries.work import attempt_on
from desk.frame.messages import escaped
from models.enquiries.enquiry import Enquiry
from models.notices.notice import Stand
from models.notices.reply_mail import ReplyMail
from models.notices.words import why_not_mailed
from models.staff.member import Actor


def undelivered(enquiry: Enquiry, mails: Sequence[ReplyMail]) -> None:
    for mail in mails:
        with st.container(gap="xxsmall"):
            if mail.failure:
                st.warning(_why(mail), icon=":material/unsubscribe:")
            else:
                st.caption(":material/schedule_send: A reply is on its way.")
            with st.container(horizontal=True, gap="small"):
                if mail.failure:
                    _button("Try again now", try_reply_again, enquiry, mail, "Trying again.")
                _button(
                    "Don’t send it", withdraw_reply, enquiry, mail, "The reply is a draft again."
                )


def _why(mail: ReplyMail) -> str:
    again = (
        "It is not tried again by itself."
        if mail.stand is Stand.GIVEN_UP
        else ("It is tried again by itself.")
    )
    return (
        f"A reply to {escaped(mail.address)} was not delivered: "
        f"{escaped(why_not_mailed(mail.failure))}. {again}"
    )


def _button(
    label: str,
    gesture: Callable[..., None],
    enquiry: Enquiry,
    mail: ReplyMail,
    done: str,
) -> None:
    def act(drawn: Drawn, mail_id: int) -> None:
        def on_it(session: Session, by: Actor) -> None:
            gesture(session, mail_id, by=by)

        attempt_on(drawn, on_it, done)

    st.button(
        label,
        key=f"e-{gesture.__name__}-{mail.id}-{mail.tries}",
        type="tertiary",
        on_click=act,
        args=(Drawn.of(enquiry), mail.id),
    )
