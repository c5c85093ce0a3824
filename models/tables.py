"""Every table, imported once, so that the whole schema is known."""

from models import (
    access,
    article,
    article_search,
    article_tag,
    attempts,
    call_to_action,
    change_batch,
    check_override,
    enquiry,
    enquiry_count,
    export,
    image,
    log,
    named_version,
    note_draft,
    presence,
    review,
    search,
    setting,
    spread,
    staff,
)
from models.base import Base

__all__ = [
    "access",
    "article",
    "article_search",
    "article_tag",
    "attempts",
    "call_to_action",
    "change_batch",
    "check_override",
    "enquiry",
    "enquiry_count",
    "export",
    "image",
    "log",
    "named_version",
    "note_draft",
    "presence",
    "review",
    "search",
    "setting",
    "spread",
    "staff",
]

metadata = Base.metadata
