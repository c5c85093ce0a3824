"""Publishing and withdrawing what is due: in time, or at the start after the server was down."""

from functools import partial

from actions.articles.planning import carry_out
from models.articles.plan import due_plans
from models.base.table import now
from models.staff.member import OPERATOR
from public.clock.one_by_one import each_by_itself


def carry_out_plans() -> None:
    each_by_itself(due_plans(now()), partial(carry_out, by=OPERATOR))
