"""How often readers went on from an article to the booking form: counted, and nobody followed."""

# Only opening /book from an article counts, once in half an hour for each visitor and call to
# action. Who that was is known only as a digest under a key that ends with the process, in
# memory; the database gets numbers. What calls itself a robot, or loads ahead, does not count.

import re
import time
from collections import Counter, OrderedDict
from hashlib import blake2b
from secrets import token_bytes
from threading import Lock

from starlette.requests import Request

from models.articles.day import ELSEWHERE, adding_clicks, call_to_action_sections
from models.base.database import writing
from models.intake.booking import public_articles_named

AGAIN_AFTER = 30 * 60
MOST_VISITS, MOST_KEYS = 20_000, 1_000
LONGEST_SLUG, LONGEST_NUMBER = 300, 15
_ROBOT = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|externalhit|monitor|curl|wget|python|java/|^$",
    re.IGNORECASE,
)
_key = token_bytes(16)
_lock = Lock()
_visits: OrderedDict[bytes, float] = OrderedDict()
_waiting: Counter[tuple[str, int]] = Counter()


def count_click(request: Request) -> None:
    """Remembers it in memory; the timetable's next round writes it down."""
    slug = request.query_params.get("article", "")[:LONGEST_SLUG]
    if not slug or request.method != "GET" or _is_robot(request):
        return
    click = slug, call_in(request.query_params.get("cta", ""))
    with _lock:
        is_known = click in _waiting or len(_waiting) < MOST_KEYS
        if is_known and _is_new(_visit(request, click)):
            _waiting[click] += 1


def call_in(text: str) -> int:
    """The number of a section, as an address or a form names it; ELSEWHERE for anything else."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
    return int(text) if is_number else ELSEWHERE


def keep_clicks() -> None:
    """What cannot be written stays for the next round. Unknown articles count nowhere."""
    with _lock:
        waiting = Counter(_waiting)
        _waiting.clear()
    if not waiting:
        return
    try:
        _write(waiting)
    except Exception:
        with _lock:
            _waiting.update(waiting)
        raise


def _write(waiting: Counter[tuple[str, int]]) -> None:
    with writing() as session:
        named = public_articles_named({slug for slug, _ in waiting})
        articles = dict(session.execute(named).all())
        calls = dict(session.execute(call_to_action_sections({call for _, call in waiting})).all())
        counted: Counter[tuple[int, int]] = Counter()
        for (slug, call), clicks in waiting.items():
            if article := articles.get(slug):
                counted[article, call if calls.get(call) == article else ELSEWHERE] += clicks
        if counted:
            session.execute(adding_clicks(counted))


def _is_robot(request: Request) -> bool:
    ahead = request.headers.get("sec-purpose", "") + request.headers.get("purpose", "")
    return "prefetch" in ahead or bool(_ROBOT.search(request.headers.get("user-agent", "")))


def _visit(request: Request, click: tuple[str, int]) -> bytes:
    host = request.client.host if request.client else ""
    told = repr((host, request.headers.get("user-agent", ""), click))
    return blake2b(told.encode("utf-8", "replace"), key=_key, digest_size=16).digest()


def _is_new(visit: bytes) -> bool:
    moment = time.monotonic()
    seen_at = _visits.pop(visit, None)
    _visits[visit] = moment if seen_at is None or moment - seen_at > AGAIN_AFTER else seen_at
    if len(_visits) > MOST_VISITS:
        _visits.popitem(last=False)
    return _visits[visit] == moment
