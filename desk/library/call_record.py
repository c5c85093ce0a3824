"""One shared call to action: its words, what a change of them reaches, and the way back."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy.orm import Session

from actions.library.call_pages import change_on_pages
from actions.library.calls_to_action import (
    StaleWords,
    change_call_to_action,
    rename_call_to_action,
    retire_call_to_action,
    take_back_change,
)
from actions.library.reading import call_on_pages, change_to_take_back, look_up_call
from desk.frame.acting import attempt, attempted
from desk.frame.messages import escaped, keep_message, keep_trouble, say
from desk.frame.sign_in import acting
from desk.library.call_uses import named_uses, show_call_uses
from desk.library.for_readers import ask_for_readers, so_many
from desk.widgets.clock import spoken
from desk.widgets.difference import show_side_by_side
from desk.widgets.rich_text.box import rich_text
from models.articles.content import SectionContent
from models.articles.markdown import to_html
from models.base.database import reading
from models.library.call_to_action import CallToAction, SharedWords
from models.library.call_use import CallUse
from models.staff.member import Actor, Permission


def call_record(call_id: int, by: Actor) -> None:
    with reading() as session:
        found = look_up_call(session, call_id, by=by)
    if found is None:
        st.title("Shared call to action", anchor=False)
        st.write("There is no such call to action.")
        return
    call, uses = found.call, found.uses
    st.title(escaped(call.name), anchor=False)
    written, told = st.columns([3, 2], gap="large")
    with written:
        if by.may(Permission.EDIT_ARTICLES):
            _write(call, uses, by)
        else:
            _read(call)
    with told:
        show_call_uses(uses)
        _behind(call, by)
        if by.may(Permission.EDIT_ARTICLES):
            _last_change(call, by)
            _more(call)


def _read(call: CallToAction) -> None:
    st.header(escaped(call.words.heading) or "No heading", anchor=False)
    st.html(to_html(call.words.body) or "&nbsp;")
    st.caption(f"Button: {escaped(call.words.button_label) or 'Book an appointment'}")


def _write(call: CallToAction, uses: Sequence[CallUse], by: Actor) -> None:
    """The boxes keep what is typed when a colleague saves; `opened` remembers what it was."""
    mark, opened = f"shared-{call.id}", f"shared-{call.id}-opened"
    if f"{mark}-heading" not in st.session_state:
        st.session_state[opened] = call.latest
    heading = st.text_input("Heading", call.words.heading, key=f"{mark}-heading")
    body = rich_text("Text", call.words.body, key=f"{mark}-body", height=160)
    label = st.text_input("Words on the button", call.words.button_label, key=f"{mark}-label",
                          placeholder="Book an appointment")  # fmt: skip
    following = [use for use in uses if use.following]
    if following:
        st.warning(f"Used in {named_uses(following)}. All of them change when you save.")
    public = sum(use.is_public for use in uses)
    on_pages = ask_for_readers(public, by, key="call-pages")
    if st.button("Save", type="primary", key="save-call"):
        _save(call.id, SharedWords(heading, body, label), opened, on_pages=on_pages)


def _save(call_id: int, words: SharedWords, opened: str, *, on_pages: bool) -> None:
    based_on = st.session_state[opened]

    def change(session: Session, by: Actor) -> int:
        bulk = change_call_to_action(
            session, call_id, words, based_on=based_on, on_pages=on_pages, by=by
        )
        return int(bulk.kept["after"]) if bulk else based_on

    def show_theirs(stale: StaleWords) -> None:
        st.session_state[opened] = stale.newest
        _show_theirs(words, stale)

    newest = attempted(change, tell=st.error, unless={StaleWords: show_theirs})
    if newest is not None:
        st.session_state[opened] = newest
        is_changed = newest != based_on
        say("Saved, in every article that shares it." if is_changed else "Nothing to change.")


def _show_theirs(mine: SharedWords, stale: StaleWords) -> None:
    who = escaped(stale.who)
    st.warning(
        f"{who} saved it while you were writing. Nothing is changed yet: take over "
        "what you want to keep of theirs, then save again to put yours in its place."
    )
    texts = (mine.put_in(SectionContent()), stale.theirs.put_in(SectionContent()))
    show_side_by_side(*texts, ("Yours, not saved yet", f"Theirs: {who}"))


def _behind(call: CallToAction, by: Actor) -> None:
    """Public pages with older words: why they wait, or the button that gives them the newest."""
    with reading() as session:
        ready, held = call_on_pages(session, call.id, by=by)
    for title, reasons in held.items():
        st.warning(f"Readers of {escaped(title)} see older words: {escaped(' '.join(reasons))}")
    if ready and by.may(Permission.PUBLISH_ARTICLES):
        label = f"Put the newest words on {so_many(ready, 'public page')}"
        if st.button(label, key="publish-call"):
            _put_on_pages(call.id)


def _put_on_pages(call_id: int) -> None:
    with acting() as (session, by):
        change_on_pages(session, call_id, by=by)
    say("Readers see the newest words.")


def _last_change(call: CallToAction, by: Actor) -> None:
    with reading() as session:
        last = change_to_take_back(session, call, by=by)
    if last is None:
        return
    st.button(
        f"Undo the change of {spoken(last.at)}",
        icon=":material/undo:",
        key=f"undo-{last.id}",
        on_click=_undo,
        args=(last.id, call.id),
    )


def _undo(batch_id: int, call_id: int) -> None:
    """A callback: the boxes begin anew with the words that are back."""
    left = attempted(lambda session, by: take_back_change(session, batch_id, by=by))
    if left is None:
        return
    for name in ("heading", "body", "body (being written)", "label"):
        st.session_state.pop(f"shared-{call_id}-{name}", None)
    if left:
        keep_trouble(f"Taken back, but not in what was changed since: {escaped(', '.join(left))}.")
    else:
        keep_message("Undone in every article.")


def _more(call: CallToAction) -> None:
    with st.expander("Name and retirement"), st.form(f"call-name-{call.id}", border=False):
        name = st.text_input("Name for the desk", call.name, key=f"call-name-box-{call.id}")
        st.caption("A retired one is offered no more; articles that share it go on.")
        renamed = st.form_submit_button("Rename")
        retired = st.form_submit_button("Offer it again" if call.is_retired else "Retire it")

    def change(session: Session, by: Actor) -> None:
        if renamed:
            rename_call_to_action(session, call.id, name, by=by)
        else:
            retire_call_to_action(session, call.id, retired=not call.is_retired, by=by)

    if (renamed or retired) and attempt(change, tell=st.error):
        say("Done.")
