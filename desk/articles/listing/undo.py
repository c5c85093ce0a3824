"""Taking back the last thing done to many articles at once, with one click."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import streamlit as st
from sqlalchemy.orm import Session

from actions.articles.batch import (
    ArticleOutcome,
    bring_back_each,
    tag_each,
    trash_each,
    untag_each,
)
from desk.articles.listing.outcomes import article_refusals
from desk.frame.acting import attempted
from desk.frame.messages import keep_message, keep_trouble
from models.staff.member import Actor

_KEY = "desk.articles.listing.undo"
Taking = Callable[[Session, Actor], list[ArticleOutcome]]


@dataclass(frozen=True, slots=True)
class Done:
    """`gesture` is a key of TAKING_BACK; `words` tell what was done; `outcomes` who changed."""

    gesture: str
    words: str
    outcomes: tuple[ArticleOutcome, ...]
    tag: str = ""

    @property
    def ids(self) -> list[int]:
        return [outcome.article_id for outcome in self.outcomes]


def _copies(done: Done) -> list[int]:
    return [outcome.copy_id for outcome in done.outcomes if outcome.copy_id]


TAKING_BACK: dict[str, Callable[[Session, Done, Actor], list[ArticleOutcome]]] = {
    "tag": lambda session, done, by: untag_each(session, done.ids, done.tag, by=by),
    "untag": lambda session, done, by: tag_each(session, done.ids, done.tag, by=by),
    "duplicate": lambda session, done, by: trash_each(session, _copies(done), by=by),
    "trash": lambda session, done, by: bring_back_each(session, done.outcomes, by=by),
    "withdraw": lambda session, done, by: bring_back_each(session, done.outcomes, by=by),
    "restore": lambda session, done, by: trash_each(session, done.ids, by=by),
}


def offer_bulk_undo(done: Done) -> None:
    st.session_state[_KEY] = done


def undo_line() -> None:
    """What was done last and the way to take it back; its place stays when there is nothing."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        done = cast("Done | None", st.session_state.get(_KEY))
        if done:
            st.markdown(f":green[:material/check: {done.words}]", width="content")
            button = {"icon": ":material/undo:", "type": "tertiary", "on_click": _take_back}
            st.button("Undo", key="a-undo", args=(done,), **button)  # type: ignore[arg-type]  # fields by name, checked by the test


def _take_back(done: Done) -> None:
    st.session_state.pop(_KEY, None)
    outcomes = attempted(lambda session, by: TAKING_BACK[done.gesture](session, done, by)) or []
    refused = [outcome for outcome in outcomes if outcome.refused]
    if refused:
        keep_trouble(
            f"Undone for {len(outcomes) - len(refused)}, not for {article_refusals(refused)}"
        )
    else:
        keep_message("Undone.")
