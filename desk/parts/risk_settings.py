"""Choosing the risk phrases and the protocol: what to look for, and what to do then."""

import streamlit as st

from desk.parts.setting_form import lines_of, setting_form
from models.setting_rules import LONGEST_PROTOCOL
from models.staff import Actor


def risk_settings(by: Actor) -> None:
    form = setting_form("risk", ("risk_phrases", "risk_protocol"), by)
    st.caption(
        "A message with one of these is put on top until somebody acknowledges it. "
        "Not an assessment. No flag never means safe. New phrases apply to new messages."
    )
    phrases = st.text_area(
        "Phrases, one a line",
        height=260,
        **form.box("risk_phrases", lines_of(form.value("risk_phrases"))),
    )
    protocol = st.text_area(
        "What we do then",
        max_chars=LONGEST_PROTOCOL,
        height=140,
        **form.box("risk_protocol", form.value("risk_protocol")),
    )
    form.save(lambda: {"risk_phrases": phrases.splitlines(), "risk_protocol": protocol})
