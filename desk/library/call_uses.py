"""The articles that share a call to action, each with who sees it."""

from collections.abc import Sequence

import streamlit as st

from desk.frame.messages import escaped
from desk.frame.navigation import page_at
from models.library.call_use import CallUse

MOST_NAMED = 12


def named_uses(uses: Sequence[CallUse]) -> str:
    """“2 articles: Knee pain, Sleeping badly”, escaped."""
    titles = [escaped(use.title) or "Untitled" for use in uses[:MOST_NAMED]]
    more = f" and {len(uses) - MOST_NAMED} more" if len(uses) > MOST_NAMED else ""
    count = "1 article" if len(uses) == 1 else f"{len(uses)} articles"
    return f"{count}: {', '.join(titles)}{more}"


def show_call_uses(uses: Sequence[CallUse]) -> None:
    st.subheader("Where it is used", anchor=False)
    if not uses:
        st.write("In no article yet. A section “Call to action” offers it.")
    for use in uses:
        with st.container(border=True, gap="xsmall"):
            _use(use)


def _use(use: CallUse) -> None:
    query = {"slug": use.slug}
    if sections := [*use.following, *use.own]:
        query["section"] = str(sections[0])
    st.page_link(page_at("article"), label=escaped(use.title) or "Untitled", query_params=query)
    badges = [":green-badge[Readers see it]"] if use.is_public else []
    badges += [":red-badge[In the trash]"] if use.is_in_trash else []
    badges += [":orange-badge[Own words here]"] if use.own else []
    badges += [":orange-badge[Only on the public page]"] if not sections else []
    if badges:
        st.markdown(" ".join(badges))
