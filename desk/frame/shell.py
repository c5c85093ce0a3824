"""What runs on every click: who is it, which pages may they open, run the one they asked for."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.errors import StreamlitAPIException
from streamlit.navigation.page import StreamlitPage

import settings
from desk.articles.writing.drafts import keep_if_possible
from desk.enquiries.alerts import alerts
from desk.frame.away import watch_the_line
from desk.frame.clicks.turns import BROWSER_IS_THERE
from desk.frame.clicks.twice import drop_second_clicks
from desk.frame.device import ask_how_wide, is_phone
from desk.frame.doorway import narrow
from desk.frame.drawn_for import drawn_for
from desk.frame.failures import tell_of, way_back_in
from desk.frame.heap import freeze_after_first_run
from desk.frame.messages import escaped, show_message
from desk.frame.navigation import pages_for, show_menu
from desk.frame.sign_in import (
    SignedOut,
    forget_others_text,
    page_asked_for,
    sign_out_here,
    who_is_it,
)
from desk.frame.welcome import welcome
from desk.notices.bell import bell
from desk.staff.passkeys.own import passkeys
from desk.staff.recovery_codes import recovery_codes
from desk.staff.second_factor import second_factor
from desk.widgets.dates.day import clinic_dates
from desk.widgets.typing.first_keys import hear_first_keys
from desk.widgets.upload.box import name_upload_boxes
from models.base.database import begin_anew
from models.staff.member import ROLE_TITLES, Actor, NotAllowed, Permission

MENU_WIDTH = 224
_STYLE = Path(__file__).with_suffix(".css")


class News(NamedTuple):
    """Where is told what is new."""

    bell: DeltaGenerator
    alerts: DeltaGenerator


def shell() -> None:
    title = f"Copydesk · {settings.CLINIC_NAME}"
    st.set_page_config(page_title=title, layout="wide", initial_sidebar_state=MENU_WIDTH)
    watch_the_line()
    drop_second_clicks()
    name_upload_boxes()
    hear_first_keys()
    forget_others_text()
    if welcome():
        return
    if by := who_is_it():
        desk(by)
    else:
        way_back_in()


def desk(by: Actor) -> None:
    if recovery_codes():
        beside_nothing_else(by)
    elif by.may(Permission.USE_DESK):
        one_page(by)
    else:
        before_all_else(by)


def one_page(by: Actor) -> None:
    """What the address asks for, and what stands around every page."""
    asked = page_asked_for()
    pages = pages_for(by)
    page, is_ours = page_of(asked, pages)
    st.html(_STYLE)
    ask_how_wide()
    clinic_dates()
    tell_address()
    try:
        keep_if_possible()
        with drawn_for(by):
            news = frame(by, pages)
            page.run()
            what_is_new(by, news)
        if is_ours:  # nobody makes us walk through the heap with an invented address
            freeze_after_first_run(asked)
        begin_anew()
    except NotAllowed as error:
        tell_of(error)
    except SignedOut:
        st.rerun()


def page_of(asked: str, pages: Sequence[StreamlitPage]) -> tuple[StreamlitPage, bool]:
    """And whether it is one of theirs."""
    is_ours = asked in {page.url_path for page in pages}
    if not is_ours:
        nowhere = st.Page(no_such_page, title="Not here", url_path=asked, visibility="hidden")
        pages = [*pages, nowhere]
    return st.navigation(list(pages), position="hidden"), is_ours


def before_all_else(by: Actor) -> None:
    """For whose role needs a second step at sign-in, until they have one."""
    beside_nothing_else(by)
    with narrow():
        st.title("Second step at sign-in", anchor=False)
        st.markdown("Your role needs it. Everything else comes right after.")
        show_message()
        with drawn_for(by):
            second_factor(by)
            st.header("Or a passkey", anchor=False)
            passkeys(by)


def beside_nothing_else(by: Actor) -> None:
    """Where the menu would be."""
    st.html(_STYLE)
    with st.sidebar:
        whoever(by)


def tell_address() -> None:
    """What is drawn and the browser's address line are one: a link to another state of the same
    page is followed by Streamlit without changing the address. A widget bound to the address
    keeps it by itself, and refuses that anybody else does.

    A browser on its way from another page has its address from there, and may still stand at the
    old one: told now, it would put one of neither into the way back.
    """
    if st.session_state.get(BROWSER_IS_THERE):
        with suppress(StreamlitAPIException):
            st.query_params.from_dict(st.query_params.to_dict())


def no_such_page() -> None:
    st.title("This page is not here", anchor=False)
    st.markdown("It does not exist, or it is not part of your role. Choose another on the left.")


def frame(by: Actor, pages: Sequence[StreamlitPage]) -> News:
    """What stands around each page; where its news go is kept free.

    On a phone the menu is folded away, and what is in it is seen by nobody.
    """
    on_top = st.container(key="bell-on-top", width="content") if is_phone() else None
    with st.sidebar:
        at_the_bell = on_top or st.container()
        show_menu(pages)
        st.divider()
        return News(at_the_bell, whoever(by))


def what_is_new(by: Actor, news: News) -> None:
    """Drawn after the page: nobody who asked for a page waits for it."""
    with news.bell:
        bell(by)
    with news.alerts:
        alerts(by)


def whoever(by: Actor) -> DeltaGenerator:
    """Who is signed in here, and the way out; between them is where alerts go."""
    st.markdown(f"**{escaped(by.name)}**")
    st.caption(ROLE_TITLES[by.role] if by.role else "")
    place = st.container()
    if st.button("Sign out", icon=":material/logout:", key="sign-out"):
        sign_out_here()
        st.stop()
    return place


shell()
