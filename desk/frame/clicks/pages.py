"""Where a session is, where it goes, and where its browser is known to be."""

from collections import deque
from dataclasses import dataclass, field

from streamlit.proto.ClientState_pb2 import ClientState

MOST_HELD = 20


@dataclass(slots=True)
class Pages:
    """Of one session: the page it is on or going to (and with which parameters, where a browser
    asked for it), and what was asked for on its first before that was drawn to its end.
    """

    page: str | None = None
    parameters: str | None = None
    is_going: bool = False
    has_begun: bool = True
    left: str | None = None
    is_there: bool = False
    is_drawn: bool = False
    held: deque[ClientState] = field(default_factory=lambda: deque(maxlen=MOST_HELD))
    pressed: frozenset[str] = frozenset()

    def go_to(self, wanted: ClientState) -> None:
        if wanted.page_script_hash != self.page:
            self.left, self.has_begun = self.page, False
            self.page, self.is_going = wanted.page_script_hash, True
            self.parameters = wanted.query_string

    def is_on(self, page: str) -> None:
        """What is drawn, by which a script that goes on to another page has its say, too."""
        if page and not self.is_going and page != self.page:
            self.page, self.parameters = page, None

    def hears(self, wanted: ClientState) -> None:
        """Where the browser is: it tells of fields and parts from the page that it shows, or
        follows a link from there to another state of it.
        """
        if wanted.page_script_hash != self.page:
            self.is_there = False
        elif wanted.widget_states.widgets or wanted.fragment_id:
            self.is_there = True
        else:
            self.is_there |= wanted.query_string != self.parameters

    def turns(self, page: str | None) -> list[ClientState]:
        """A run of this page begins, or (without a page) is over; what was held until then. The
        run before may end when another page is asked for already.
        """
        if page is not None:
            self.has_begun |= page != self.left
            return []
        self.is_drawn = True
        self.is_going &= not self.has_begun
        held = list(self.held)
        self.held.clear()
        return held

    def is_left(self, page: str) -> bool:
        return bool(page and self.page) and page != self.page
