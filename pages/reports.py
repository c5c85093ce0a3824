"""Reports: what came in, what became of it, and how soon it was answered."""

import streamlit as st

from actions.reports.looking import Report, report_on, week_of_clinic
from desk.frame.sign_in import signed_in_staff
from desk.reports.breakdown import breakdown
from desk.reports.choice import chosen_period, compared_with, period_choice
from desk.reports.download import download_link
from desk.reports.shape import funnel, hours
from desk.reports.tiles import nothing_came, tiles
from desk.reports.volume import volume
from desk.reports.words import days_said
from models.base.database import reading
from models.staff.member import Permission
from settings import ROOT

STYLE = ROOT / "desk" / "reports" / "reports.css"


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.READ_REPORTS)
    st.html(STYLE)
    period = chosen_period()
    against = compared_with(period)
    st.title("Reports", anchor=False)
    period_choice(period)
    with reading() as session:
        report = report_on(session, period, against, by=by)
        week_begins_on = week_of_clinic(session, by=by)
    about(report)
    tiles(report)
    if nothing_came(report):
        return
    volume(report.figures, week_begins_on)
    left, right = st.columns([1, 1.6], gap="large")
    with left:
        funnel(report.figures)
    with right:
        hours(report.figures, week_begins_on)
    download_link(report, breakdown(report), by)


def about(report: Report) -> None:
    with_what = report.before and f", compared with {days_said(report.before.period)}"
    st.caption(
        f"Received {days_said(report.figures.period)}{with_what or ''}, as they stand now. Spam "
        "does not count, and enquiries that were merged count as one. Click a number to see "
        "exactly those enquiries."
    )


page()
