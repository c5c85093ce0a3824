"""Who was erased, without a name, and which lists that left the house may still hold them."""

import streamlit as st

from actions.privacy.erasing import PastErasure, past_erasures
from desk.frame.messages import escaped
from desk.widgets.clock import spoken
from models.base.database import reading
from models.privacy.erasure import REASONS
from models.staff.member import Actor, Permission


def erasure_list(by: Actor) -> None:
    if not by.may(Permission.ANSWER_PRIVACY_REQUESTS):
        return
    st.header("Erased", anchor=False)
    with reading() as session:
        past = past_erasures(session, by=by)
    if not past:
        st.caption("Nobody yet. Somebody’s page has *Erase*, if they ask for it.")
    for each in past:
        _shown(each)


def _shown(each: PastErasure) -> None:
    erasure = each.erasure
    many = len(erasure.enquiry_ids)
    who = erasure.by.full_name if erasure.by else "The operator"
    what = "1 enquiry" if many == 1 else f"{many} enquiries"
    st.markdown(
        f"**{what}** · {REASONS[erasure.reason]} · "
        f":gray[{escaped(who)}, {escaped(spoken(erasure.at))}]"
    )
    for export in each.exports:
        taken_by = export.requested_by.full_name if export.requested_by else "The operator"
        st.markdown(
            f":small[:orange[An export may still hold them: {escaped(taken_by)} took it "
            f"{escaped(spoken(export.requested_at))}, receipt {export.receipt}. "
            "Ask for the file to be deleted.]]"
        )
