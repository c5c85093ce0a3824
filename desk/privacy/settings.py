"""Whom the desk shows an enquiry without contact and words, until they ask."""

import streamlit as st

from desk.clinic.form import setting_form
from desk.privacy.erasures import erasure_list
from desk.privacy.retention import retention_settings
from models.staff.member import PERMISSIONS, Actor, Permission, Role

READERS = [role for role in Role if Permission.READ_ENQUIRIES in PERMISSIONS[role]]


def privacy_settings(by: Actor) -> None:
    form = setting_form("privacy", ("masked_roles",), by)
    st.markdown(
        "People in these roles see who wrote and what for, but no phone number, email address, "
        "message or note. A click shows them for ten minutes, and the log says who clicked. "
        "Their exports are masked."
    )
    read = form.roles("masked_roles", "Mask enquiries for", READERS)
    form.save(lambda: {"masked_roles": read()})
    retention_settings(by)
    erasure_list(by)
