"""Pressing Download: the list is prepared as it was shown, and its file is on the way."""

from typing import Any

import streamlit as st

from actions.exports.preparing import prepare_export
from desk.exports.choice import chosen_now, wanted_now
from desk.frame.acting import attempted
from desk.frame.messages import keep_trouble


def take_list(chosen: dict[str, Any], promised: int, last_enquiry_id: int) -> None:
    """A callback: its arguments are what the person saw, the fields what they say by now."""
    if chosen_now(st.query_params.to_dict()) != chosen:
        keep_trouble("You chose other enquiries. Look at the number and press Download again.")
        return
    receipt = attempted(
        lambda session, by: (
            prepare_export(
                session,
                wanted_now(session, chosen, promised, last_enquiry_id, by=by),
                by=by,
            ).receipt
        )
    )
    if receipt:
        st.query_params["receipt"] = receipt
