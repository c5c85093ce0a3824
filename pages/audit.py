"""The log: who did what and when, and whether the record is whole."""

import streamlit as st

from actions.staff.reading import how_many_entries, list_entries, names_in_log
from desk.frame.messages import show_message
from desk.frame.sign_in import signed_in_staff
from desk.staff.log import log_buttons, log_filter
from desk.staff.log_table import is_oldest_first, log_table
from models.base.database import reading
from models.staff.member import Permission

PER_PAGE = 50


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.READ_LOG)
    st.title("Log", anchor=False)
    show_message()
    with reading() as session:
        names = names_in_log(session, by=by)
    sought = log_filter(names, by)
    with reading() as session:
        total = how_many_entries(session, sought, by=by)
    if not total:
        st.info("Nothing in the log matches. Widen the search.")
        log_buttons(sought, by)
        return
    pages = -(-total // PER_PAGE)
    below = st.container()
    log_buttons(sought, by)
    number = st.pagination(pages, key="page", bind="query-params") if pages > 1 else 1
    with reading() as session:
        entries = list_entries(
            session, sought, number, PER_PAGE, by=by, is_oldest_first=is_oldest_first()
        )
    with below:
        st.caption(f"{total:,} entries")
        log_table(entries, names, total)


page()
