"""A source that the ledger doesn't know yet."""

from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from actions.claims.sources import LONGEST_TITLE, LONGEST_URL, add_source, cite_source
from desk.claims.gestures import changing
from models.claims.claim import Claim
from models.staff.member import Actor


def new_source(claim: Claim) -> None:
    """No form: what stands in one is forgotten when another panel is looked at."""
    boxes = f"source-{claim.id}-{claim.version}"
    title = st.text_input(
        "Title", max_chars=LONGEST_TITLE, key=f"{boxes}-title", persist_state="session"
    )
    url = st.text_input("DOI or address", max_chars=LONGEST_URL, placeholder="10.1001/…",
                        key=f"{boxes}-url", persist_state="session")  # fmt: skip
    year = st.number_input("Year", value=None, step=1, format="%d",
                           key=f"{boxes}-year", persist_state="session")  # fmt: skip
    if st.button("Add this source", key=f"{boxes}-add"):
        year = int(year) if year is not None else None
        changing(_added_and_cited, claim, "Source added.", title=title, url=url, year=year)


def _added_and_cited(session: Session, *, by: Actor, title: str, url: str, **wishes: Any) -> None:
    source = add_source(session, title, url=url, year=wishes.pop("year"), by=by)
    cite_source(session, source_id=source.id, by=by, **wishes)
