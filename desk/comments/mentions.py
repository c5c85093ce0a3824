"""Where colleagues asked this person to look: the comments that mention them."""

import streamlit as st
from sqlalchemy.orm import Session

from actions.comments.reading import asked_to_look
from desk.frame.messages import escaped
from desk.frame.navigation import page_at
from desk.widgets.clock import spoken
from models.staff.member import Actor


def mentions(session: Session, by: Actor) -> None:
    """Nothing when nobody asked. Each is gone once its article's comments were opened."""
    rows = asked_to_look(session, by=by)
    if not rows:
        return
    with st.container(gap="xsmall"):
        st.subheader("You were asked to look", anchor=False)
        for slug, title, section_id, moment in rows:
            words = f"**{escaped(title) or 'Untitled'}** :gray[{escaped(spoken(moment))}]"
            query = {"slug": slug, "section": str(section_id), "panel": "Comments"}
            icon = ":material/alternate_email:"
            st.page_link(page_at("article"), label=words, icon=icon, query_params=query)
