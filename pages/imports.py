"""Imports: bring enquiries in from another program's list, and take a whole list back."""

import streamlit as st

from actions.imports.looking import look_up_import
from desk.frame.messages import escaped, show_message
from desk.frame.sign_in import signed_in_staff
from desk.imports.bring import bring_a_file
from desk.imports.columns import choose_columns
from desk.imports.past import past_imports
from desk.imports.progress import import_progress
from desk.imports.rehearsal import rehearsal
from desk.imports.result import result
from models.base.database import reading
from models.imports.batch import ImportBatch, ImportState
from models.staff.member import Actor, Permission


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.IMPORT_ENQUIRIES)
    if batch := shown_import(by):
        one_import(batch, by)
        return
    st.title("Imports", anchor=False)
    show_message()
    bring_a_file(by)
    past_imports(by)


def shown_import(by: Actor) -> ImportBatch | None:
    """The one in the address."""
    asked = st.query_params.get("import", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 10):  # noqa: PLR2004  as many digits as such a number can have
        return None
    with reading() as session:
        return look_up_import(session, int(asked), by=by)


def one_import(batch: ImportBatch, by: Actor) -> None:
    if st.button("All imports", icon=":material/arrow_back:", type="tertiary", key="all-imports"):
        st.query_params.clear()
        st.rerun()
    st.title(escaped(batch.filename), anchor=False)
    show_message()
    if batch.is_under_way:
        import_progress(batch.id)
    elif batch.state is ImportState.BROUGHT:
        choose_columns(batch)
        rehearsal(batch, by)
    else:
        result(batch, by)


page()
