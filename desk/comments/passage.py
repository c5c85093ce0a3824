"""The passage that a new comment is about: chosen beside it, or selected in the text."""

import streamlit as st

from models.articles.article import Section
from models.articles.passages import sentences_of

WHOLE = "The whole section"
LONGEST_SHOWN = 90


def begin_about(section_id: int, quote: str) -> None:
    """From a callback: the next comment is about these words, and the cursor goes there."""
    st.session_state[_key(section_id)] = quote
    st.session_state[_cursor(section_id)] = True


def takes_the_cursor(section_id: int) -> bool:
    """Once."""
    return bool(st.session_state.pop(_cursor(section_id), False))


def passage_choice(section: Section) -> None:
    st.selectbox(
        "About",
        [WHOLE, *dict.fromkeys(each.text for each in sentences_of(section.draft.body))],
        key=_key(section.id),
        accept_new_options=True,
        format_func=_shortened,
        help="A sentence of the saved text; or select the words in the text and press Comment.",
    )


def passage(section_id: int) -> str:
    """The one chosen at this moment: choosing and sending may arrive at once."""
    quote = st.session_state[_key(section_id)]
    return "" if quote in (WHOLE, None) else str(quote)


def forget_passage(section_id: int) -> None:
    """From a callback: what is said next is about the whole section again."""
    st.session_state[_key(section_id)] = WHOLE


def _shortened(sentence: str) -> str:
    is_short = len(sentence) <= LONGEST_SHOWN
    return sentence if is_short else sentence[: LONGEST_SHOWN - 1].rstrip() + "…"


def _key(section_id: int) -> str:
    return f"c-quote-{section_id}"


def _cursor(section_id: int) -> str:
    return f"c-cursor-{section_id}"
