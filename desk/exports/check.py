"""Check a file: who took it, when, and what has become of the people in it."""

import re

import streamlit as st

from actions.exports.check import FileFound, find_file, find_fingerprint
from desk.exports.progress import receipt_of
from desk.frame.sign_in import acting
from models.staff.member import Actor

FINGERPRINT = re.compile(r"[0-9a-fA-F]{64}")


def check_a_file() -> None:
    st.caption(
        "Somebody found a list? See who took it. The file is compared, not kept. "
        "Larger than 20 MB: paste the SHA-256 that **sha256sum FILE** prints."
    )
    given = st.file_uploader("File", ["csv", "xlsx", "jsonl", "parquet"], key="export-file")
    pasted = st.text_input("SHA-256", key="export-sha256").strip()
    if given is not None:
        with acting() as (session, by):
            found = find_file(session, given.getvalue(), by=by)
        show_found(found, by)
    elif pasted:
        by_fingerprint(pasted)


def by_fingerprint(pasted: str) -> None:
    if not FINGERPRINT.fullmatch(pasted):
        st.warning("A SHA-256 has 64 characters, 0–9 and a–f. Copy it whole.")
        return
    with acting() as (session, by):
        export = find_fingerprint(session, pasted, by=by)
    show_found(FileFound(export, has_references=False) if export else None, by)


def show_found(found: FileFound | None, by: Actor) -> None:
    if found is None:
        st.info(
            "This is not a file as we handed it over: never exported here, or changed since. "
            "If its name holds a receipt (X and 11 characters), look for that in the list."
        )
        return
    receipt_of(found.export, by)
    if found.has_references:
        st.markdown(
            f"Of its {found.export.rows_sent:,} enquiries **{found.erased:,} were erased** "
            f"and **{found.changed:,} have changed** since."
        )
    if found.gone:
        st.code("\n".join(found.gone), language=None)
