"""One claim, opened: its sentence, how it stands, what it rests on, and its review."""

import streamlit as st

from actions.claims.marking import describe_claim, drop_claim, review_claim
from actions.claims.reading import history_of_claim, other_sources
from actions.claims.sources import cite_source, remove_source, restore_source, uncite_source
from desk.claims.gestures import changing
from desk.claims.source import new_source
from desk.frame.messages import escaped
from desk.widgets.clock import spoken
from desk.widgets.dates.day import day_input
from models.base.database import reading
from models.claims.claim import Claim, ClaimState, Grade, Source
from models.clinic.moments import clinic_today
from models.staff.member import Actor, Permission

STATES: dict[ClaimState, tuple[str, str]] = {
    ClaimState.REVIEWED: ("Reviewed", "green"),
    ClaimState.UNREVIEWED: ("Unreviewed", "orange"),
    ClaimState.EXPIRED: ("Expired", "red"),
    ClaimState.NO_SOURCE: ("Without source", "orange"),
    ClaimState.SOURCE_REMOVED: ("Source removed", "red"),
    ClaimState.GONE: ("No longer in the text", "gray"),
}
GRADES: dict[Grade, str] = {
    Grade.NONE: "Not said yet",
    Grade.HIGH: "High",
    Grade.MODERATE: "Moderate",
    Grade.LOW: "Low",
    Grade.VERY_LOW: "Very low",
}
EVENTS = {
    "made": "Made a claim",
    "changed": "Sentence changed",
    "changed and unreviewed": "Sentence changed, review void",
    "gone": "Sentence no longer in the text",
    "back": "Sentence back in the text",
    "grade": "Evidence",
    "expiry": "Expiry",
    "reviewed": "Reviewed",
    "source added": "Source added",
    "source taken away": "Source taken away",
    "source removed": "Source removed everywhere",
    "source restored": "Source restored",
    "dropped": "No claim any more",
}


def claim_badge(claim: Claim) -> str:
    name, colour = STATES[claim.state(clinic_today())]
    return f":{colour}-badge[{name}]"


def claim_card(claim: Claim, by: Actor) -> None:
    """Keys carry the claim's version: what was chosen for an older one is not put on a newer."""
    may_edit = by.may(Permission.EDIT_ARTICLES)
    st.markdown(f"{claim_badge(claim)}  \n{escaped(claim.sentence)}")
    _reviewed(claim)
    for source in claim.sources:
        _source(claim, source, may_edit=may_edit)
    if may_edit:
        _more_sources(claim, by)
        _evidence(claim)
    elif claim.grade is not Grade.NONE:
        st.markdown(f"Evidence: **{GRADES[claim.grade]}**")
    with st.container(horizontal=True):
        _review(claim, by)
        if may_edit and st.button("Not a claim", type="tertiary", key=_key(claim, "drop")):
            changing(drop_claim, claim, "It is no claim any more.")
    _history(claim, by)


def _key(claim: Claim, name: str) -> str:
    return f"claim-{claim.id}-{claim.version}-{name}"


def _reviewed(claim: Claim) -> None:
    if claim.reviewed_at and claim.reviewed_by:
        until = f", good until {claim.expires_on:%d %b %Y}" if claim.expires_on else ""
        name = escaped(claim.reviewed_by.full_name)
        st.caption(f"Reviewed by {name}, {spoken(claim.reviewed_at)}{until}")


def _source(claim: Claim, source: Source, *, may_edit: bool) -> None:
    year = f" ({source.year})" if source.year else ""
    told = f"{escaped(source.title)}{year}"
    if source.removed_at:
        told = f":red[:material/error: {told} was removed]"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(told, width="stretch")
        if source.url and not source.removed_at:
            st.link_button(
                "Open",
                source.url,
                type="tertiary",
                icon=":material/open_in_new:",
                key=_key(claim, f"open-{source.id}"),
            )
        if may_edit:
            _about_source(claim, source)


def _about_source(claim: Claim, source: Source) -> None:
    with st.popover("Source", type="tertiary", key=_key(claim, f"source-{source.id}")):
        if st.button("Take away from this claim", key=_key(claim, f"uncite-{source.id}")):
            changing(uncite_source, claim, "Taken away.", source_id=source.id)
        if source.removed_at:
            if st.button("Restore everywhere", key=_key(claim, f"restore-{source.id}")):
                changing(restore_source, None, "Restored everywhere.", source_id=source.id)
            return
        st.caption(
            "Retracted, or found wrong? Removing it turns every claim red that rests on it, "
            "in all articles."
        )
        if st.button("Remove everywhere", key=_key(claim, f"remove-{source.id}")):
            changing(remove_source, None, "Removed everywhere.", source_id=source.id)


def _more_sources(claim: Claim, by: Actor) -> None:
    with st.popover("Add a source", icon=":material/add:", key=_key(claim, "add")):
        with reading() as session:
            known = other_sources(session, claim, by=by)
        chosen = st.selectbox(
            "One we have",
            known,
            index=None,
            format_func=lambda source: f"{source.title} · {source.year or ''} · {source.id}",
            placeholder="Choose",
            key=_key(claim, "known"),
        )
        if chosen:
            changing(cite_source, claim, "Source added.", source_id=chosen.id)
        new_source(claim)


def _evidence(claim: Claim) -> None:
    grades = list(GRADES)
    with st.form(_key(claim, "evidence"), border=False):
        left, right = st.columns(2)
        grade = left.selectbox(
            "Evidence (GRADE)",
            grades,
            index=grades.index(claim.grade),
            format_func=lambda grade: GRADES[grade],
            key=_key(claim, "grade"),
        )
        with right:
            day = day_input("Good until", claim.expires_on, key=_key(claim, "expires"))
        if st.form_submit_button("Save evidence"):
            changing(describe_claim, claim, "Saved.", grade=grade, expires_on=day or None)


def _review(claim: Claim, by: Actor) -> None:
    waits = claim.state(clinic_today()) is not ClaimState.REVIEWED
    may_review = by.may(Permission.APPROVE_ARTICLES) and waits
    if may_review and st.button("Reviewed: it holds", type="primary", key=_key(claim, "review")):
        changing(review_claim, claim, "Reviewed, with your name.")


def _history(claim: Claim, by: Actor) -> None:
    with st.expander("History of this claim", key=_key(claim, "history")):
        with reading() as session:
            events = history_of_claim(session, claim.id, by=by)
        for event, name in events:
            told = f"**{EVENTS.get(event.kind, event.kind)}** · {spoken(event.at)}"
            told += f" · {escaped(name)}" if name else ""
            words = [f"~~{escaped(event.old)}~~"] if event.old else []
            words += [escaped(event.new)] if event.new else []
            st.markdown("  \n".join([told, *words]))
