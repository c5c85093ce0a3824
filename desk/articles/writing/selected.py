"""What can be done with words selected in the text: comment on them, or make them a claim."""

from functools import partial

import streamlit as st

from actions.claims.marking import mark_claim
from actions.comments.reading import is_saved_passage
from desk.comments.passage import begin_about
from desk.frame.acting import attempted
from desk.frame.messages import keep_message, keep_trouble
from desk.widgets.rich_text.told import ForSelected, Picked
from models.articles.article import Section, SectionKind
from models.articles.passages import sentences_at
from models.comments.comment import LONGEST_QUOTE

COMMENT, CLAIM = "comment", "claim"
WORDS = {COMMENT: "Comment", CLAIM: "Mark as a claim"}
MOST_CLAIMS = 10
UNSAVED = "These words are not in the saved text yet. Save, then comment on them."
TOO_MUCH = f"That is a long passage. Select at most {LONGEST_QUOTE} letters to comment on."
TOO_MANY = f"Select at most {MOST_CLAIMS} sentences at a time."


def offers_beside(section: Section) -> ForSelected:
    """A note of the desk claims nothing: no reader sees it."""
    is_read = section.kind is not SectionKind.NOTE
    names = (COMMENT, CLAIM) if is_read else (COMMENT,)
    return ForSelected({name: WORDS[name] for name in names}, partial(_do, section.id))


def _do(section_id: int, picked: Picked) -> None:
    if picked.name == COMMENT:
        _comment(section_id, picked.quote)
    else:
        _claim(section_id, picked)


def _comment(section_id: int, quote: str) -> None:
    """The comments open with the passage in place and the cursor where one writes."""
    if len(quote) > LONGEST_QUOTE:
        keep_trouble(TOO_MUCH)
        return
    is_there = attempted(lambda session, by: is_saved_passage(session, section_id, quote, by=by))
    if is_there:
        st.query_params["panel"] = "Comments"
        begin_about(section_id, quote)
    elif is_there is False:
        keep_trouble(UNSAVED)


def _claim(section_id: int, picked: Picked) -> None:
    """Every sentence that is touched; the first of them opens, to be given a source."""
    said = [each for block in picked.blocks for each in sentences_at(*block)]
    if len(said) > MOST_CLAIMS:
        keep_trouble(TOO_MANY)
        return
    made = attempted(
        lambda session, by: [mark_claim(session, section_id, each, by=by).id for each in said]
    )
    if made:
        st.query_params["panel"], st.query_params["claim"] = "Claims", str(made[0])
        keep_message(
            "This is a claim now. Give it a source."
            if len(made) == 1
            else f"{len(made)} claims now. Give each of them a source."
        )
