"""The whole desk with the bare page in it, at /desk/bare."""

from pathlib import Path

import streamlit as st

from dashboard import SHELL, gate, lifespan, tell_of
from desk import navigation
from desk.navigation import Screen
from models.staff import Permission
from public.errors import exception_handlers
from public.routes import routes

BARE = Screen(
    str(Path(__file__).with_name("page.py")),
    "Bare",
    "bare",
    ":material/crop_square:",
    Permission.USE_DESK,
    is_listed=False,
)
navigation.SCREENS += (BARE,)  # type: ignore[assignment]

app = st.App(
    SHELL,
    routes=routes,
    middleware=[gate],
    exception_handlers=exception_handlers,
    on_script_error=tell_of,
    lifespan=lifespan,
)
