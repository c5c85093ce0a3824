"""The log: who did what and when, and whether the record is whole."""

import streamlit as st

from desk.frame.messages import show_message
from desk.frame.sign_in import signed_in_staff
from desk.staff.log import log_filter, log_table, names_of_staff, verify_button
from models.base.database import reading
from models.staff.log import count_matching, entries_matching
from models.staff.member import Permission

PER_PAGE = 50


def page() -> None:
    signed_in_staff().must(Permission.READ_LOG)
    st.title("Log", anchor=False)
    show_message()
    names = names_of_staff()
    sought = log_filter(names)
    with reading() as session:
        total = session.scalars(count_matching(sought)).one()
    if not total:
        st.info("Nothing in the log matches. Widen the search.")
        return
    pages = -(-total // PER_PAGE)
    below = st.container()
    verify_button()
    number = st.pagination(pages, key="page", bind="query-params") if pages > 1 else 1
    with reading() as session:
        wanted = entries_matching(sought).offset((number - 1) * PER_PAGE).limit(PER_PAGE)
        entries = session.scalars(wanted).all()
    with below:
        st.caption(f"{total:,} entries")
        log_table(entries, names)


page()
