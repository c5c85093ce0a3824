"""Home: what awaits this person today."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st
from sqlalchemy import Row
from sqlalchemy.orm import Session

from desk.clock import ago, greeting, spoken
from desk.messages import escaped, show_message
from desk.navigation import page_at
from desk.parts.risk_banner import show_risk_banner
from desk.sign_in import signed_in_staff
from models.article_list import any_article
from models.awaiting import (
    articles_not_public_yet,
    articles_with_unsaved_text,
    enquiries_assigned_to,
    enquiries_waiting_longest,
)
from models.database import reading
from models.enquiry import STATUS_TITLES, Status
from models.enquiry_count import counts_by_status
from models.staff import Actor, Permission

SHOWN = (Status.NEW, Status.IN_PROGRESS, Status.WAITING, Status.BOOKED)


def page() -> None:
    by = signed_in_staff()
    st.title(f"{greeting()}, {escaped(by.name.split()[0])}", anchor=False)
    show_message()
    with reading() as session:
        if by.may(Permission.READ_ENQUIRIES):
            enquiries(session, by)
        if by.may(Permission.READ_ARTICLES):
            articles(session, by)


def enquiries(session: Session, by: Actor) -> None:
    show_risk_banner(session)
    totals = dict(session.execute(counts_by_status()).all())
    st.header("Enquiries", anchor=False)
    if not any(totals.values()):
        st.markdown("No enquiry yet. Each appears here seconds after somebody sends it.")
        return
    with st.grid(4, min_column_width=130):
        for status in SHOWN:
            count(status, totals.get(status, 0))
    with st.grid(2, min_column_width=320, gap="medium"):
        people("Waiting longest", session.execute(enquiries_waiting_longest()).all())
        people("Assigned to you", session.execute(enquiries_assigned_to(by.id or 0)).all())


def count(status: Status, total: int) -> None:
    with st.container(border=True, gap="xsmall"):
        title = STATUS_TITLES[status]
        st.metric(title, f"{total:,}")
        query = {"status": status.value}
        st.page_link(page_at("enquiries"), label=f"Show {title.lower()}", query_params=query)


def people(heading: str, rows: Sequence[Row[int, str, str, datetime]]) -> None:
    with st.container(gap="xsmall"):
        st.subheader(heading, anchor=False)
        for enquiry_id, name, service, received_at in rows:
            later = " · ".join(part for part in (escaped(service), ago(received_at)) if part)
            query = {"open": str(enquiry_id)}
            st.page_link(
                page_at("enquiries"),
                label=f"**{escaped(name)}** :gray[{later}]",
                query_params=query,
            )
        if not rows:
            st.caption("Nobody. That is a good sign.")


def articles(session: Session, by: Actor) -> None:
    st.header("Articles", anchor=False)
    if session.scalar(any_article()) is None:
        no_article(by)
        return
    with st.grid(2, min_column_width=320, gap="medium"):
        if by.may(Permission.EDIT_ARTICLES):
            unsaved = session.execute(articles_with_unsaved_text(by.id or 0)).all()
            texts("Text you have not saved", unsaved, "Everything you wrote is saved.")
        texts(
            "Not public yet",
            session.execute(articles_not_public_yet()).all(),
            "Every article is public as it stands.",
        )
    st.page_link(page_at("articles"), label="All articles", icon=":material/arrow_forward:")


def no_article(by: Actor) -> None:
    st.markdown("No article yet. Readers see each one when it is published.")
    if by.may(Permission.EDIT_ARTICLES):
        label, begin = "Write or paste the first one", {"new": "1"}
        st.page_link(page_at("articles"), label=label, icon=":material/add:", query_params=begin)


def texts(heading: str, rows: Sequence[Row[str, str, datetime]], nothing: str) -> None:
    with st.container(gap="xsmall"):
        st.subheader(heading, anchor=False)
        for slug, title, moment in rows:
            words = f"**{escaped(title)}** :gray[{escaped(spoken(moment))}]"
            st.page_link(page_at("article"), label=words, query_params={"slug": slug})
        if not rows:
            st.caption(nothing)


page()
