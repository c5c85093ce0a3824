"""Closing a colleague's account, with what waits on them; opening it again."""

import streamlit as st

from actions.enquiries.overview import who_takes_enquiries
from actions.staff.accounts import enable_staff
from actions.staff.left_open import (
    HandedOver,
    close_account,
    handover_to_take_back,
    reopen_account,
)
from desk.frame.acting import attempt, attempted
from desk.frame.messages import escaped, keep_message, keep_trouble
from desk.staff.left_open import left_open
from models.base.database import reading
from models.staff.member import Actor, StaffMember

NOBODY_YET = "Nobody yet: they stay assigned"


def disable_button(member: StaffMember, by: Actor) -> None:
    # Never open over somebody else than whom it was opened for.
    with st.popover("Disable …", key=f"closing-{member.id}-{member.version}"):
        st.markdown(
            f"{escaped(member.full_name)} is signed out at once and can't sign in any more. "
            "What they did stays. You can enable the account again."
        )
        work = left_open(member, by)
        if work.enquiries or work.follow_ups:
            _whom_to_hand(member, by)
        st.button(
            "Disable the account",
            key=f"disable-{member.id}",
            on_click=_disable,
            args=(member.id, member.version),
        )


def _whom_to_hand(member: StaffMember, by: Actor) -> None:
    with reading() as session:
        colleagues = who_takes_enquiries(session, by=by)
    colleagues.pop(member.id, None)
    st.selectbox(
        "Give enquiries and follow-ups to",
        [None, *colleagues],
        format_func=lambda each: colleagues[each] if each else NOBODY_YET,
        key=_key(member.id, member.version),
    )


def _key(staff_id: int, version: int) -> str:
    return f"hand-to-{staff_id}-{version}"


def _disable(staff_id: int, version: int) -> None:
    hand_to = st.session_state.get(_key(staff_id, version))
    done = attempted(
        lambda session, by: close_account(
            session, staff_id, hand_to=hand_to, based_on=version, by=by
        )
    )
    if done:
        _report("Disabled.", done, "handed over")


def enable_buttons(member: StaffMember, by: Actor) -> None:
    """With a second one for whoever closed it and handed the enquiries over."""
    args = (member.id, member.version)
    st.button("Enable the account", key=f"enable-{member.id}", on_click=_enable, args=args)
    with reading() as session:
        batch_id = handover_to_take_back(session, member.id, by=by)
    if batch_id:
        st.button(
            "Enable and give the enquiries back",
            icon=":material/undo:",
            key=f"reopen-{member.id}",
            on_click=_reopen,
            args=(*args, batch_id),
        )


def _enable(staff_id: int, version: int) -> None:
    attempt(lambda session, by: enable_staff(session, staff_id, based_on=version, by=by), "Saved.")


def _reopen(staff_id: int, version: int, batch_id: int) -> None:
    done = attempted(
        lambda session, by: reopen_account(session, staff_id, batch_id, based_on=version, by=by)
    )
    if done:
        _report("Enabled.", done, "given back")


def _report(said: str, done: HandedOver, how: str) -> None:
    many = "1 enquiry" if done.many == 1 else f"{done.many:,} enquiries"
    told = f"{done.many:,} of {done.of:,} enquiries" if done.of else many.capitalize()
    keep_message(f"{said} {told} {how}." if done.many else said)
    if done.refused:
        keep_trouble(f"Not {how}: " + escaped("; ".join(done.refused)))
