"""What the clinic no longer may keep goes by the clock, and is cleared from every file."""

from actions.privacy.erasing import clear_erased
from actions.privacy.retention import is_anything_over, purge_all
from models.base.database import reading, writing
from models.staff.member import OPERATOR


def purge_enquiries() -> None:
    """What is over its month in the bin, a stretch at a time."""
    with reading() as session:
        if not is_anything_over(session):
            return
    purge_all(writing, by=OPERATOR)


def clear_erased_words() -> None:
    """Somebody looked at the database when they were erased: now perhaps nobody does."""
    clear_erased(reading, writing)
