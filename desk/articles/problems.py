"""What to mend in an article, each thing a way to its place."""

from collections.abc import Sequence

import streamlit as st

from actions.articles.opening import OpenArticle
from desk.articles.open_article import CLOSED
from desk.frame.messages import escaped
from desk.frame.sign_in import signed_in_staff
from models.articles.readiness import Reason
from models.staff.member import Permission

MOST = 8
FEW = 3


def show_problems(reasons: Sequence[Reason], found: OpenArticle, key: str) -> None:
    """A click opens the section, with the panel beside it that helps."""
    with st.container(gap="xxsmall", key=f"problems-{key}"):
        for place, reason in enumerate(reasons[:MOST]):
            if st.button(
                escaped(reason),
                type="tertiary",
                icon=":material/arrow_forward:",
                key=f"problem-{key}-{place}",
            ):
                _go(reason, found)
    if len(reasons) > MOST:
        st.caption(f"And {len(reasons) - MOST} more. Mend these first.")


def in_few(unapproved: Sequence[Reason]) -> Sequence[Reason]:
    """Many parts that wait for approval are one thing to do."""
    if len(unapproved) <= FEW:
        return unapproved
    first = unapproved[0]
    words = f"{len(unapproved)} parts are not approved as they stand."
    return [Reason(words, section=first.section, panel="Review")]


def _go(reason: Reason, found: OpenArticle) -> None:
    st.query_params["section"] = str(reason.section or found.sections[0].id)
    if reason.panel:
        st.query_params["panel"] = reason.panel
    elif not signed_in_staff().may(Permission.EDIT_ARTICLES):
        st.query_params["panel"] = CLOSED  # without a word there, the review would come again
    elif st.query_params.get("panel") == "Review":
        del st.query_params["panel"]
    st.rerun()
