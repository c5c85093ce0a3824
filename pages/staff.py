"""Staff: who works here, what they may do, and their way in."""

import streamlit as st

from actions.staff.left_open import open_work_of_each
from actions.staff.passkeys.own import who_has_passkey
from actions.staff.reading import list_staff
from actions.staff.second_factor import who_has_factor
from actions.staff.signing_in import locked_among
from desk.frame.device import is_phone
from desk.frame.messages import show_message
from desk.frame.navigation import way_back
from desk.frame.sign_in import signed_in_staff
from desk.staff.adding import add_form
from desk.staff.link import show_kept_link
from desk.staff.list import NOTHING, Colleague, staff_list
from desk.staff.member import staff_member
from models.base.database import reading
from models.staff.member import Actor, Permission

WHO = "who"
BESIDE, ALONE = (3, 2), (30, 1)


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.MANAGE_STAFF)
    st.title("Staff", anchor=False)
    show_message()
    show_kept_link()
    if is_phone() and st.query_params.get(WHO):
        way_back("staff", "All staff", "order")
        chosen(everybody(by), by)
    else:
        side_by_side(by)


def side_by_side(by: Actor) -> None:
    """The list has all the room until somebody is chosen."""
    is_beside = bool(st.query_params.get(WHO))
    left, right = st.columns(BESIDE if is_beside else ALONE, gap="large")
    with left:
        listed = st.container()
        with st.expander("Add a colleague", icon=":material/person_add:"):
            add_form()
    staff = everybody(by)
    with listed:
        staff_list(staff, is_beside=is_beside)
    with right if is_beside else left:
        chosen(staff, by)


def everybody(by: Actor) -> list[Colleague]:
    with reading() as session:
        staff = list_staff(session, by=by)
        locked = locked_among(session, staff, by=by)
        secured = who_has_factor(session, by=by)
        keyed = who_has_passkey(session, by=by)
        theirs = open_work_of_each(session, by=by)
    return [
        Colleague(
            each,
            each.id in locked,
            theirs.get(each.id, NOTHING),
            each.id in secured,
            each.id in keyed,
        )
        for each in staff
    ]


def chosen(staff: list[Colleague], by: Actor) -> None:
    who = st.query_params.get(WHO, "")
    found = next((each for each in staff if str(each.member.id) == who), None)
    if found:
        staff_member(found, by)
    elif who:
        st.info("There is no such account. Choose somebody from the list.")
    else:
        st.caption("Choose a colleague to change their account.")


page()
