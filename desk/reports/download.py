"""Taking a table of the report away as a file, for who may take lists away."""

from urllib.parse import urlencode

import streamlit as st

from actions.reports.looking import Report
from models.reports.total import Breakdown
from models.staff.member import Actor, Permission


def download_link(report: Report, by: Breakdown, reader: Actor) -> None:
    if not reader.may(Permission.EXPORT_ENQUIRIES):
        return
    period = report.figures.period
    asked = {"from": period.since, "until": period.until, "by": by.value}
    st.link_button(
        "Download this table",
        f"/desk/files/report.csv?{urlencode(asked)}",
        icon=":material/download:",
        help="As CSV. It is noted in the log.",
    )
