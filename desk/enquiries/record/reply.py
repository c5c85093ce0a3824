"""Answering somebody: a prepared reply to send or to copy, and a page to print."""

from collections.abc import Mapping, Sequence

import streamlit as st

from desk.frame.messages import escaped
from models.enquiries.enquiry import Enquiry
from models.enquiries.reply import Reply, reply_to


def reply_and_print(enquiry: Enquiry, templates: Sequence[Mapping[str, str]]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.popover("Reply", icon=":material/reply:", type="tertiary", width="content"):
            _reply(enquiry, templates)
        st.link_button(
            "Print",
            f"/desk/enquiries/{enquiry.id}/print",
            type="tertiary",
            icon=":material/print:",
        )


def _reply(enquiry: Enquiry, templates: Sequence[Mapping[str, str]]) -> None:
    if not templates:
        st.markdown("There is no prepared reply. A manager writes them in Settings, Replies.")
        return
    names = [each["name"] for each in templates]
    key = f"e-reply-{enquiry.id}"
    places = range(len(names))
    chosen = st.selectbox("Prepared reply", places, format_func=names.__getitem__, key=key)
    _offer(enquiry, reply_to(enquiry, templates[chosen]))


def _offer(enquiry: Enquiry, reply: Reply) -> None:
    """A link is never made of words that tell about somebody's health; those are copied."""
    if reply.lacking:
        st.warning(f"This enquiry has no {escaped(' and no '.join(reply.lacking))} yet.")
    st.code(reply.text, language=None, wrap_lines=True)
    if reply.lacking or not enquiry.email:
        return
    if reply.tells:
        st.caption("It names the service or the preferred time: copy it, no link carries that.")
    else:
        link = reply.mail_link(enquiry.email)
        st.link_button("Open in the mail program", link, icon=":material/mail:")
