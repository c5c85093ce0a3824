"""What will become of each one ticked, told before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import streamlit as st
from sqlalchemy.orm import Session

from actions.enquiries.batch import BatchChange, EnquiryOutcome, change_each, preview_each
from actions.enquiries.changes import batch_made
from desk.enquiries.listing.address import bulk_choice, choose_bulk
from desk.enquiries.listing.bulk_choices import BULK_CHOICES, FIELDS, BulkChoice, Names
from desk.enquiries.work import attempt_change, enquiry_refusals, report
from desk.frame.messages import escaped
from desk.frame.sign_in import signed_in_staff
from desk.widgets.list_address import tick
from models.base.database import reading
from models.base.refusal import Refused
from models.staff.member import Actor

JUST_CHOSEN = "e-bulk-just-chosen"
LOOK_AGAIN = (
    "You chose something else just then. Look at what would change and press *Change* again."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the dialog asked when it was drawn: the kind of change, and what its field said."""

    kind: str
    value: str
    said: object

    @classmethod
    def now(cls) -> Self:
        kind, value = bulk_choice()
        said = st.session_state.get(FIELDS[kind]) if kind in FIELDS else None
        return cls(kind, value, said)


@st.dialog("Change those ticked", on_dismiss=lambda: choose_bulk(""))
def confirm_bulk(ids: list[int], names: Names) -> None:
    """Acts on the ids that it was drawn with."""
    kind, value = bulk_choice()
    if not kind:
        st.rerun()  # it is done: what is below the dialog shows it
    if st.session_state.pop(JUST_CHOSEN, False):
        st.warning(LOOK_AGAIN)
    try:
        wanted = BULK_CHOICES[kind](value, names) if kind in BULK_CHOICES else None
    except Refused as refused:
        st.error(escaped(refused.words))
        return
    previewed = _preview(ids, wanted) if wanted else []
    many = sum(outcome.is_done for outcome in previewed)
    st.button(
        f"Change {many}" if many else "Change",
        type="primary",
        key="e-bulk-do",
        disabled=not many,
        on_click=_do,
        args=(Asked.now(), previewed, *(wanted or ("", None))),
    )


def _preview(ids: list[int], wanted: BulkChoice) -> list[EnquiryOutcome]:
    with reading() as session:
        previewed = preview_each(session, ids, wanted[1], by=signed_in_staff())
    many = sum(outcome.is_done for outcome in previewed)
    there = sum(outcome.is_unchanged for outcome in previewed)
    st.markdown(f"**{many} will be {wanted[0]}.**" if many else "**Nothing would change.**")
    if there:
        st.markdown("One is so already." if there == 1 else f"{there} are so already.")
    if refused := enquiry_refusals(previewed):
        st.markdown(f"{sum(bool(each.refused) for each in previewed)} can’t:  \n{refused}")
    return previewed


def _do(
    asked: Asked, previewed: Sequence[EnquiryOutcome], words: str, change: BatchChange | None
) -> None:
    """To those who were previewed, each as they were then; who is refused keeps their tick.

    A second click on what is done already is none. A value that came along with the click was
    not previewed: it is shown first.
    """
    now_asked = Asked.now()
    if (now_asked.kind, now_asked.value) != (asked.kind, asked.value):
        return
    if now_asked.said != asked.said:
        st.session_state[JUST_CHOSEN] = True
        return
    _change(previewed, words, change)
    choose_bulk("")


def _change(previewed: Sequence[EnquiryOutcome], words: str, change: BatchChange | None) -> None:
    outcomes: list[EnquiryOutcome] = []
    batches: list[int | None] = []
    versions = {each.enquiry_id: each.version for each in previewed}

    def gesture(session: Session, by: Actor) -> None:
        if change:
            outcomes.extend(change_each(session, versions, change, by=by, versions=versions))
            batches.append(batch_made(session))

    if attempt_change(gesture, ""):
        tick(outcome.enquiry_id for outcome in outcomes if outcome.refused)
        report(words[:1].upper() + words[1:], outcomes, *batches)
