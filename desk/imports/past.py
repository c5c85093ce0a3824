"""Past imports: which file, by whom, when, and what became of it."""

import streamlit as st

from actions.imports.looking import how_many_imports, list_imports
from desk.frame.messages import escaped
from desk.frame.navigation import page_at
from desk.imports.words import import_in_words
from desk.widgets.clock import spoken
from models.base.database import reading
from models.imports.batch import ImportBatch
from models.staff.member import Actor

PER_PAGE = 20


def past_imports(by: Actor) -> None:
    st.header("Past imports", anchor=False)
    with reading() as session:
        total = how_many_imports(session, by=by)
    if not total:
        st.caption("Nothing was imported yet.")
        return
    pages = -(-total // PER_PAGE)
    slot = st.container(gap="xsmall")
    page = st.pagination(pages, key="import-page") if pages > 1 else 1
    with reading() as session:
        imports = list_imports(session, page, PER_PAGE, by=by)
    with slot:
        for batch in imports:
            _line(batch)


def _line(batch: ImportBatch) -> None:
    who = batch.brought_by.full_name if batch.brought_by else "The operator"
    told = f"{import_in_words(batch)} · {escaped(who)}, {escaped(spoken(batch.brought_at))}"
    st.page_link(
        page_at("imports"),
        label=f"**{escaped(batch.filename)}** · {told}",
        icon=":material/description:",
        query_params={"import": str(batch.id)},
    )
