"""What has happened to enquiries lately, found at once however much spam came in between."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "CREATE INDEX ix_enquiry_event_news ON enquiry_event (id) "
        "WHERE kind <> 'received' OR new <> 'spam'"
    )
