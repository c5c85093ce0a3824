"""What was replaced last, each with one click to take all of it back."""

from collections.abc import Sequence

import streamlit as st

from actions.library.reading import replaced_lately
from actions.library.replacing import ReplaceOutcome, undo_replacement
from desk.frame.acting import attempted
from desk.frame.messages import escaped, keep_message, keep_trouble
from desk.widgets.clock import spoken
from models.base.database import reading
from models.staff.change_batch import ChangeBatch
from models.staff.member import Actor

MOST_NAMED = 10


def last_done(by: Actor) -> None:
    with reading() as session:
        made = replaced_lately(session, by=by)
    if made:
        with st.expander("Replaced lately", icon=":material/undo:", key="r-lately"):
            for each in made:
                _line(each)


def _line(made: ChangeBatch) -> None:
    who, kept = escaped(made.by.full_name) if made.by else "The operator", made.kept
    many = "1 section" if len(kept["done"]) == 1 else f"{len(kept['done']):,} sections"
    instead = f"“{escaped(kept['instead'])}”" if kept["instead"] else "nothing"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"“{escaped(kept['words'])}” → {instead}  \n"
            f":small[:gray[{many} · {who} · {escaped(spoken(made.at))}]]",
            width="stretch",
        )
        st.button(
            "Undo all",
            icon=":material/undo:",
            key=f"r-undo-{made.id}",
            on_click=_undo,
            args=(made.id,),
        )


def _undo(batch_id: int) -> None:
    outcomes = attempted(lambda session, by: undo_replacement(session, batch_id, by=by))
    if outcomes is not None:
        _report(outcomes)


def _report(outcomes: Sequence[ReplaceOutcome]) -> None:
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
