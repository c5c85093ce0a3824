"""What happens by the clock, whoever is signed in: one thread that runs each job over and over."""

from collections.abc import Callable, Sequence
from logging import ERROR
from threading import Event, Thread

from logs import note
from public.booking.click_counter import keep_clicks
from public.clock.backups import make_backup
from public.clock.due_articles import carry_out_plans
from public.clock.exports import ask_for_due_lists
from public.clock.imports import go_on_with_imports, sweep_imports
from public.clock.links import answer_who_forgot, mail_links
from public.clock.log_anchor import anchor_log
from public.clock.notices import send_notices, sweep_notices
from public.clock.privacy import clear_erased_words, purge_enquiries
from public.clock.replies import send_replies
from public.clock.reports import count_changed_days
from public.clock.staff_mail import mail_staff, sweep_staff_notices
from public.clock.tidying import (
    go_on_handing_over,
    scan_for_risk,
    sweep_discarded,
    sweep_entries,
    sweep_presence,
)
from public.clock.waking import wake_enquiries

EVERY = 3.0
LONGEST_PAUSE = 20
PATIENCE = 10.0

Job = Callable[[], None]
"""Opens its own transactions, and in them looks again whether there is something to do: another
process may have done it meanwhile. It returns soon, and with nothing to do it only reads."""

JOBS: tuple[Job, ...] = (
    keep_clicks,
    carry_out_plans,
    ask_for_due_lists,
    send_notices,
    sweep_notices,
    send_replies,
    answer_who_forgot,
    mail_links,
    mail_staff,
    sweep_staff_notices,
    scan_for_risk,
    go_on_handing_over,
    sweep_presence,
    sweep_entries,
    sweep_discarded,
    wake_enquiries,
    go_on_with_imports,
    count_changed_days,
    sweep_imports,
    anchor_log,
)


class Timetable:
    """Runs `jobs` at once when it starts, then every `every` seconds until `stop`."""

    def __init__(self, jobs: Sequence[Job], *, every: float = EVERY) -> None:
        self._jobs = [_Tried(job) for job in jobs]
        self._every = every
        self._stopped = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        if self._jobs and self._thread is None:
            self._stopped.clear()
            self._thread = Thread(target=self._work, name="timetable", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """A job that has begun may end; none begins."""
        self._stopped.set()
        thread, self._thread = self._thread, None
        if thread:
            thread.join(PATIENCE)

    def _work(self) -> None:
        while not self._stopped.is_set():
            for job in self._jobs:
                if not self._stopped.is_set():
                    job.run()
            self._stopped.wait(self._every)


class _Tried:
    """One job. After each failure in a row it sits out twice as many rounds, at most a minute."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._pause = self._wait = 0

    def run(self) -> None:
        if self._wait:
            self._wait -= 1
            return
        try:
            self._job()
        except Exception as error:  # noqa: BLE001  the others must go on, whatever it is
            note("job failed", level=ERROR, error=error)
            self._pause = min(2 * self._pause + 1, LONGEST_PAUSE)
            self._wait = self._pause
        else:
            self._pause = 0


def once(job: Job) -> None:
    """At the end, whatever comes of it."""
    _Tried(job).run()


timetable = Timetable(JOBS)
slow_timetable = Timetable((purge_enquiries, clear_erased_words, make_backup), every=60)
"""A thread of its own: a backup takes as long as the database is large."""
