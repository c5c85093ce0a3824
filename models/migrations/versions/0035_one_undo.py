"""What can be taken back is kept in one place, whatever it was done to."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

ADDED = (
    sa.Column("kind", sa.String(32), nullable=False, server_default="enquiries"),
    sa.Column("subject", sa.String(), nullable=False, server_default=""),
    sa.Column("kept", sa.JSON(), nullable=False, server_default="{}"),
    sa.Column("log_id", sa.Integer(), nullable=False, server_default="0"),
)
WHO_AND_WHEN = (
    sa.column("made_by_id", sa.Integer()),
    sa.column("made_at", sa.DateTime()),
    sa.column("undone_at", sa.DateTime()),
)
SPREAD = sa.table(
    "spread",
    sa.column("id", sa.Integer()),
    *(sa.column(name, sa.String()) for name in ("kind", "subject", "before", "after")),
    sa.column("changed", sa.JSON()),
    *WHO_AND_WHEN,
)
REPLACEMENT = sa.table(
    "replacement",
    sa.column("id", sa.Integer()),
    *(sa.column(name, sa.String()) for name in ("words", "instead")),
    sa.column("done", sa.JSON()),
    *(sa.column(each.name, each.type) for each in WHO_AND_WHEN),
)
BATCH = sa.table(
    "change_batch",
    sa.column("at", sa.DateTime()),
    sa.column("by_id", sa.Integer()),
    sa.column("taken_back_at", sa.DateTime()),
    sa.column("kind", sa.String()),
    sa.column("subject", sa.String()),
    sa.column("kept", sa.JSON()),
    sa.column("log_id", sa.Integer()),
)


def upgrade() -> None:
    for column in ADDED:
        op.add_column("change_batch", column)
    op.create_index("ix_change_batch_kind_subject", "change_batch", ["kind", "subject"])
    head = op.get_bind().scalar(sa.text("SELECT max(entry_id) FROM log_head")) or 0
    for row in op.get_bind().execute(sa.select(SPREAD).order_by(SPREAD.c.id)).mappings().all():
        kept = {"before": row["before"], "after": row["after"], **row["changed"]}
        _keep(row, row["kind"], row["subject"], kept, head)
    rows = op.get_bind().execute(sa.select(REPLACEMENT).order_by(REPLACEMENT.c.id)).mappings()
    for row in rows.all():
        kept = {name: row[name] for name in ("words", "instead", "done")}
        _keep(row, "replacement", "", kept, head)
    op.drop_table("spread")
    op.drop_table("replacement")


def _keep(row: sa.RowMapping, kind: str, subject: str, kept: dict[str, object], head: int) -> None:
    """What colleagues did before this upgrade is not told apart: its undo goes by the texts."""
    who_and_when = {"by_id": row["made_by_id"], "at": row["made_at"]}
    told = {"taken_back_at": row["undone_at"], "kind": kind, "subject": subject, "kept": kept}
    op.get_bind().execute(BATCH.insert().values(**who_and_when, **told, log_id=head))
