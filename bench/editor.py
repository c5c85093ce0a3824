"""The editor at 5 and at 50 revisions of 2,400 sections, against a bare Streamlit page.

`bare` is a page as `streamlit run` serves it, `in the desk` the same page within our frame, where
the heap is frozen.
"""

import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, insert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

import settings
from bench._framed import framed_desk
from bench._plain import plain_page
from bench.desk import cookie_for
from models.articles.article import Article, ArticleState, Revision, Section, SectionKind
from models.base import database, schema
from models.base.table import now
from models.staff.member import Actor, Role, StaffMember
from tests.browser.wire import line
from tests.browser.wire import run as rerun

ARTICLES, SECTIONS, FEW, MANY = 200, 12, 5, 50
ROUNDS, WARMING = 25, 4
BODY = "\n\n".join(
    f"Paragraph {n}: " + "tides follow the moon and the sun. " * 12 for n in range(6)
)


@dataclass
class Opened:
    """One browser's line to a desk with a section open, and another at the bare page."""

    line: ClientConnection
    bare: ClientConnection
    section: int = 0
    button: str = ""
    heading: str = ""


def run() -> None:
    """All take turns, so that each sees the same moods of the machine."""
    with tempfile.TemporaryDirectory(prefix="copydesk-bench-") as folder, ExitStack() as open_:
        few = open_.enter_context(_desk(Path(folder) / "few", FEW))
        many = open_.enter_context(_desk(Path(folder) / "many", MANY))
        plain = open_.enter_context(plain_page("box.py"))
        numbers = count(1)
        asked: dict[str, Callable[[Opened], bytes]] = {
            "open another section": lambda _desk: _open(next(numbers)),
            "open its history": lambda _desk: _open(next(numbers), "&panel=History"),
            "save a section": lambda desk: _save(desk, next(numbers)),
        }
        print(f"{'':21} {FEW} rev. {MANY} rev.   bare  of bare  50 of 5  in the desk")
        for what, ask in asked.items():
            for desk in (few, many):
                _prepare(desk)
            small, large, framed, bare = _compared((few, many), plain, ask)
            print(
                f"{what:21} {small:6.1f} {large:7.1f} {bare:6.1f} {large / bare:8.2f}"
                f" {large / small:8.2f} {framed:9.1f} ms"
            )


def _compared(
    desks: tuple[Opened, Opened], plain: ClientConnection, ask: Callable[[Opened], bytes]
) -> list[float]:
    """Median milliseconds of each desk, of the bare page in the second, and of the plain one."""
    taken: list[list[float]] = [[], [], [], []]
    for _turn in range(ROUNDS + WARMING):
        for place, desk in enumerate(desks):
            took, _ = _clicked(desk.line, ask(desk))
            taken[place].append(took)
        for place, (opened, page) in enumerate(((desks[1].bare, "bare_box"), (plain, "")), 2):
            took, _ = _clicked(opened, rerun(page))
            taken[place].append(took)
    return [median(each[WARMING:]) for each in taken]


def _open(number: int, more: str = "") -> bytes:
    """Another article each time, and another section in it."""
    article = number % ARTICLES
    section = article * SECTIONS + number % (SECTIONS - 1) + 2
    return rerun("article", query=f"slug=article-{article}&section={section}{more}")


def _prepare(desk: Opened) -> None:
    """Have one section open, and know its heading and its Save button as the page named them."""
    desk.section = 3
    _, told = _clicked(desk.line, rerun("article", query="slug=article-0&section=3"))
    text = " ".join(map(str, told))
    desk.button = re.findall(r"\$\$ID-[\w-]+-save(?=\\?[\"'])", text)[0]
    desk.heading = re.findall(r"\$\$ID-[\w-]+-section-3-heading(?=\\?[\"'])", text)[0]


def _save(desk: Opened, number: int) -> bytes:
    """Another heading, and the button pressed."""
    message = BackMsg()
    message.rerun_script.page_name = "article"
    message.rerun_script.query_string = "slug=article-0&section=3"
    heading = message.rerun_script.widget_states.widgets.add()
    heading.id, heading.string_value = desk.heading, f"Heading {number}"
    button = message.rerun_script.widget_states.widgets.add()
    button.id, button.trigger_value = desk.button, True
    return bytes(message.SerializeToString())


def _clicked(opened: ClientConnection, click: bytes) -> tuple[float, list[ForwardMsg]]:
    """Milliseconds until the screen stands, reruns by the script itself included."""
    started = time.perf_counter()
    opened.send(click)
    told: list[ForwardMsg] = []
    while not told or not _is_done(told[-1]):
        said = opened.recv(timeout=30)
        assert isinstance(said, bytes)
        message = ForwardMsg()
        message.ParseFromString(said)
        told.append(message)
    return (time.perf_counter() - started) * 1_000, told


def _is_done(message: ForwardMsg) -> bool:
    is_last = message.WhichOneof("type") == "script_finished"
    return is_last and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN


@contextmanager
def _desk(folder: Path, revisions: int) -> Iterator[Opened]:
    folder.mkdir()
    cookie = cookie_for(fill(folder / "copydesk.sqlite", revisions))
    with (
        framed_desk(folder / "copydesk.sqlite") as server,
        line(server, cookie=cookie) as opened,
        line(server, cookie=cookie) as bare,
    ):
        yield Opened(opened, bare)


def fill(file: Path, revisions: int) -> Actor:
    settings.DATABASE_URL = f"sqlite:///{file}"
    database.engine.cache_clear()
    schema.migrate()
    with database.writing() as session:
        ed = StaffMember(username="ed", full_name="Ed", email="ed@clinic.example", role=Role.EDITOR)
        session.add(ed)
        session.flush()
        _write(session.connection(), revisions, ed.id)
        return ed.as_actor()


def _write(connection: Connection, revisions: int, staff: int) -> None:
    moment = now()
    articles = [
        {"id": a + 1, "slug": f"article-{a}", "title": f"Article {a}", "state": ArticleState.DRAFT,
         "created_at": moment, "updated_at": moment}
        for a in range(ARTICLES)
    ]  # fmt: skip
    sections = [
        {"id": a * SECTIONS + s + 1, "article_id": a + 1, "position": s, "latest": revisions,
         "kind": SectionKind.TEXT if s else SectionKind.HEADER}
        for a in range(ARTICLES) for s in range(SECTIONS)
    ]  # fmt: skip
    connection.execute(insert(Article), articles)
    connection.execute(insert(Section), sections)
    for number in range(1, revisions + 1):
        kept = [
            {"section_id": each["id"], "number": number, "heading": f"Heading {each['id']}",
             "body": f"{BODY} {number}", "saved_by_id": staff, "saved_at": moment}
            for each in sections
        ]  # fmt: skip
        connection.execute(insert(Revision), kept)
