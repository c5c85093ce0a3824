"""Telling the desk that somebody wrote: to whom, how often, and whether it arrives."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

import settings
from actions.notices.sending import send_test, when_sent_last
from desk.clinic.form import SettingForm, lines_of, setting_form
from desk.frame.acting import attempt
from desk.frame.messages import escaped
from desk.notices.trouble import show_notice_trouble
from desk.widgets.clock import spoken
from models.base.database import reading
from models.notices.notice import Channel
from models.staff.member import Actor

TITLES: dict[Channel, str] = {Channel.MAIL: "Mail", Channel.WEBHOOK: "Webhook"}


def notice_settings(by: Actor) -> None:
    names = ("mail_recipients", "mail_every_minutes", "webhook_url", "webhook_may_be_private")
    form = setting_form("notices", names, by)
    with reading() as session:
        show_notice_trouble(session, by)
        sent = when_sent_last(session, by=by)
    st.caption(
        "A notification says how many wrote and leads to the desk. It holds no name, no reference "
        "and no word of anybody. Somebody to be called is told within a minute."
    )
    wanted = [*_mail(form), *_webhook(form)]
    form.save(lambda: {name: read() for name, read in wanted})
    st.divider()
    _signing(by)
    for channel in Channel:
        _test(channel, sent[channel])


Reads = list[tuple[str, Callable[[], object]]]


def _mail(form: SettingForm) -> Reads:
    recipients = st.text_area(
        "Mail to, one address a line",
        height=90,
        disabled=not settings.SMTP_URL,
        **form.box("mail_recipients", lines_of(form.value("mail_recipients"))),
    )
    if not settings.SMTP_URL:
        st.caption("No mail server is set up: the operator gives COPYDESK_SMTP_URL.")
    minutes = st.number_input(
        "At most one mail in so many minutes",
        min_value=1,
        max_value=24 * 60,
        width=300,
        **form.box("mail_every_minutes", form.value("mail_every_minutes")),
    )
    return [
        ("mail_recipients", recipients.splitlines),
        ("mail_every_minutes", lambda: minutes),
    ]


def _webhook(form: SettingForm) -> Reads:
    url = st.text_input(
        "Webhook",
        max_chars=500,
        placeholder="https://…",
        **form.box("webhook_url", form.value("webhook_url")),
    )
    is_private = st.checkbox(
        "The webhook may lie in our own network",
        **form.box("webhook_may_be_private", form.value("webhook_may_be_private")),
    )
    return [("webhook_url", lambda: url), ("webhook_may_be_private", lambda: is_private)]


def _signing(by: Actor) -> None:
    form = setting_form("webhook-secret", ("webhook_secret_number",), by)
    number = form.value("webhook_secret_number")
    with st.expander("How a webhook proves that it comes from here"):
        st.markdown(
            "Each call carries `X-Copydesk-Timestamp` and `X-Copydesk-Signature: sha256=…`, the "
            "HMAC-SHA256 over timestamp, a full stop and the body, with this key:"
        )
        st.code(settings.derived_secret(f"webhook {number}"), language=None, wrap_lines=True)
        form.save(lambda: {"webhook_secret_number": number + 1}, label="Another key")


def _test(channel: Channel, sent_at: datetime | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        words = f"Try the {TITLES[channel].lower()}"
        st.button(words, key=f"test-{channel}", on_click=_send_test, args=(channel,))
        told = f"last sent {spoken(sent_at)}" if sent_at else "nothing sent yet"
        st.caption(f"{TITLES[channel]}: {escaped(told)}", width="content")


def _send_test(channel: Channel) -> None:
    attempt(
        lambda session, by: send_test(session, channel, by=by),
        "On its way. If it does not arrive, this screen says why in a moment.",
    )
