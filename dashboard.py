"""The front door: staff under /desk, the public under /, one process over one database."""

import gc
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

import settings
from commands.failure import words_for
from commands.first_account import setup_link
from desk.frame.clicks.address import keep_the_address
from desk.frame.clicks.leading import keep_the_way
from desk.frame.clicks.turns import keep_to_the_page
from desk.frame.clicks.whole import carry_out_clicks_whole
from desk.frame.startup import assert_desk_config
from desk.frame.wire import as_whole_run, inline_script_hashes, what_is_asked
from logs import set_up_logs
from models.base.database import engine
from models.base.opening import open_database
from models.base.soundness import sqlite_warning
from public.booking.writer import intake
from public.clock.log_anchor import anchor_log
from public.clock.timetable import once, slow_timetable, timetable
from public.gate.errors import exception_handlers
from public.gate.middleware import Gate
from public.gate.sockets import Wire
from public.routes import routes

SHELL = Path(__file__).parent / "desk" / "frame" / "shell.py"


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    set_up_logs()
    with said_plainly():
        assert_desk_config()
        carry_out_clicks_whole()
        keep_the_address()
        keep_to_the_page()
        keep_the_way()
        open_database()
        settings.secret_key()
        announce()
    intake.open()
    timetable.start()
    slow_timetable.start()
    gc.freeze()
    yield
    slow_timetable.stop()
    timetable.stop()
    intake.close()
    once(anchor_log)
    engine().dispose()


@contextmanager
def said_plainly() -> Iterator[None]:
    """The log keeps no error's words; whoever starts us needs these."""
    try:
        yield
    except Exception as error:
        reason = words_for(error) or str(error)
        print(f"Copydesk cannot start. {reason}", file=sys.stderr, flush=True)  # noqa: T201  read by whoever starts this
        raise


def tell_of(error: Exception) -> bool:
    from desk.frame.failures import tell_of  # noqa: PLC0415  its widgets want a script to be running

    return tell_of(error)


def announce() -> None:
    """Where to go, and what needs doing, for whoever started this."""
    told = [f"Public site: {settings.PUBLIC_URL}/", f"Desk: {settings.PUBLIC_URL}/desk"]
    if link := setup_link():
        told.append(f"Make the first administrator's account (works once): {link}")
    if warning := sqlite_warning():
        told.append(f"Warning: {warning}")
    print("\n".join(["", *(f"  {line}" for line in told)]), flush=True)  # noqa: T201  read by whoever starts this


# Before the gate, which counts by address. uvicorn's own knows 127.0.0.1 alone.
proxied = Middleware(ProxyHeadersMiddleware, trusted_hosts=settings.PROXIES)
gate = Middleware(
    Gate, wire=Wire(what_is_asked, as_whole_run), script_hashes=inline_script_hashes()
)
app = st.App(
    SHELL,
    routes=routes,
    middleware=[proxied, gate],
    exception_handlers=exception_handlers,
    on_script_error=tell_of,
    lifespan=lifespan,
)
