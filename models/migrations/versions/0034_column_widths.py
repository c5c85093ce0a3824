"""Every table keeps the widths of its columns, and not the list of enquiries alone."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "column_widths",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("widths", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_member.id"], name=op.f("fk_column_widths_staff_id")
        ),
        sa.PrimaryKeyConstraint("staff_id", "table_name", name=op.f("pk_column_widths")),
    )
    op.execute(
        "INSERT INTO column_widths (staff_id, table_name, widths) "
        "SELECT staff_id, 'e-table', widths FROM column_choice"
    )
    op.drop_column("column_choice", "widths")
