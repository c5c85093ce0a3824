"""The clinic's pages: templates filled in, every word of it escaped."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import settings
from models.articles.markdown import to_html
from public.site.style import STYLESHEET, TYPEFACES

_UNREADABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\ufffe\uffff]")


def _readable(shown: object) -> object:
    """Leave out control characters, which neither HTML nor XML may hold."""
    return type(shown)(_UNREADABLE.sub("", shown)) if isinstance(shown, str) else shown


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1] / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
    finalize=_readable,
)


def _markdown(text: str) -> Markup:
    return Markup(to_html(text))  # noqa: S704  to_html lets safe HTML through only


def _day(moment: datetime) -> str:
    """A day in the clinic's zone, as it is said: 3 May 2026."""
    local = moment.astimezone(settings.TIMEZONE)
    return f"{local.day} {local:%B %Y}"


def _clock(moment: datetime) -> str:
    """The same with the time: 3 May 2026, 14:05."""
    return f"{_day(moment)}, {moment.astimezone(settings.TIMEZONE):%H:%M}"


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


_TEMPLATES.filters |= {"markdown": _markdown, "day": _day, "clock": _clock, "moment": _moment}


def page(template: str, **shown: Any) -> str:
    """Fill in a template. Errors: UndefinedError for a name that nobody gave."""
    return _TEMPLATES.get_template(template).render(
        clinic=settings.CLINIC_NAME,
        site=settings.PUBLIC_URL,
        stylesheet=STYLESHEET,
        typefaces=TYPEFACES,
        **shown,
    )
