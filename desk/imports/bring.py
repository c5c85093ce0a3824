"""Bringing a file: it is looked at and kept, and no enquiry is written yet."""

import streamlit as st

from actions.imports.batches import bring_file, look_at
from actions.imports.looking import how_many_imports
from actions.imports.refusals import UnreadableFile
from desk.frame.acting import attempted
from desk.frame.messages import escaped, keep_trouble
from models.base.database import reading
from models.staff.member import Actor

KINDS = ["csv", "tsv", "txt", "xlsx", "json", "jsonl"]
PROGRAMS = (
    "Gravity Forms, Contact Form 7 (Flamingo), HubSpot, Typeform, Jotform, Wix, Google Forms, "
    "Acuity and Duda are known; so are our own exports and any list with a heading."
)

BROUGHT = "import-brought"


def bring_a_file(by: Actor) -> None:
    with reading() as session:
        count = how_many_imports(session, by=by)
    key = f"import-file-{count}"
    st.file_uploader("A list of enquiries", KINDS, key=key, on_change=_bring, args=(key,))
    st.caption(f"{PROGRAMS} You see what would happen to each row before anything is written.")


def _bring(key: str) -> None:
    """Once a file: a click while its rehearsal is still being drawn sends the same one again."""
    given = st.session_state.get(key)
    if given is None or given.file_id == st.session_state.get(BROUGHT):
        return
    st.session_state[BROUGHT] = given.file_id
    try:
        brought = look_at(given, given.name)
    except UnreadableFile as error:
        keep_trouble(escaped(error.words))
        return
    if number := attempted(lambda session, by: bring_file(session, brought, by=by).id):
        st.query_params.from_dict({"import": str(number)})
