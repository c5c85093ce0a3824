"""What this article brings: enquiries and bookings, and how each call to action does."""

from collections.abc import Mapping

import streamlit as st

from actions.articles.opening import OpenArticle
from actions.articles.results import ELSEWHERE, LONG, SHORT, Results, Tally, results_of
from desk.articles.writing.sections import title_of
from desk.frame.messages import escaped
from desk.frame.navigation import page_at
from models.articles.article import Section
from models.base.database import reading
from models.staff.member import Actor, Permission


def article_results(found: OpenArticle, _section: Section | None, by: Actor) -> None:
    with reading() as session:
        results = results_of(session, found.article.id, by=by)
    titles = {each.id: title_of(each) for each in results.sections}
    _numbers(results)
    _by_call(results.by_call, titles)
    if by.may(Permission.READ_ENQUIRIES):
        query = {"article": found.article.slug, "status": "all"}
        label = "The enquiries themselves"
        icon = ":material/arrow_forward:"
        st.page_link(page_at("enquiries"), label=label, icon=icon, query_params=query)


def _numbers(results: Results) -> None:
    for days, tally in ((SHORT, results.short), (LONG, results.long)):
        st.markdown(f"**Last {days} days**")
        with st.container(horizontal=True, gap="medium"):
            st.metric("Enquiries", f"{tally.enquiries:,}", width="content")
            st.metric("Booked", f"{tally.booked:,}", width="content")
            st.metric("Click-throughs", f"{tally.clicks:,}", width="content")


def _by_call(by_call: Mapping[int, Tally], titles: Mapping[int, str]) -> None:
    st.markdown(f"**By call to action**, last {LONG} days")
    calls = {number: tally for number, tally in by_call.items() if number != ELSEWHERE}
    if not calls:
        st.caption("Nobody has followed a call to action yet.")
    for number, tally in sorted(calls.items(), key=lambda each: -each[1].clicks):
        name = escaped(titles.get(number, "")) or "A section that is gone"
        st.markdown(f"{name}  \n:small[:gray[{tally_in_words(tally)}]]")
    if rest := by_call.get(ELSEWHERE):
        words = f"{_many(rest.enquiries, 'enquiry', 'enquiries')}, {rest.booked:,} booked"
        st.markdown(f"The form below the text, and other ways  \n:small[:gray[{words}]]")
    st.caption(
        "A click-through is somebody who went on to the booking form: counted once in half an "
        "hour, without robots and without knowing who it was. Spam counts nowhere."
    )


def tally_in_words(tally: Tally) -> str:
    """“40 click-throughs → 6 enquiries (15 %), 2 booked”."""
    clicks = _many(tally.clicks, "click-through", "click-throughs")
    share = "" if tally.conversion is None else f" ({tally.conversion:.0%})"
    enquiries = _many(tally.enquiries, "enquiry", "enquiries")
    return f"{clicks} → {enquiries}{share}, {tally.booked:,} booked"


def _many(count: int, one: str, more: str) -> str:
    return f"1 {one}" if count == 1 else f"{count:,} {more}"
