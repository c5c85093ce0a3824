"""Caddy with a file that clinics are given, alone on this machine."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from settings import ROOT
from tests.browser.server import Tls, answers

ALONE = """
{{
    admin off
    {options}
    storage file_system {folder}
}}
import {caddyfile}
"""


@contextmanager
def caddy_with(
    caddyfile: str,
    folder: Path,
    address: str,
    options: str,
    names: dict[str, str],
    *,
    tls: Tls = None,
) -> Iterator[None]:
    """Answers at `address`; `names` are what the file reads, `options` go before it."""
    config, log = folder / "Caddyfile", folder / "caddy.log"
    file = ROOT / "deploy" / caddyfile
    config.write_text(ALONE.format(options=options, folder=folder / "caddy", caddyfile=file))
    home = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(folder))
    with log.open("w") as printed:
        command = ["caddy", "run", "--config", str(config), "--adapter", "caddyfile"]
        caddy = subprocess.Popen(command, env=names | home, stderr=printed)
    try:
        answers(f"{address}/livez", lambda: caddy.poll() is None, log, tls)
        yield
    finally:
        caddy.terminate()
        caddy.wait(30)
