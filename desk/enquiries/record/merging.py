"""Perhaps the same person: why, and what to do about it."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from actions.enquiries.duplicates import PossibleSame, who_may_that_be
from actions.enquiries.merging import mark_pair, merge_enquiries, separate_enquiry
from actions.enquiries.reading import OpenEnquiry
from desk.enquiries.drawn import Drawn
from desk.enquiries.listing.address import open_record
from desk.enquiries.work import attempt_on
from desk.frame.messages import escaped
from desk.frame.sign_in import signed_in_staff
from desk.widgets.clock import spoken
from models.base.database import reading
from models.enquiries.enquiry import STATUS_TITLES, Enquiry
from models.enquiries.pair import Bond

MERGE, LINK, APART, UNLINK = "Merge into this one", "Link", "Not the same", "Take the link away"
BONDS: dict[str, tuple[Bond | None, str]] = {
    LINK: (Bond.LINKED, "linked."),
    APART: (Bond.APART, "told apart; not suggested any more."),
    UNLINK: (None, "no longer linked."),
}
MOST_TOLD = 3
"""Each costs the record time to be drawn; the likeliest come first."""
_ALL = "desk.enquiries.all_others"


def merged(opened: OpenEnquiry, *, may_triage: bool) -> None:
    """What it is part of, or what is part of it."""
    if whole := opened.whole:
        with st.container(border=True):
            st.markdown(f":material/merge: Part of **{escaped(whole.reference)}**")
            with st.container(horizontal=True):
                st.button("Open it", key="e-whole", on_click=open_record, args=(whole.id,))
                if may_triage:
                    _separating(opened.enquiry, opened.enquiry)
    for part in opened.parts:
        with st.container(border=True):
            st.markdown(
                f":material/merge: **{escaped(part.reference)}** is part of this · "
                f"{escaped(part.name)}, {escaped(spoken(part.received_at))}"
            )
            _contact_of(part)
            st.text(part.message or "No message.")
            if may_triage:
                _separating(part, opened.enquiry)


def _contact_of(part: Enquiry) -> None:
    if ways := [escaped(way) for way in (part.phone, part.email) if way]:
        st.caption(" · ".join(ways))


def _separating(part: Enquiry, opened: Enquiry) -> None:
    st.button(
        "Separate again",
        icon=":material/call_split:",
        key=f"e-separate-{part.id}-{part.version}",
        on_click=_separate,
        args=(Drawn.of(part), Drawn.of(opened)),
    )


def _separate(part: Drawn, opened: Drawn) -> None:
    attempt_on(
        opened,
        lambda session, by: separate_enquiry(session, part.id, by=by, version=part.version),
        f"Separated from {escaped(part.name)}. Both are as they were."
        if part != opened
        else "Separated. Both are as they were.",
    )


def others(opened: OpenEnquiry, same: Sequence[PossibleSame], *, may_triage: bool) -> None:
    if not same:
        return
    st.subheader("Perhaps the same person", anchor=False)
    is_all = st.session_state.get(_ALL) == opened.enquiry.id
    shown = same if is_all else same[:MOST_TOLD]
    for other in shown:
        _other(opened, other, may_triage=may_triage)
    if more := len(same) - len(shown):
        key, args = f"e-same-all-{opened.enquiry.id}", (opened.enquiry.id,)
        st.button(f"Show {more} more", key=key, type="tertiary", on_click=_show_all, args=args)


def _show_all(enquiry_id: int) -> None:
    st.session_state[_ALL] = enquiry_id


def _other(opened: OpenEnquiry, other: PossibleSame, *, may_triage: bool) -> None:
    here, there = opened.enquiry, other.enquiry
    with st.container(border=True, gap="xxsmall"):
        words = f"**{escaped(there.name)}** · {escaped(spoken(there.received_at))}"
        key = f"e-earlier-{here.id}-{there.id}"
        st.button(words, key=key, type="tertiary", on_click=open_record, args=(there.id,))
        told = [STATUS_TITLES[there.status], *filter(None, (there.service, other.why))]
        st.caption(" · ".join(map(escaped, [*told, *(["linked"] if other.is_linked else [])])))
        if may_triage and not opened.whole:
            _choices(here, other)


def _choices(here: Enquiry, other: PossibleSame) -> None:
    there = other.enquiry
    key = f"e-same-{here.id}-{there.id}-{here.version}-{there.version}"
    choices = [MERGE, UNLINK] if other.is_linked else [MERGE, LINK, APART]

    def choose() -> None:
        choice: str = st.session_state[key]
        (_merge if choice == MERGE else partial(_mark_pair, choice))(here, there)

    st.menu_button("Same person?", choices, key=key, type="tertiary", on_click=choose)


def _merge(here: Enquiry, there: Enquiry) -> None:
    versions = here.version, there.version
    attempt_on(
        Drawn.of(here),
        lambda session, by: merge_enquiries(session, here.id, there.id, by=by, versions=versions),
        f"{escaped(there.name)} ({escaped(there.reference)}) is now part of this one.",
    )


def _mark_pair(choice: str, here: Enquiry, there: Enquiry) -> None:
    bond, done = BONDS[choice]
    versions = here.version, there.version
    attempt_on(
        Drawn.of(here),
        lambda session, by: mark_pair(session, here.id, there.id, bond, by=by, versions=versions),
        f"{escaped(there.name)}: {done}",
    )


def known_already() -> None:
    """While somebody is written down: who it may be. A place of its own, also when empty."""
    typed = [
        str(st.session_state.get(f"e-new-{field}") or "") for field in ("name", "email", "phone")
    ]
    with st.container(gap="xxsmall"):
        if not any(typed[1:]):
            return
        with reading() as session:
            found = who_may_that_be(session, *typed, by=signed_in_staff())
        for other in found[:MOST_TOLD]:
            there = other.enquiry
            st.caption(
                f":material/person_search: Perhaps **{escaped(there.name)}** · "
                f"{escaped(there.reference)} · {STATUS_TITLES[there.status]} · "
                f"{escaped(spoken(there.received_at))} · {escaped(other.why)}"
            )
