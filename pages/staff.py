"""Staff: who works here, what they may do, and their way in."""

import streamlit as st

from actions.staff.reading import list_staff
from actions.staff.signing_in import locked_among
from desk.frame.messages import show_message
from desk.frame.sign_in import signed_in_staff
from desk.staff.list import add_form, staff_list
from desk.staff.member import staff_member
from models.base.database import reading
from models.staff.member import Actor, Permission, StaffMember


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.MANAGE_STAFF)
    st.title("Staff", anchor=False)
    show_message()
    left, right = st.columns([2, 3], gap="large")
    with right:
        drawn = st.container()
    with left:
        listed = st.container()
        with st.expander("Add a colleague", icon=":material/person_add:"):
            add_form()
    with reading() as session:
        staff = list_staff(session, by=by)
        locked = locked_among(session, staff, by=by)
    with listed:
        staff_list(staff, locked)
    with drawn:
        chosen(staff, locked, by)


def chosen(staff: list[StaffMember], locked: set[int], by: Actor) -> None:
    who = st.query_params.get("who", "")
    member = next((each for each in staff if str(each.id) == who), None)
    if member:
        staff_member(member, by, is_locked=member.id in locked)
    elif who:
        st.info("There is no such account. Choose somebody from the list.")
    else:
        st.caption("Choose a colleague to change their account.")


page()
