"""When something breaks on the desk: a reference for the person, where it broke for the log."""

import streamlit as st

from desk.sign_in import SignedOut
from logs import note_fault
from models.staff import NotAllowed
from models.trouble import Trouble, trouble_of

UNKNOWN = Trouble(
    500,
    "Something went wrong",
    "Nothing was changed. Try once more; if it stays, tell an administrator the reference.",
)


def tell_of(error: Exception) -> bool:
    """For st.App's on_script_error: True, so that Streamlit shows nothing of its own."""
    if isinstance(error, NotAllowed):
        st.warning("Your role does not allow this. Ask an administrator if you need it.")
    elif isinstance(error, SignedOut):
        st.warning("You were signed out, and this was not done. Reload the page to sign in again.")
    else:
        reference = note_fault(error, path="/desk")
        trouble = trouble_of(error) or UNKNOWN
        st.error(f"{trouble.title}. {trouble.advice} Reference {reference}.")
    return True
