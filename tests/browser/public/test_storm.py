"""Acknowledged means on disk."""

from collections.abc import Callable

from tests.browser.server import Server
from tests.browser.storm import Storm


def test_no_acknowledged_enquiry_is_lost_or_doubled_when_the_server_is_killed(
    server: Server, record_property: Callable[[str, object], None]
) -> None:
    storm = Storm(server, posts=1_200)

    storm.rage(kills=4)
    server.kill()

    verdict = storm.verdict()
    record_property("figure", "{posts:,} posts, {kills} kills: {lost} lost".format(**verdict))
    assert verdict["acknowledged"] == verdict["posts"]
    assert (verdict["lost"], verdict["duplicated"], verdict["unsound"]) == (0, 0, 0)
    assert verdict["kills"] == 4
    assert verdict["tried again"] > 0
