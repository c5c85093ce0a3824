"""Who waits for the clinic today: how many, who the longest, and whom to come back to."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from actions.enquiries.overview import who_is_waiting
from desk.enquiries.risk_banner import AT_MOST, show_risk_banner
from desk.frame.messages import escaped
from desk.frame.navigation import page_at
from desk.notices.trouble import show_notice_trouble
from desk.widgets.clock import ago, spoken_day, today, waited_for
from models.base.table import now
from models.clinic.hours import ClinicHours
from models.enquiries.enquiry import STATUS_TITLES, Status
from models.staff.member import Actor

SHOWN = (Status.NEW, Status.IN_PROGRESS, Status.WAITING, Status.BOOKED)


def who_waits(session: Session, by: Actor) -> None:
    found = who_is_waiting(session, today(), AT_MOST + 1, by=by)
    show_risk_banner(found.to_call, found.protocol)
    show_notice_trouble(session, by)
    st.header("Enquiries", anchor=False)
    if not any(found.totals.values()):
        st.markdown("No enquiry yet. Each appears here seconds after somebody sends it.")
        return
    with st.grid(4, min_column_width=130):
        for status in SHOWN:
            _count(status, found.totals.get(status, 0))
    with st.grid(2, min_column_width=320, gap="medium"):
        if found.unreached:
            _people("Your reply did not reach them", found.unreached, ago)
        _people("Waiting longest", found.longest, _waited(found.hours))
        _people("Assigned to you", found.assigned, ago)
        _people("Due today", found.due, spoken_day)


def _count(status: Status, total: int) -> None:
    with st.container(border=True, gap="xsmall"):
        title = STATUS_TITLES[status]
        st.metric(title, f"{total:,}")
        query = {"status": status.value}
        st.page_link(page_at("enquiries"), label=f"Show {title.lower()}", query_params=query)


def _people(heading: str, rows: Sequence[Any], said: Callable[[Any], str]) -> None:
    """Each row is id, name, service, and the moment or day that `said` puts in words.

    What matters most comes first: on a phone a line breaks.
    """
    with st.container(gap="xsmall"):
        st.subheader(heading, anchor=False)
        for enquiry_id, name, service, when in rows:
            later = " · ".join(part for part in (said(when), escaped(service)) if part)
            query = {"open": str(enquiry_id)}
            st.page_link(
                page_at("enquiries"),
                label=f"**{escaped(name)}** :gray[{later}]",
                query_params=query,
            )
        if not rows:
            st.caption("Nobody. That is a good sign.")


def _waited(hours: ClinicHours) -> Callable[[datetime], str]:
    def said(since: datetime) -> str:
        length = hours.between(since, now())
        late = ":red[:material/alarm: overdue] " if length >= hours.answer_within else ""
        return f"{late}{waited_for(since, length)}"

    return said
