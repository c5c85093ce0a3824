"""Pressing Download: the list is prepared as it was shown, and its file is on the way."""

from typing import Any

import streamlit as st

from actions.exports.preparing import prepare_export
from actions.exports.refusals import ListChanged, PurposeMissing, TooLongForExcel
from desk.exports.choice import chosen_now, wanted_now
from desk.frame.messages import keep_trouble
from desk.frame.sign_in import acting
from models.base.text import BadText
from models.exports.columns import UnknownColumn

REFUSALS = (ListChanged, PurposeMissing, TooLongForExcel, UnknownColumn, BadText)


def take_list(chosen: dict[str, Any], promised: int, last_enquiry_id: int) -> None:
    """A callback: its arguments are what the person saw, the fields what they say by now."""
    if chosen_now(st.query_params.to_dict()) != chosen:
        keep_trouble("You chose other enquiries. Look at the number and press Download again.")
        return
    try:
        with acting() as (session, by):
            wanted = wanted_now(chosen, promised, last_enquiry_id)
            receipt = prepare_export(session, wanted, by=by).receipt
    except REFUSALS as error:
        keep_trouble(str(error))
    else:
        st.query_params["receipt"] = receipt
