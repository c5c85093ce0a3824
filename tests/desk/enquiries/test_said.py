"""What was said goes at one moment, whether the desk draws anew or the browser waits alone."""

from desk.enquiries.said import SHOWN_FOR
from settings import ROOT


def test_the_browser_lets_go_of_it_when_the_desk_does() -> None:
    style = (ROOT / "desk" / "enquiries" / "desk.css").read_text()

    assert f"animation: e-said-is-over 1ms {SHOWN_FOR:.0f}s forwards" in style
