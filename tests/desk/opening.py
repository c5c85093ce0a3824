"""The desk as one colleague's browser shows it."""

import secrets
from pathlib import Path

from streamlit.testing.v1 import AppTest

import tests.scanned  # noqa: F401  it is loaded for what it does
from models.base.database import writing
from models.staff.access import StaffSession, digest
from models.staff.member import Actor

SHELL = Path(__file__).parents[2] / "desk" / "frame" / "shell.py"


def signed_in(staff: Actor) -> str:
    """A session of theirs; the digest that the gate would hand to the desk."""
    assert staff.id
    token = secrets.token_urlsafe(32)
    with writing() as session:
        session.add(StaffSession(token_hash=digest(token), staff_id=staff.id))
    return digest(token)


def open_desk(address: str, staff: Actor | None, **query: str) -> AppTest:
    """`address` is the page's below /desk ("" is home); `staff` None is a stranger."""
    desk = AppTest.from_file(str(SHELL), default_timeout=60)
    desk.user = {"identity": signed_in(staff) if staff else "stranger"}
    for name, value in query.items():
        desk.query_params[name] = value
    if address:
        desk.switch_page(f"../../pages/{address}.py")
    return desk.run()
