"""What the import left out of this article, why, and putting it back."""

import streamlit as st

from actions.articles.manuscripts.omissions import (
    leave_out_again,
    look_up_omissions,
    put_back_omission,
)
from actions.articles.opening import OpenArticle
from desk.articles.writing.drafts import begin_again, keep_what_was_typed
from desk.articles.writing.sections import title_of
from desk.frame.acting import attempt, attempted
from desk.frame.messages import escaped, keep_message
from models.articles.article import Section
from models.base.database import reading
from models.imports.omission import Omission
from models.staff.member import Actor

FEW = 20
LONGEST = 300
"""Letters of one part that are shown at once."""


def article_omissions(found: OpenArticle, _section: Section | None, by: Actor) -> None:
    with reading() as session:
        omissions = look_up_omissions(session, found.article.id, by=by)
    titles = {each.id: title_of(each) for each in found.sections}
    st.caption(f"Left out at the import: {len(omissions)} parts of the file, none of them lost.")
    for omission in omissions[:FEW]:
        _part(omission, titles)
    if len(omissions) > FEW and st.toggle(f"{len(omissions) - FEW} more", key="more-omissions"):
        for omission in omissions[FEW:]:
            _part(omission, titles)


def _part(omission: Omission, titles: dict[int, str]) -> None:
    with st.container(border=True, gap="xsmall", key=f"omission-{omission.id}"):
        _words(omission.text)
        is_back = omission.section_id is not None
        where = escaped(titles.get(omission.section_id or 0, "a deleted section"))
        st.caption(f"Back in “{where}”" if is_back else escaped(omission.reason))
        st.button(
            "Undo" if is_back else "Put back",
            icon=":material/undo:" if is_back else ":material/keyboard_return:",
            key=f"{'undo' if is_back else 'put-back'}-{omission.id}",
            on_click=_leave_out if is_back else _put_back,
            args=(omission.id,),
        )


def _words(text: str) -> None:
    if len(text) <= LONGEST:
        st.text(text)
        return
    st.text(f"{text[:LONGEST].rstrip()}…")
    with st.popover("All of it", type="tertiary"):
        st.text(text)


def _put_back(omission_id: int) -> None:
    keep_what_was_typed()
    back = attempted(lambda session, by: put_back_omission(session, omission_id, by=by))
    if back is not None:
        begin_again()
        st.query_params["section"] = str(back)
        keep_message("It is back in the text. *Undo* stands beside it.")


def _leave_out(omission_id: int) -> None:
    keep_what_was_typed()
    if attempt(lambda session, by: leave_out_again(session, omission_id, by=by), "Left out again."):
        begin_again()
