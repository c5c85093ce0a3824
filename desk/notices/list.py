"""What one is told, newest first: a click leads to the place and puts the notice away."""

from datetime import datetime

import streamlit as st

from actions.notices.bell import Told, mark_all_read, mark_read, notices_of
from desk.frame.acting import attempt
from desk.frame.messages import escaped
from desk.frame.navigation import open_page
from desk.widgets.clock import spoken
from models.base.database import reading
from models.notices.staff_notice import NoticeKind
from models.notices.staff_words import SAID
from models.staff.member import Actor

PANELS = {
    NoticeKind.ASKED: "Review",
    NoticeKind.APPROVED: "Review",
    NoticeKind.NOT_PUBLISHED: "Review",
    NoticeKind.MENTIONED: "Comments",
    NoticeKind.ANSWERED: "Comments",
}


def notice_list(by: Actor) -> None:
    with reading() as session:
        told = notices_of(session, by=by)
    if not told:
        st.markdown("Nothing yet. Here you are told when a colleague needs you.")
        return
    unread = [each for each in told if not each.is_read]
    if unread:
        st.button(
            "Mark all as read",
            icon=":material/done_all:",
            key="notices-all",
            on_click=_read_all,
            args=(max(each.at for each in told),),
        )
    with st.container(gap="xsmall", key="notice-list"):
        for each in told:
            _row(each)


def _row(each: Told) -> None:
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        with st.container(gap=None):
            if st.button(
                _title(each), type="tertiary", icon=_icon(each), key=f"notice-{each.id}",
                on_click=_read, args=(each.id,),
            ):  # fmt: skip
                open_page("exports" if each.list_id else "article", **_place(each))
            st.markdown(f":small[:gray[{_told(each)}]]")
        if not each.is_read:
            st.button("Mark as read", type="tertiary", icon=":material/check:",
                      key=f"notice-read-{each.id}", on_click=_read, args=(each.id,))  # fmt: skip


def _title(each: Told) -> str:
    said = f"{SAID[each.kind]}: {escaped(each.title) or 'Untitled'}"
    return said if each.is_read else f"**{said}**"


def _icon(each: Told) -> str:
    return ":material/drafts:" if each.is_read else ":material/mark_email_unread:"


def _told(each: Told) -> str:
    parts = (f"“{escaped(each.part)}”" if each.part else "", escaped(each.who), spoken(each.at))
    return " · ".join(part for part in parts if part)


def _place(each: Told) -> dict[str, str]:
    if each.list_id:
        found = {"receipt": each.receipt} if each.receipt else {}
        return {"list": str(each.list_id)} | found
    query = {"slug": each.slug}
    if each.section_id:
        query["section"] = str(each.section_id)
    if each.kind in PANELS:
        query["panel"] = PANELS[each.kind]
    return query


def _read(notice_id: int) -> None:
    attempt(lambda session, by: mark_read(session, notice_id, by=by))


def _read_all(until: datetime) -> None:
    attempt(lambda session, by: mark_all_read(session, until, by=by), "All are read.")
