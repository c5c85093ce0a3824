"""A code that one process took is taken in every other, though the first was killed right after."""

import os
import signal
from datetime import datetime
from importlib import reload
from pathlib import Path

import pytest
import time_machine

import settings
from models.base.table import now
from models.staff.member import Actor
from tests.actions.staff.test_second_factor import code_of, give, right_password, set_up
from tests.browser.serving import SERVING, start
from tests.databases import environment_of


def take_and_die(environment: dict[str, str], step: str, code: str, at: datetime) -> None:
    os.environ.update(environment)
    reload(settings)
    with time_machine.travel(at):  # a code is good for a minute, however busy the machine is
        if give(step, code):
            os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("is_spare", [False, True])
def test_a_code_taken_elsewhere_works_no_second_time(
    mo: Actor, fresh_database: Path, *, is_spare: bool
) -> None:
    (secret, spare), at = set_up(mo), now()
    code = spare[0] if is_spare else code_of(secret)
    told = environment_of(fresh_database), right_password(mo), code, at
    process = SERVING.Process(target=take_and_die, args=told)
    start(process)
    process.join(60)

    assert process.exitcode == -signal.SIGKILL  # so it was taken
    with time_machine.travel(at):
        assert not give(right_password(mo), code)
        assert give(right_password(mo), spare[1])
