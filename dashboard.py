"""The front door: staff under /desk, the public under /, one process over one database."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from desk.startup import assert_desk_config
from models.database import engine
from models.schema import migrate
from public.gate import Gate
from public.routes import routes

SHELL = Path(__file__).parent / "desk" / "shell.py"


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    assert_desk_config()
    migrate()
    gc.freeze()
    yield
    engine().dispose()


app = st.App(SHELL, routes=routes, middleware=[Middleware(Gate)], lifespan=lifespan)
