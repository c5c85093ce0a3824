"""Lists that come by the clock: in time, or at the start after the server was down."""

from functools import partial

from actions.exports.scheduled import carry_out_schedule
from models.exports.saved import lists_due
from models.staff.member import OPERATOR
from public.clock.one_by_one import each_by_itself


def ask_for_due_lists() -> None:
    """Each is asked for, told, and set for the next time, or nothing of it."""
    each_by_itself(lists_due(), partial(carry_out_schedule, by=OPERATOR))
