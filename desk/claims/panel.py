"""The claims of an article beside its text: mark a sentence, and see how each claim stands."""

from collections.abc import Sequence
from textwrap import shorten

import streamlit as st

from actions.articles.opening import OpenArticle
from actions.claims.reading import claims_in, saved_sentences
from desk.articles.writing.sections import title_of
from desk.claims.card import STATES, claim_badge, claim_card
from desk.claims.gestures import make_claim
from desk.frame.messages import escaped
from models.articles.article import Section, SectionKind
from models.articles.passages import identity
from models.base.database import reading
from models.claims.claim import Claim
from models.clinic.moments import clinic_today
from models.staff.member import Actor, Permission

SHOWN = 110


def article_claims(found: OpenArticle, section: Section | None, by: Actor) -> None:
    with reading() as session:
        claims = claims_in(session, found.article.id, by=by)
    st.caption(
        "A claim says something that a reader may rely on. It needs a source, and somebody who "
        "reviewed it. Another word in the sentence, and the review is void."
    )
    if section and by.may(Permission.EDIT_ARTICLES) and section.kind is not SectionKind.NOTE:
        _mark(found, section, claims, by)
    if claims:
        st.markdown(_counted(claims))
    else:
        st.markdown("No claim yet.")
    titles = {each.id: title_of(each) for each in found.sections}
    places = {each.id: place for place, each in enumerate(found.sections)}
    for claim in sorted(claims, key=lambda each: (places.get(each.section_id, 999), each.id)):
        _listed(claim, titles.get(claim.section_id, "A deleted section"), by)


def _mark(found: OpenArticle, section: Section, claims: Sequence[Claim], by: Actor) -> None:
    """Sentences of the saved text, in order, that are none yet."""
    known = {identity(claim.sentence) for claim in claims}
    with reading() as session:
        said = saved_sentences(session, found.article.id, section.id, by=by)
    free = [text for text in dict.fromkeys(said) if identity(text) not in known]
    # Another claim makes it another popover, which is closed.
    place = f"mark-claim-{section.id}-{len(claims)}"
    with st.popover("Mark a claim in this section", icon=":material/add:", key=place):
        chosen = st.selectbox(
            "A sentence of the saved text",
            free,
            index=None,
            format_func=lambda text: shorten(text, SHOWN, placeholder="…"),
            placeholder="Choose",
            key=f"sentence-{section.id}-{section.latest}-{len(claims)}",
        )
        pasted = st.text_input("Or paste it", key=f"pasted-{section.id}-{len(claims)}")
        if section.id in found.drafts:
            st.caption("What you have not saved yet is not in the list.")
        if st.button("Mark as a claim", key="mark") and (chosen or pasted.strip()):
            make_claim(section.id, chosen or pasted)


def _counted(claims: Sequence[Claim]) -> str:
    today = clinic_today()
    states = [claim.state(today) for claim in claims]
    return " ".join(
        f":{colour}-badge[{states.count(state)} {name.lower()}]"
        for state, (name, colour) in STATES.items()
        if state in states
    )


def _listed(claim: Claim, title: str, by: Actor) -> None:
    """The one in the address is open; the others are a line each."""
    is_open = st.query_params.get("claim") == str(claim.id)
    with st.container(border=True):
        if is_open:
            claim_card(claim, by)
        else:
            words = escaped(shorten(claim.sentence, SHOWN, placeholder="…"))
            st.markdown(f"{claim_badge(claim)}  \n{words}")
        with st.container(horizontal=True):
            label = "Close" if is_open else "Open the claim"
            if st.button(label, type="tertiary", key=f"claim-{claim.id}"):
                _turn(claim, is_open=is_open)
            where = escaped(title)
            if st.button(where, icon=":material/arrow_back:", type="tertiary",
                         key=f"claim-{claim.id}-to"):  # fmt: skip
                st.query_params["section"] = str(claim.section_id)
                st.rerun()


def _turn(claim: Claim, *, is_open: bool) -> None:
    if is_open:
        st.query_params.pop("claim", None)
    else:
        st.query_params["claim"] = str(claim.id)
    st.rerun()
