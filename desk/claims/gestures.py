"""Changing a claim as it stands on the screen, and what to say when somebody was quicker."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from actions.articles.refusals import SectionGone
from actions.claims.marking import ClaimGone, NoSuchSentence, NotReviewable, StaleClaim, mark_claim
from actions.claims.sources import SourceGone
from desk.frame.messages import escaped, say
from desk.frame.sign_in import acting
from models.base.text import BadText
from models.claims.claim import Claim


def changing(action: Callable[..., Any], claim: Claim | None, done: str, **wishes: Any) -> None:
    """Ends the run, unless what was typed has to be mended."""
    if claim:
        wishes |= {"claim_id": claim.id, "version": claim.version}
    try:
        with acting() as (session, by):
            action(session, **wishes, by=by)
    except (StaleClaim, ClaimGone):
        say("A colleague changed this claim, or its sentence, meanwhile. Look at it again.")
    except SourceGone:
        say("That source was removed meanwhile.")
    except NotReviewable as refused:
        st.error(refused.reason)
    except BadText as bad:
        st.error(escaped(f"{bad.field}: {bad.reason}."))
    else:
        say(done)


def make_claim(section_id: int, sentence: str) -> None:
    """Mark the sentence and open its claim beside the text; ends the run when done."""
    try:
        with acting() as (session, by):
            made = mark_claim(session, section_id, sentence, by=by).id
    except NoSuchSentence:
        st.error("The saved text has no such sentence here. Save the section first.")
    except SectionGone as gone:
        say(gone.reason)
    except BadText as bad:
        st.error(escaped(f"{bad.field} {bad.reason}."))
    else:
        st.query_params["panel"], st.query_params["claim"] = "Claims", str(made)
        say("This is a claim now. Give it a source.")
