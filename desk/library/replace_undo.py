"""What was replaced last, each with one click to take all of it back."""

from collections.abc import Sequence

import streamlit as st

from actions.library.reading import replaced_lately
from actions.library.replacing import ReplaceOutcome, undo_replacement
from desk.frame.messages import escaped, keep_message, keep_trouble
from desk.frame.sign_in import acting
from desk.widgets.clock import spoken
from models.base.database import reading
from models.library.replacement import Replacement
from models.staff.member import Actor

MOST_NAMED = 10


def last_done(by: Actor) -> None:
    with reading() as session:
        made = replaced_lately(session, by=by)
    if made:
        with st.expander("Replaced lately", icon=":material/undo:", key="r-lately"):
            for each in made:
                _line(each)


def _line(made: Replacement) -> None:
    who = escaped(made.made_by.full_name) if made.made_by else "The operator"
    many = "1 section" if len(made.done) == 1 else f"{len(made.done):,} sections"
    instead = f"“{escaped(made.instead)}”" if made.instead else "nothing"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"“{escaped(made.words)}” → {instead}  \n"
            f":small[:gray[{many} · {who} · {escaped(spoken(made.made_at))}]]",
            width="stretch",
        )
        st.button(
            "Undo all",
            icon=":material/undo:",
            key=f"r-undo-{made.id}",
            on_click=_undo,
            args=(made.id,),
        )


def _undo(replacement_id: int) -> None:
    with acting() as (session, by):
        outcomes = undo_replacement(session, replacement_id, by=by)
    refused = [each for each in outcomes if each.refused]
    done = len(outcomes) - len(refused)
    if refused:
        keep_trouble(f"{done:,} as before; left as they are: {replace_refusals(refused)}")
    else:
        keep_message("Everything is as it was before.")


def replace_refusals(refused: Sequence[ReplaceOutcome]) -> str:
    """“2: why” in Markdown, a line for each, the first ten by name."""
    why = "  \n".join(
        f"{escaped(each.name) or 'Untitled'}: {escaped(each.refused)}"
        for each in refused[:MOST_NAMED]
    )
    more = f"  \nand {len(refused) - MOST_NAMED} more." if len(refused) > MOST_NAMED else ""
    return f"{len(refused)}:  \n{why}{more}"
