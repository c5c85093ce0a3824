"""Pressing Download: the list is prepared as it was shown, and its file is on the way."""

from dataclasses import replace

import streamlit as st

from actions.export_refusals import ListChanged, ReasonMissing, TooLongForExcel
from actions.exports import Wanted, prepare_export
from desk.messages import keep_trouble
from desk.parts.export_choice import REASON
from desk.sign_in import acting
from models.export_columns import UnknownColumn
from models.text import BadText

REFUSALS = (ListChanged, ReasonMissing, TooLongForExcel, UnknownColumn, BadText)


def take_list(wanted: Wanted) -> None:
    """A callback: `wanted` is what the person saw, the reason what they have typed by now."""
    try:
        with acting() as (session, by):
            asked = replace(wanted, reason=st.session_state[REASON])
            receipt = prepare_export(session, asked, by=by).receipt
    except REFUSALS as error:
        keep_trouble(str(error))
    else:
        st.query_params["receipt"] = receipt
