"""Taking back the last thing done to many articles at once, with one click."""

import streamlit as st

from actions.articles.batch import ArticleOutcome
from actions.articles.taking_back.many import ArticlesOffer, take_back_articles
from desk.articles.listing.outcomes import article_count, article_refusals
from desk.frame.acting import attempted
from desk.frame.messages import escaped, keep_message, keep_trouble

_WORDS: dict[str, str] = {
    "tag": "got the tag “{tag}”",
    "untag": "lost the tag “{tag}”",
    "duplicate": "copied",
    "withdraw": "withdrawn",
    "trash": "in the trash",
    "restore": "restored",
}


def in_words(gesture: str, many: int, same: int, tag: str = "") -> str:
    """What was done to how many, in Markdown; `same` were so before."""
    so_before = f", {same} already so" if same else ""
    return f"{article_count(many)} {_WORDS[gesture].format(tag=escaped(tag))}{so_before}"


def undo_line(offer: ArticlesOffer | None) -> None:
    """What was done last and the way to take it back; its place stays when there is nothing."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if offer:
            words = in_words(offer.gesture, offer.many, offer.same, offer.tag)
            st.markdown(f":green[:material/check: {words}.]", width="content")
            st.button(
                "Undo",
                icon=":material/undo:",
                type="tertiary",
                key="a-undo",
                on_click=_take_back,
                args=(offer.batch_id, words),
            )


def _take_back(batch_id: int, words: str) -> None:
    outcomes = attempted(lambda session, by: take_back_articles(session, batch_id, by=by))
    if outcomes is not None:
        _report(outcomes, words)


def _report(outcomes: list[ArticleOutcome], words: str) -> None:
    refused = [outcome for outcome in outcomes if outcome.refused]
    if refused:
        keep_trouble(
            f"Undone for {len(outcomes) - len(refused)}, not for {article_refusals(refused)}"
        )
    else:
        keep_message(f"Undone: {words}.")
