"""Totals for reports, by day and month; every day there is waits to be counted."""

import sqlalchemy as sa
from alembic import op

KINDS = (
    "all", "service", "article", "call", "colleague", "reason", "source", "hour", "minutes",
)

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

COLUMNS = (
    "received_at, status, merged_into_id, first_answered_at, service, article_id, "
    "call_to_action_id, assigned_to_id, close_reason, source"
)


def upgrade() -> None:
    op.create_table(
        "enquiry_changed_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_enquiry_changed_day")),
    )
    op.create_table(
        "enquiry_count_basis",
        sa.Column("words", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("words", name=op.f("pk_enquiry_count_basis")),
    )
    op.create_table(
        "late_answer",
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_late_answer_enquiry_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("enquiry_id", name=op.f("pk_late_answer")),
    )
    op.create_index(op.f("ix_late_answer_day"), "late_answer", ["day"])
    _totals()
    if op.get_bind().dialect.name == "sqlite":
        _mark_and_keep_marking()


def _totals() -> None:
    counts = ("received", "answered", "booked", "answered_late", "open_ended")
    op.create_table(
        "report_total",
        sa.Column("kind", sa.Enum(*KINDS, name="kind", native_enum=False, length=32), nullable=False),
        sa.Column("span", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.PrimaryKeyConstraint("kind", "span", "key", name=op.f("pk_report_total")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_report_total_span"), "report_total", ["span"])


def _mark_and_keep_marking() -> None:
    op.execute(
        "INSERT INTO enquiry_changed_day (day, times) "
        "SELECT DISTINCT substr(received_at, 1, 10), 1 FROM enquiry"
    )
    new, old = (_mark(which) for which in ("NEW", "OLD"))
    op.execute(f"CREATE TRIGGER enquiry_changed_insert AFTER INSERT ON enquiry BEGIN {new}END")
    op.execute(f"CREATE TRIGGER enquiry_changed_delete AFTER DELETE ON enquiry BEGIN {old}END")
    op.execute(
        f"CREATE TRIGGER enquiry_changed_update AFTER UPDATE OF {COLUMNS} ON enquiry "
        f"BEGIN {old}{new}END"
    )


def _mark(which: str) -> str:
    return (
        "INSERT INTO enquiry_changed_day (day, times) "
        f"VALUES (substr({which}.received_at, 1, 10), 1) "
        "ON CONFLICT (day) DO UPDATE SET times = times + 1; "
    )
