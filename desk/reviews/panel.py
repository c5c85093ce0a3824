"""Around the text in review: how far it is, what can be done with it whole, and its schedule."""

from datetime import date

import streamlit as st

from actions.articles.opening import OpenArticle
from actions.articles.problems import problems_of
from actions.reviews.reading import ReviewView
from desk.articles.plans import article_plans
from desk.articles.problems import show_problems
from desk.frame.messages import escaped
from desk.reviews.asking import asked_for, offer_asking, offer_taking_back, show_request
from desk.reviews.gestures import approve_whole, confirm, sign
from models.base.database import reading
from models.clinic.moments import clinic_today
from models.reviews.review import ReviewState
from models.reviews.workflow import Move
from models.staff.member import Actor

UNREAD = "Read every part to its end first"
UNASKED = (
    "Nobody has asked for a review: the article can be published as it stands. Once review is "
    "asked for, readers get only what is approved."
)


def review_progress(
    found: OpenArticle, view: ReviewView, moves: frozenset[Move], by: Actor
) -> None:
    """Stays in view while the text goes by."""
    with st.container(key="review-progress", horizontal=True, vertical_alignment="center"):
        st.markdown(_standing(view, is_reader=Move.APPROVE in moves), width="stretch")
        if Move.SUBMIT in moves and (view.open_parts or view.state is ReviewState.NONE):
            offer_asking(found, view, by)
        if Move.TAKE_BACK in moves:
            offer_taking_back(found)
        if Move.APPROVE in moves and len(view.open_parts) > 1:
            _approve_all(found, view)
        if Move.SIGN_OFF in moves:
            _signing(found, view)
    show_request(view.review)
    _to_mend(found, moves, by)
    _sign_off(view, moves)
    if Move.SUBMIT in moves and found.drafts:
        st.caption("Text that is not saved is no part of the review.")


def _to_mend(found: OpenArticle, moves: frozenset[Move], by: Actor) -> None:
    """Said before somebody approves or signs: what the text lacks, each with the way to it."""
    if Move.APPROVE not in moves:
        return
    with reading() as session:
        problems = problems_of(session, found.article.id, found.saved, by=by)
    if problems.blocking:
        st.markdown(":red[**To mend before readers may get it**]")
        show_problems(problems.blocking, found, "mend")
    if problems.worth_a_look:
        st.markdown("**Worth a look before you approve**")
        show_problems(problems.worth_a_look, found, "approving")


def after_the_text(found: OpenArticle, view: ReviewView, by: Actor) -> None:
    is_held_back = view.state is not ReviewState.NONE and bool(view.open_parts)
    article_plans(found, by, is_held_back=is_held_back)
    _packet(found)


def _standing(view: ReviewView, *, is_reader: bool) -> str:
    told = _stands(view)
    unread = len(view.unread)
    if not is_reader:
        return told
    if not unread:
        return f"{told}  \n:small[:green[:material/check: You have read every part to its end.]]"
    read = f"You have read {len(view.parts) - unread} of {len(view.parts)} parts to their end."
    return f"{told}  \n:small[:gray[{read}]]"


def _stands(view: ReviewView) -> str:
    count, missing = len(view.parts), len(view.open_parts)
    counted = f"**{count - missing} of {count} parts approved.**"
    if view.state is ReviewState.NONE:
        return f"{counted} {UNASKED}"
    if not missing:
        return "Every part is approved as it stands."
    if view.state is ReviewState.APPROVED:
        return f"Not approved as it stands. Readers get no new text before that. {counted}"
    if view.state is ReviewState.SENT_BACK:
        return f"Sent back: the reasons stand beside the parts. {counted}"
    return f"{asked_for(view.review)} {counted}".strip()


def _approve_all(found: OpenArticle, view: ReviewView) -> None:
    is_read = not set(view.unread) & set(view.open_parts)
    st.button(
        f"Approve all {len(view.open_parts)}",
        icon=":material/done_all:",
        key=f"approve-all-{_fixed(view)}",
        help=None if is_read else UNREAD,
        disabled=not is_read,
        on_click=approve_whole,
        args=(found.article.id, view.seen),
    )


def _signing(found: OpenArticle, view: ReviewView) -> None:
    """The button that belongs to a clinician's word, when the time for it has come."""
    if view.saved is None and not view.open_parts:
        _offer_signing(found, view)
    elif view.saved and view.public and view.public.reviewed_on < clinic_today():
        _offer_confirming(found, view)


def _sign_off(view: ReviewView, moves: frozenset[Move]) -> None:
    """What was signed, and what a clinician should know before signing."""
    told = []
    if view.public:
        told.append(
            f"Readers see a text that {_signed(view.public.name, view.public.reviewed_on)}."
        )
    elif view.saved:
        told.append(f"This text {_signed(view.saved.name, view.saved.reviewed_on)}.")
    if view.due_on:
        told.append(_due(view.due_on))
    if Move.SIGN_OFF in moves and view.saved is None:
        told.append(f":small[:gray[{_before_signing(view)}]]")
    if told:
        st.markdown("  \n".join(told))


def _before_signing(view: ReviewView) -> str:
    gone = f"Parts taken out since the last sign-off: {view.taken_out}. " * bool(view.taken_out)
    if view.open_parts:
        return f"{gone}When every part is approved, you can sign off the whole text."
    return f"{gone}Your name and today's date then stand on the public page of this very text."


def _signed(name: str, day: date) -> str:
    return f"**{escaped(name)}** signed off on {_day(day)}"


def _due(day: date) -> str:
    if day <= clinic_today():
        return f":orange[:material/event_busy: The next review was due on {_day(day)}.]"
    return f":gray[The next review is due on {_day(day)}.]"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _offer_signing(found: OpenArticle, view: ReviewView) -> None:
    st.button(
        "Sign off",
        type="primary",
        icon=":material/verified:",
        key=f"sign-{_fixed(view)}",
        help=UNREAD if view.unread else None,
        disabled=bool(view.unread),
        on_click=sign,
        args=(found.article.id, view.seen),
    )


def _offer_confirming(found: OpenArticle, view: ReviewView) -> None:
    st.button(
        "Reviewed, no change",
        icon=":material/event_available:",
        key=f"confirm-{found.article.live_number}",
        help=UNREAD if view.unread else None,
        disabled=bool(view.unread),
        on_click=confirm,
        args=(found.article.id, found.article.live_number),
    )


def _packet(found: OpenArticle) -> None:
    st.header("Download for reading", anchor=False)
    st.caption("The text, its claims and the state of its review, in one file.")
    with st.container(horizontal=True):
        for label, form in (("Web page", "html"), ("Word", "docx")):
            address = f"/desk/review-packet/{found.article.id}/{form}"
            icon = ":material/download:"
            st.link_button(label, address, type="tertiary", icon=icon, key=f"packet-{form}")


def _fixed(view: ReviewView) -> str:
    """Names the very texts on the screen, so that a click means them and no others."""
    return "-".join(f"{section}.{number}" for section, number in view.seen.items())
