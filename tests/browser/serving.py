"""Servers that start quickly: what they load is loaded once, and each server begins as a copy."""

import os
import sys
from importlib import reload
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from types import ModuleType

import settings
from public.gate import addresses, headers, identity, sessions

SERVING = get_context("forkserver")
SERVING.set_forkserver_preload(
    [
        *("streamlit.web.cli", "streamlit.web.bootstrap", "streamlit_authenticator"),
        *("streamlit.material_icon_names", "streamlit.runtime.agent.mcp"),
        *("streamlit.web.server.starlette.starlette_agent_routes", "streamlit.web.skills"),
        *("anyio._backends._asyncio", "anyio.streams.tls", "uvicorn.lifespan.on"),
        *("uvicorn.protocols.http.httptools_impl", "uvicorn.loops.uvloop"),
        "uvicorn.protocols.websockets.websockets_sansio_impl",
        *("pandas", "pyarrow", "sqlalchemy.orm", "sqlalchemy.dialects.sqlite", "alembic"),
        *("bs4", "nh3", "lxml.html", "mammoth", "mdit_py_plugins.footnote", "icalendar", "jinja2"),
        *("phonenumbers", "email_validator", "zxcvbn", "xml.dom.minidom", "segno", "smtplib"),
        "tests.browser.preloaded",
    ]
)


def start(process: ForkServerProcess) -> None:
    """Pages that were drawn without a browser pose as the program itself, and would be run anew."""
    posing, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
    try:
        process.start()
    finally:
        sys.modules["__main__"] = posing


def serve(script: str, port: int, root: str, environment: dict[str, str], log: str) -> None:
    """What `streamlit run` does, in a process of its own that prints into `log`."""
    printed = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(printed, 1)
    os.dup2(printed, 2)
    os.chdir(root)
    os.environ.clear()
    os.environ.update(environment)
    for module in (settings, addresses, identity, headers, sessions):
        reload(module)  # they read the environment
    sys.argv = ["streamlit", "run", script, "--server.port", str(port)]
    from streamlit.web.cli import main  # noqa: PLC0415  what starts it has no use for it

    main(prog_name="streamlit")
