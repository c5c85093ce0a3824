"""A call to action in an article: its own words, or those that many articles share."""

from dataclasses import replace

import streamlit as st

from actions.library.reading import UsedCall, look_up_call, names_of_calls
from desk.articles.writing.drafts import Writing, collected, fill, keep_text
from desk.frame.messages import escaped
from desk.frame.navigation import page_at
from desk.frame.sign_in import signed_in_staff
from desk.library.call_library import call_use_count
from models.articles.content import SectionContent
from models.articles.markdown import to_html
from models.base.database import reading
from models.library.call_to_action import CallToAction, SharedWords


def call_choice(writing: Writing) -> bool:
    """Draw what it shares and the ways to change that; whether the section has boxes of its own."""
    found = _shared(writing.text.call_to_action_id)
    if found is None:
        _offer(writing)
        return True
    if writing.text.has_own_words:
        _own(writing, found.call)
        return True
    _following(writing, found)
    return False


def _shared(call_id: int | None) -> UsedCall | None:
    by = signed_in_staff()
    with reading() as session:
        return look_up_call(session, call_id, by=by)


def _offer(writing: Writing) -> None:
    by = signed_in_staff()
    with reading() as session:
        names = names_of_calls(session, by=by)
    if not names:
        return
    st.selectbox(
        "Share the words of",
        list(names),
        index=None,
        placeholder="Own words, in this article only",
        format_func=lambda call_id: names[call_id],
        key=_key(writing, "share"),
        on_change=take_choice,
        args=(writing,),
    )


def take_choice(writing: Writing) -> None:
    """For callbacks: the boxes are gone in the next run, and the shared words shown.

    Whoever saves calls it too: both clicks may arrive at once, saving first.
    """
    if found := _shared(st.session_state.get(_key(writing, "share"))):
        take_shared_words(writing, found.call)


def take_shared_words(writing: Writing, shared: CallToAction) -> None:
    words = SharedWords.of(shared.words).put_in(collected(writing))
    _put(writing, replace(words, call_to_action_id=shared.id, has_own_words=False))


def _put(writing: Writing, text: SectionContent) -> None:
    keep_text(writing, text)
    fill(writing, text)


def _following(writing: Writing, found: UsedCall) -> None:
    shared, words = found.call, found.call.words
    with st.container(border=True):
        st.markdown(f"**{escaped(words.heading) or 'No heading'}**")
        st.html(to_html(words.body) or "&nbsp;")
        st.caption(f"Button: {escaped(words.button_label) or 'Book an appointment'}")
    st.caption(f"Shared: {escaped(shared.name)}. {call_use_count(found.uses)}.")
    with st.container(horizontal=True):
        st.page_link(
            page_at("library"),
            label="Change it everywhere",
            icon=":material/edit:",
            query_params={"tab": "Calls to action", "call": str(shared.id)},
        )
        st.button("Own words here", key=_key(writing, "own"), on_click=_differ, args=(writing,))


def _differ(writing: Writing) -> None:
    _put(writing, replace(writing.text, has_own_words=True))


def _own(writing: Writing, shared: CallToAction) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"Own words here, in place of the shared {escaped(shared.name)}.")
        st.button(
            "Share its words again",
            key=_key(writing, "follow"),
            on_click=_again,
            args=(writing, shared.id),
        )


def _again(writing: Writing, call_id: int) -> None:
    if found := _shared(call_id):
        take_shared_words(writing, found.call)


def _key(writing: Writing, name: str) -> str:
    return f"call-{name}-{writing.section_id}-{writing.based_on}"
