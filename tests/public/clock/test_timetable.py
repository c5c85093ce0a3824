"""Jobs by the clock: each again and again, none stopped by another, and an end at once."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, Event

import pytest

from models.base.database import reading, writing
from models.clinic.setting import Setting
from public.clock.timetable import Job, Timetable, once

SOON = 0.01


@contextmanager
def running(*jobs: Job, every: float = SOON) -> Iterator[Timetable]:
    timetable = Timetable(jobs, every=every)
    timetable.start()
    try:
        yield timetable
    finally:
        timetable.stop()


class Rounds:
    """A job that counts, and tells when it has run so often."""

    def __init__(self, wanted: int, trouble: Callable[[int], bool] = lambda _: False) -> None:
        self.count = 0
        self.reached = Event()
        self.wanted, self.trouble = wanted, trouble

    def __call__(self) -> None:
        self.count += 1
        if self.count >= self.wanted:
            self.reached.set()
        if self.trouble(self.count):
            raise RuntimeError("the words of a person")


def test_a_job_runs_at_once_and_again_and_again() -> None:
    first, often = Rounds(1), Rounds(5)

    with running(first, every=60):
        assert first.reached.wait(10)
    with running(often):
        assert often.reached.wait(10)


def test_a_job_that_fails_at_the_end_holds_nothing_up(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, "copydesk")
    last = Rounds(1, trouble=lambda _: True)

    once(last)

    assert last.reached.is_set()
    assert [record.message for record in caplog.records] == ["job failed"]


def test_a_failing_job_stops_no_other_and_is_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    failing = Rounds(3, trouble=lambda count: count < 3)
    other = Rounds(10)
    caplog.set_level(logging.ERROR, "copydesk")

    with running(failing, other):
        assert failing.reached.wait(10)
        assert other.reached.wait(10)

    told = [record for record in caplog.records if record.message == "job failed"]
    assert len(told) == 2
    assert "words of a person" not in caplog.text


def test_a_job_that_keeps_failing_is_tried_less_and_less_often() -> None:
    failing, other = Rounds(1, trouble=lambda _: True), Rounds(40)

    with running(failing, other):
        assert other.reached.wait(10)

    assert 2 <= failing.count <= 7


def test_stopping_ends_the_wait_and_begins_no_other_job() -> None:
    begun, may_end, other = Event(), Event(), Rounds(1)

    def slow() -> None:
        begun.set()
        assert may_end.wait(10)

    timetable = Timetable([slow, other], every=3600)
    timetable.start()
    assert begun.wait(10)
    timetable._stopped.set()  # as `stop` does first, before it waits
    may_end.set()
    timetable.stop()

    assert other.count == 0


def test_it_starts_again_after_a_stop() -> None:
    job = Rounds(1)
    with running(job, every=3600) as timetable:
        assert job.reached.wait(10)
        timetable.stop()
        job.reached.clear()
        timetable.start()

        assert job.reached.wait(10)


def test_two_processes_do_the_work_once() -> None:
    together = Barrier(2)
    times = []

    def work() -> None:
        together.wait(10)
        with writing() as session:
            if session.get(Setting, "done") is None:
                session.add(Setting(name="done", value=1))
                times.append(1)

    with running(work, every=3600) as one, running(work, every=3600) as other:
        one.stop()
        other.stop()

    assert times == [1]
    with reading() as session:
        assert session.get_one(Setting, "done").value == 1
