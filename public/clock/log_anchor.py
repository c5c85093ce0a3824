"""The log's end, written down outside the database every few seconds."""

from actions.staff.log_anchoring import keep_anchor
from models.base.database import reading, writing
from models.staff.member import OPERATOR


def anchor_log() -> None:
    """A commit does not wait for it: between two looks the anchor is a little behind."""
    keep_anchor(reading, writing, by=OPERATOR)
