"""Workload: who has how much to answer, what is overdue, and what nobody has taken yet."""

import streamlit as st

from actions.reports.workload import workload
from desk.frame.sign_in import signed_in_staff
from desk.reports.workload import whole_desk, workload_table
from models.base.database import reading
from models.staff.member import Permission


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.TRIAGE_ENQUIRIES)
    st.title("Workload", anchor=False)
    st.caption(
        "Open are New, In progress and Waiting. Overdue are New ones without an answer after the "
        "clinic's promised time. Click a number to see exactly those enquiries."
    )
    with reading() as session:
        loads = workload(session, by=by)
    whole_desk(loads)
    workload_table(loads)


page()
