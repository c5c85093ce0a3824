"""The whole desk with bare pages in it, at /desk/bare, /desk/bare_box and /desk/bare_step."""

from pathlib import Path

import streamlit as st

from dashboard import SHELL, gate, lifespan, tell_of
from desk.frame import navigation
from desk.frame.navigation import Screen
from models.staff.member import Permission
from public.gate.errors import exception_handlers
from public.routes import routes

BARE = tuple(
    Screen(
        str(Path(__file__).with_name(file)),
        "Bare",
        address,
        ":material/crop_square:",
        Permission.USE_DESK,
        is_listed=False,
    )
    for file, address in (("page.py", "bare"), ("box.py", "bare_box"), ("step.py", "bare_step"))
)
navigation.SCREENS += BARE  # type: ignore[assignment]  # more screens, for measuring alone

app = st.App(
    SHELL,
    routes=routes,
    middleware=[gate],
    exception_handlers=exception_handlers,
    on_script_error=tell_of,
    lifespan=lifespan,
)
