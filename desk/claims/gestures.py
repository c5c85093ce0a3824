"""Changing a claim as it stands on the screen, and what to say when somebody was quicker."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from actions.articles.refusals import SectionGone
from actions.claims.marking import NotReviewable, mark_claim
from desk.frame.acting import attempt, attempted, show_refusal
from desk.frame.messages import escaped, say, say_trouble
from models.base.text import BadText
from models.claims.claim import Claim


def changing(action: Callable[..., Any], claim: Claim | None, done: str, **wishes: Any) -> None:
    """Ends the run, unless what was typed has to be mended."""
    if claim:
        wishes |= {"claim_id": claim.id, "version": claim.version}
    if attempt(
        lambda session, by: action(session, **wishes, by=by),
        tell=say_trouble,
        unless=dict.fromkeys((NotReviewable, BadText), show_refusal),
    ):
        say(done)


def make_claim(section_id: int, sentence: str) -> None:
    """Mark the sentence and open its claim beside the text; ends the run when done."""
    made = attempted(
        lambda session, by: mark_claim(session, section_id, sentence, by=by).id,
        tell=st.error,
        unless={SectionGone: lambda gone: say_trouble(escaped(gone.words))},
    )
    if made:
        st.query_params["panel"], st.query_params["claim"] = "Claims", str(made)
        say("This is a claim now. Give it a source.")
