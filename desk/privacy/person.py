"""What somebody may ask of us about themselves: a file with everything, or that all of it goes."""

from collections.abc import Callable, Sequence

import streamlit as st

import settings
from actions.privacy.erasing import clear_erased, erase, look_up_everything_of
from actions.privacy.retention import hold, is_held, release
from desk.frame.acting import attempt, attempted
from desk.frame.messages import escaped, keep_message
from desk.frame.sign_in import signed_in_staff
from desk.widgets.clock import spoken
from models.base.backup_folder import LONGEST_KEPT
from models.base.database import reading, writing
from models.base.table import now
from models.enquiries.enquiry import STATUS_TITLES, Enquiry
from models.privacy.erasure import REASONS, ErasureReason
from models.staff.member import Actor, Permission

ASKED, TROUBLE, WHY, SURE = (f"privacy-{name}" for name in ("erase", "trouble", "why", "sure"))
WORD = "ERASE"


def privacy_requests(enquiry_id: int, by: Actor) -> None:
    if not by.may(Permission.ANSWER_PRIVACY_REQUESTS):
        return
    st.header("If they ask about their data", anchor=False)
    with st.container(horizontal=True):
        st.link_button(
            "Everything we hold (ZIP)",
            f"/desk/enquiries/{enquiry_id}/everything.zip",
            icon=":material/folder_zip:",
        )
        st.button(
            "Erase …",
            icon=":material/delete_forever:",
            key="privacy-open",
            on_click=_ask,
            args=(enquiry_id,),
        )
    _hold(enquiry_id, by)
    if st.session_state.get(ASKED) == enquiry_id:
        _erasing(enquiry_id)


def _hold(enquiry_id: int, by: Actor) -> None:
    with reading() as session:
        ids = [one.id for one in look_up_everything_of(session, enquiry_id, by=by)]
        held = is_held(session, ids, by=by)
    if held:
        st.markdown(":orange-badge[:material/lock: Legal hold] They are kept, whoever asks.")
    change, label = (release, "Release") if held else (hold, "Keep: legal hold")
    st.button(label, key=f"privacy-hold-{held}", on_click=_change_hold, args=(change, ids))


def _change_hold(change: Callable[..., None], ids: list[int]) -> None:
    attempt(lambda session, by: change(session, ids, by=by))


def _ask(enquiry_id: int) -> None:
    st.session_state[ASKED] = enquiry_id


def _stop_asking() -> None:
    for name in (ASKED, TROUBLE):
        st.session_state.pop(name, None)


@st.dialog("Erase for good?", on_dismiss=_stop_asking)
def _erasing(enquiry_id: int) -> None:
    with reading() as session:
        found = look_up_everything_of(session, enquiry_id, by=signed_in_staff())
    if not found or ASKED not in st.session_state:
        _stop_asking()
        st.rerun()
    st.write(
        "What they wrote, our notes and replies go, and nobody can bring them back. Counts and "
        "the log of who did what stay, without their name."
    )
    for enquiry in found:
        _tick(enquiry)
    st.selectbox(
        "Why", list(REASONS), index=None, format_func=REASONS.__getitem__, key=WHY,
        placeholder="Choose a reason",
    )  # fmt: skip
    st.text_input(f"Type {WORD} to go on", key=SURE)
    until = escaped(f"{(now() + LONGEST_KEPT).astimezone(settings.TIMEZONE):%d/%m/%Y}")
    st.caption(f"Backups hold them until {until}; a restored one erases them again.")
    if trouble := st.session_state.pop(TROUBLE, ""):
        st.error(trouble)
    versions = (_versions(found),)
    st.button("Erase for good", type="primary", key="privacy-do", on_click=_erase, args=versions)


def _tick(enquiry: Enquiry) -> None:
    name, when = escaped(enquiry.name), escaped(spoken(enquiry.received_at))
    st.checkbox(
        f"**{name}** · {enquiry.reference} · {STATUS_TITLES[enquiry.status]} · {when}",
        value=True,
        key=_box(enquiry.id, enquiry.version),
    )


def _box(enquiry_id: int, version: int) -> str:
    return f"privacy-{enquiry_id}-{version}"


def _versions(found: Sequence[Enquiry]) -> dict[int, int]:
    return {enquiry.id: enquiry.version for enquiry in found}


def _erase(shown: dict[int, int]) -> None:
    """Those that are ticked at this moment, each as it was shown."""
    said = st.session_state
    why: ErasureReason | None = said[WHY]
    if why is None or str(said[SURE]).strip() != WORD:
        said[TROUBLE] = f"Choose a reason, and type {WORD} in capitals."
        return
    chosen = {number: at for number, at in shown.items() if said.get(_box(number, at))}
    made = attempted(
        lambda session, by: len(erase(session, chosen, why, by=by).enquiry_ids),
        tell=lambda words: said.__setitem__(TROUBLE, words),
    )
    if made:
        clear_erased(reading, writing)
        _stop_asking()
        many = "One enquiry is" if made == 1 else f"{made} enquiries are"
        keep_message(f"{many} erased. Settings, Privacy tells which exports may still hold them.")
