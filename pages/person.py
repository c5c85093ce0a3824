"""One contact: all their enquiries, and all that happened."""

import streamlit as st

from desk.enquiries.person import look_at, person_page
from desk.frame.messages import show_message
from desk.frame.navigation import way_back
from desk.frame.sign_in import signed_in_staff
from desk.privacy.person import privacy_requests
from models.staff.member import Permission

LONGEST = 10


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.READ_ENQUIRIES)
    way_back("enquiries", "Enquiries")
    asked = st.query_params.get("of", "")
    is_number = asked.isascii() and asked.isdecimal() and len(asked) < LONGEST
    person = look_at(int(asked), by) if is_number else None
    if person is None:
        show_message()
        st.title("Nobody is here", anchor=False)
        st.markdown("There is no such enquiry. Open one in the list, and go on from there.")
        return
    show_message()
    person_page(person)
    privacy_requests(int(asked), by)


page()
