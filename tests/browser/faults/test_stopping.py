"""Told to stop, or killed, in the middle of everybody's work."""

import json
import signal
from collections.abc import Callable
from contextlib import suppress

from websockets.exceptions import ConnectionClosed

from models.staff.member import Actor
from tests.browser.server import Server
from tests.browser.storm import Storm
from tests.browser.wire import answer, ask, cookie_of, line, run
from tests.program import manage


def test_told_to_stop_under_load_it_ends_and_loses_nothing_that_it_acknowledged(
    server: Server, mo: Actor, record_property: Callable[[str, object], None]
) -> None:
    storm = Storm(server, posts=600, how=signal.SIGTERM)
    with line(server, cookie=cookie_of(mo)) as silent, suppress(ConnectionClosed):
        silent.send(run("account"))
        answer(silent)
        storm.rage(kills=2)
    server.stop()
    assert not server.is_running  # the unit of deploy/ gives it as long as `stop` does

    verdict = storm.verdict()
    record_property("figure", "{posts:,} posts, {kills} stops: {lost} lost".format(**verdict))
    assert verdict["acknowledged"] == verdict["posts"]
    assert (verdict["lost"], verdict["duplicated"], verdict["unsound"]) == (0, 0, 0)
    assert verdict["kills"] == 2
    assert '"fault"' not in server.log.read_text()


def test_killed_between_a_commit_and_the_anchor_the_log_is_whole_and_nothing_warns(
    server: Server, mo: Actor
) -> None:
    for _ in range(3):
        signed_out = {"Cookie": cookie_of(mo), "Origin": server.url}
        assert ask(server, "/desk/session/end", method="POST", headers=signed_out).status == 303
        server.kill()
        server.start()
        warnings = json.loads(ask(server, "/readyz").body)["warnings"]
        assert not [each for each in warnings if "anchor" in each]
    told = manage(server.database, "audit", "verify", "--all")

    assert told.returncode == 0, told.stderr
