"""What is swept away by the clock."""

from actions.presence import forget_who_left, is_anybody_long_gone
from models.database import reading, writing


def sweep_presence() -> None:
    with reading() as session:
        if not is_anybody_long_gone(session):
            return
    with writing() as session:
        forget_who_left(session)
