"""The review of an article: what to read, who approved what, and a clinician's sign-off."""

from datetime import date

import streamlit as st

from desk.articles.open_article import OpenArticle
from desk.articles.plans import article_plans
from desk.frame.messages import escaped
from desk.reviews.gestures import approve_whole, confirm, sign, submit
from desk.reviews.part import part_settled, part_to_read
from desk.reviews.view import ReviewView, review_view
from desk.widgets.emphasis import on_primary
from models.articles.article import Section
from models.clinic.moments import clinic_today
from models.reviews.review import ReviewState
from models.reviews.workflow import Move, moves_open_to
from models.staff.member import Actor, Permission

UNASKED = (
    "Nobody has asked for a review. The article can be published as it stands. Once review is "
    "asked for, readers get only what is approved."
)


def article_review(found: OpenArticle, _section: Section | None, by: Actor) -> None:
    view = review_view(found)
    moves = moves_open_to(by, found.article.state, view.state)
    st.markdown(_standing(view))
    if Move.SUBMIT in moves and (view.open_parts or view.state is ReviewState.NONE):
        _ask(found, view)
    _sign_off(found, view, moves)
    to_read, may_write = view.to_read(by), by.may(Permission.EDIT_ARTICLES)
    for part in to_read:
        base = view.bases.get(part.section.id)
        part_to_read(part, base, may_rule=Move.APPROVE in moves, may_write=may_write)
    if Move.APPROVE in moves and len(view.open_parts) > 1:
        _approve_all(found, view)
    _settled(view, {part.section.id for part in to_read}, may_rule=Move.SEND_BACK in moves)
    is_held_back = view.state is not ReviewState.NONE and bool(view.open_parts)
    article_plans(found, by, is_held_back=is_held_back)
    _packet(found)


def _standing(view: ReviewView) -> str:
    count, missing = len(view.parts), len(view.open_parts)
    counted = f"{count - missing} of {count} parts approved."
    if view.state is ReviewState.NONE:
        return UNASKED
    if not missing:
        return "Every part is approved as it stands."
    if view.state is ReviewState.APPROVED:
        return f"Changed since it was approved. Readers get no new text before that. {counted}"
    if view.state is ReviewState.SENT_BACK:
        return f"Sent back: the reasons stand below. {counted}"
    return f"In review, asked for by {escaped(view.asked)}. {counted}" if view.asked else counted


def _ask(found: OpenArticle, view: ReviewView) -> None:
    label = "Submit for review" if view.state is ReviewState.NONE else "Submit again"
    st.button(
        on_primary(label),
        type="primary",
        icon=":material/rate_review:",
        key="submit",
        on_click=submit,
        args=(found.article.id,),
    )
    if found.drafts:
        st.caption("Text that is not saved is no part of it.")


def _approve_all(found: OpenArticle, view: ReviewView) -> None:
    st.button(
        f"Approve all {len(view.open_parts)}",
        icon=":material/done_all:",
        key=f"approve-all-{_fixed(view)}",
        on_click=approve_whole,
        args=(found.article.id, view.seen),
    )


def _sign_off(found: OpenArticle, view: ReviewView, moves: frozenset[Move]) -> None:
    """What was signed, and for whoever may, the button that belongs to it."""
    if view.public:
        st.markdown(
            f"Readers see a text that {_signed(view.public.name, view.public.reviewed_on)}."
        )
    elif view.saved:
        st.markdown(f"This text {_signed(view.saved.name, view.saved.reviewed_on)}.")
    if view.due_on:
        st.markdown(_due(view.due_on))
    if Move.SIGN_OFF not in moves:
        return
    if view.saved is None:
        _offer_signing(found, view)
    elif view.public and view.public.reviewed_on < clinic_today():
        _offer_confirming(found)


def _signed(name: str, day: date) -> str:
    return f"**{escaped(name)}** signed off on {_day(day)}"


def _due(day: date) -> str:
    if day <= clinic_today():
        return f":orange[:material/event_busy: The next review was due on {_day(day)}.]"
    return f":gray[The next review is due on {_day(day)}.]"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _offer_signing(found: OpenArticle, view: ReviewView) -> None:
    if view.taken_out:
        st.caption(f"Parts taken out since the last sign-off: {view.taken_out}.")
    if view.open_parts:
        st.caption("When every part is approved, you can sign off the whole text.")
        return
    st.button(
        on_primary("Sign off"),
        type="primary",
        icon=":material/verified:",
        key=f"sign-{_fixed(view)}",
        on_click=sign,
        args=(found.article.id, view.seen),
    )
    st.caption("Your name and today's date then stand on the public page of this very text.")


def _offer_confirming(found: OpenArticle) -> None:
    st.button(
        "Reviewed, no change",
        icon=":material/event_available:",
        key=f"confirm-{found.article.live_number}",
        on_click=confirm,
        args=(found.article.id, found.article.live_number),
    )


def _settled(view: ReviewView, shown: set[int], *, may_rule: bool) -> None:
    rest = [part for part in view.parts if part.section.id not in shown]
    if not rest:
        return
    fold = st.expander(f"Approved ({len(rest)})", key="approved-parts", on_change="rerun")
    if fold.open:
        with fold:
            for part in rest:
                part_settled(part, may_rule=may_rule)


def _packet(found: OpenArticle) -> None:
    st.header("Take it along", anchor=False)
    st.caption("The text, its claims and the state of its review, in one file.")
    with st.container(horizontal=True):
        for label, form in (("Web page", "html"), ("Word", "docx")):
            address = f"/desk/review-packet/{found.article.id}/{form}"
            icon = ":material/download:"
            st.link_button(label, address, type="tertiary", icon=icon, key=f"packet-{form}")


def _fixed(view: ReviewView) -> str:
    """Names the very texts on the screen, so that a click means them and no others."""
    return "-".join(f"{section}.{number}" for section, number in view.seen.items())
