"""By what enquiries are found: the indexes of their table."""

from typing import Any

from sqlalchemy import Computed, Index, text
from sqlalchemy.ext.compiler import compiles

_FACET = (
    "status || '/' || priority || '/' || CASE WHEN is_at_risk THEN '1' ELSE '0' END || '/' || "
    "CAST(coalesce(assigned_to_id, 0) AS VARCHAR) || '/' || "
    "CAST(coalesce(article_id, 0) AS VARCHAR) || '/' || service"
)


class Facet(Computed):
    """All in one that a list is narrowed by, so that one index finds any combination."""

    def __init__(self) -> None:
        super().__init__(_FACET, persisted=False)


@compiles(Facet, "postgresql")
def _stored(_facet: Facet, _compiler: Any, **_named: Any) -> str:
    """It has no others before version 18."""
    return f"GENERATED ALWAYS AS ({_FACET}) STORED"


INDEXES = (
    Index(None, "status", "received_at", "id"),
    Index(None, "received_at", "id"),
    Index(None, "name", "id", "status"),
    Index(None, "status", "name", "id"),
    Index(None, "service", "received_at", "id", "status"),
    Index(None, "assigned_to_id", "received_at", "id", "status"),
    Index(None, "article_id", "received_at", "id", "status"),
    Index(None, "facet", "received_at", "id"),
    Index(None, "email_key"),
    Index(None, "phone_key"),
    Index(
        "ix_enquiry_at_risk",
        "received_at",
        "id",
        "status",
        sqlite_where=text("is_at_risk = 1"),
        postgresql_where=text("is_at_risk"),
    ),
    Index(
        "ix_enquiry_unacknowledged_risk",
        "received_at",
        sqlite_where=text("is_at_risk = 1 AND risk_acknowledged_at IS NULL"),
        postgresql_where=text("is_at_risk AND risk_acknowledged_at IS NULL"),
    ),
    Index(
        "ix_enquiry_follow_up",
        "follow_up_on",
        "status",
        "received_at",
        sqlite_where=text("follow_up_on IS NOT NULL"),
        postgresql_where=text("follow_up_on IS NOT NULL"),
    ),
    Index(
        "ix_enquiry_snoozed",
        "snoozed_until",
        "status",
        sqlite_where=text("snoozed_until IS NOT NULL"),
        postgresql_where=text("snoozed_until IS NOT NULL"),
    ),
    Index(
        "ix_enquiry_booked_for",
        "status",
        "booked_for",
        sqlite_where=text("booked_for IS NOT NULL"),
        postgresql_where=text("booked_for IS NOT NULL"),
    ),
    Index(
        "ix_enquiry_merged_into",
        "merged_into_id",
        sqlite_where=text("merged_into_id IS NOT NULL"),
        postgresql_where=text("merged_into_id IS NOT NULL"),
    ),
)
