"""My account: who I am here, my password, and where I am signed in."""

import streamlit as st

from actions.staff.reading import own_account
from actions.staff.sessions import previous_session
from desk.enquiries.alerts import sound_toggle
from desk.frame.messages import escaped, show_message
from desk.frame.sign_in import signed_in_staff
from desk.notices.mail_choice import mail_toggle
from desk.staff.passkeys.own import passkeys
from desk.staff.password_form import password_form
from desk.staff.second_factor import second_factor
from desk.staff.sessions import end_everywhere, session_list
from desk.widgets.clock import spoken
from desk.widgets.single_keys import single_keys_toggle
from models.base.database import reading
from models.staff.member import ROLE_TITLES, Actor, Permission


def page() -> None:
    by = signed_in_staff()
    st.title("My account", anchor=False)
    show_message()
    about(by)
    st.header("Password", anchor=False)
    password_form()
    st.header("Second step at sign-in", anchor=False)
    second_factor(by)
    st.header("Passkeys", anchor=False)
    passkeys(by)
    st.header("Keyboard", anchor=False)
    single_keys_toggle()
    if by.may(Permission.READ_ENQUIRIES):
        st.header("New enquiries", anchor=False)
        sound_toggle()
    if by.may(Permission.READ_ARTICLES):
        st.header("Notices", anchor=False)
        mail_toggle(by)
    st.header("Where I am signed in", anchor=False)
    with st.container(width=620):
        session_list(by.id or 0, by)
        leaving(by)


def about(by: Actor) -> None:
    with reading() as session:
        member = own_account(session, by=by)
        before = previous_session(session, by=by)
    role = ROLE_TITLES[member.role]
    st.markdown(f"{escaped(member.full_name)} · {escaped(member.username)} · {role}")
    if before:
        st.caption(f"You signed in {spoken(before.created_at)} before this. Was that you?")
    else:
        st.caption("This is the first time that you are signed in.")


def leaving(by: Actor) -> None:
    with st.container(horizontal=True):
        for label, but_here in (("End all others", True), ("End all, here too", False)):
            st.button(
                label,
                on_click=end_everywhere,
                args=(by.id,),
                kwargs={"but_here": but_here},
            )


page()
