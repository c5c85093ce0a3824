"""Pages drawn over and over leave nothing behind in the server."""

from collections.abc import Callable

from models.staff.member import Actor
from tests.browser.server import Server
from tests.browser.soak import soak, tabs

PAGES = 40


def test_memory_handles_and_threads_stay_flat(
    server: Server, staff: dict[str, Actor], record_property: Callable[[str, object], None]
) -> None:
    with tabs(server, [staff["mo"], staff["ada"]]) as opened:
        soak(server, opened, PAGES)
        before = soak(server, opened, PAGES)
        after = soak(server, opened, PAGES)

    grown = (after.memory - before.memory) / 1024
    record_property("figure", f"{after.memory / 1024:.0f} MiB, {grown:+.1f} after {PAGES} pages")
    assert after.memory < 1.05 * before.memory
    assert after.handles <= before.handles + 4  # a connection to the database or two
    assert after.threads <= before.threads + 4
    assert '"fault"' not in server.log.read_text()
