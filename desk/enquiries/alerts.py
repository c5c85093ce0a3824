"""That somebody wrote, told on every screen: in the tab's title, as a toast, with a sound."""

import streamlit as st

from actions.enquiries.overview import News, news_since
from actions.staff.alerts import choose_sound
from desk.frame.sign_in import SignedOut, acting, signed_in_staff
from desk.widgets.scripts import unseen
from models.base.database import reading
from models.staff.member import Actor, Permission

EVERY_SECONDS = 8
_SEEN, _RING = "desk.alerts.seen", "desk.alerts.ring"

_alert = unseen("copydesk_alerts", __file__)


def alerts(by: Actor) -> None:
    """Nothing for who reads no enquiries."""
    if by.may(Permission.READ_ENQUIRIES):
        _watch()


@st.fragment(run_every=EVERY_SECONDS)
def _watch() -> None:
    """It is never in anybody's way: signed out or demoted, it says nothing."""
    try:
        by = signed_in_staff()
    except SignedOut:
        return
    if not by.may(Permission.READ_ENQUIRIES):
        return
    with reading() as session:
        news = news_since(session, st.session_state.get(_SEEN), by=by)
    st.session_state[_SEEN] = news.newest
    if news.sent:
        st.session_state[_RING] = news.newest
        _tell(news)
    ring = st.session_state.get(_RING, 0)
    _alert(key="alerts", data={"new": news.new, "ring": ring, "sound": by.has_sound})


def _tell(news: News) -> None:
    """Who is to be called today is told so at once, until somebody closes it."""
    words = "Somebody wrote: 1 new enquiry" if news.sent == 1 else f"{news.sent:,} new enquiries"
    if not news.to_call:
        st.toast(words, icon=":material/inbox:", duration="long")
        return
    whom = "" if news.sent == 1 else f"{news.to_call:,} "
    call = f":red[**{words}, {whom}to call today**]"
    st.toast(call, icon=":material/phone_in_talk:", duration="infinite")


def sound_toggle() -> None:
    """Each person's own choice, on every machine they use; switched on, it is heard at once."""
    is_on = signed_in_staff().has_sound
    st.toggle(
        "A sound when somebody writes",
        value=is_on,
        key=(key := f"alert-sound-{is_on}"),
        help="Two short notes. The number in the tab and the message in the corner come anyway.",
        on_change=_choose,
        args=(key,),
    )


def _choose(key: str) -> None:
    with acting() as (session, by):
        choose_sound(session, wanted=st.session_state[key], by=by)
