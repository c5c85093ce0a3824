"""Writing the replies that the front desk sends again and again."""

import streamlit as st

from desk.clinic.form import SettingForm, setting_form
from desk.frame.messages import escaped
from models.enquiries.enquiry import STATUS_TITLES
from models.enquiries.replies.afterwards import AFTER
from models.enquiries.reply import LONGEST_BODY, PLACES, TELLING
from models.staff.member import Actor

PARTS = ("name", "subject", "body", "status", "tag", "follow_up")
STATUSES = {"": "Leave it to the answer", **{each.value: STATUS_TITLES[each] for each in AFTER}}
EMPTY = dict.fromkeys(PARTS, "")


def reply_settings(by: Actor) -> None:
    form = setting_form("replies", ("reply_templates",), by)
    st.caption(
        "Places that are filled in: "
        + ", ".join(f"**{{{place}}}** {words}" for place, words in PLACES.items())
        + f". A reply with {' or '.join(f'{{{each}}}' for each in sorted(TELLING))} can be copied, "
        "but not opened in the mail program: no link carries anything about somebody's health."
    )
    replies = [EMPTY | reply for reply in (*form.value("reply_templates"), EMPTY)]
    typed = [_reply(form, place, reply) for place, reply in enumerate(replies)]
    form.save(lambda: {"reply_templates": _without_empty(typed)})


def _without_empty(typed: list[dict[str, str]]) -> list[dict[str, str]]:
    """And without the parts that say nothing."""
    return [
        {part: text for part, text in each.items() if text or part in {"name", "subject", "body"}}
        for each in typed
        if any(text.strip() for text in each.values())
    ]


def _reply(form: SettingForm, place: int, reply: dict[str, str]) -> dict[str, str]:
    this = f"reply-{place}"
    with st.expander(escaped(reply["name"]) or "Another reply", key=form.key(this)):
        name = st.text_input("Name", max_chars=60, **form.box(f"{this}-name", reply["name"]))
        subject = st.text_input(
            "Subject", max_chars=150, **form.box(f"{this}-subject", reply["subject"])
        )
        body = st.text_area(
            "Text", max_chars=LONGEST_BODY, height=200, **form.box(f"{this}-body", reply["body"])
        )
        if reply["name"]:
            st.caption("Empty all boxes and save to remove this reply.")
        then = _afterwards(form, this, reply)
    return {"name": name, "subject": subject, "body": body, **then}


def _afterwards(form: SettingForm, this: str, reply: dict[str, str]) -> dict[str, str]:
    """What else one click on the reply does."""
    box = form.box(f"{this}-status", reply["status"])
    st.session_state.setdefault(box["key"], box.pop("value"))
    with st.container(horizontal=True, gap="small"):
        status = st.selectbox("Then move to", STATUSES, format_func=STATUSES.__getitem__, **box)
        tag = st.text_input("Add the tag", max_chars=40, **form.box(f"{this}-tag", reply["tag"]))
        days = st.text_input(
            "Follow up after … days",
            max_chars=3,
            **form.box(f"{this}-follow_up", reply["follow_up"]),
        )
    return {"status": status, "tag": tag, "follow_up": days}
