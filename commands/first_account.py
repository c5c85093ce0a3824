"""The way in while there is nobody yet who could let people in."""

from actions.staff.links import link_address, setup_token
from models.base.database import writing
from models.staff.member import OPERATOR


def setup_link() -> str | None:
    """A fresh one-time address while nobody can administer; older ones stop working."""
    with writing() as session:
        token = setup_token(session, by=OPERATOR)
    return link_address(token) if token else None
