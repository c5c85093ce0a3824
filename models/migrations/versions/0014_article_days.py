"""What came of each article, counted by day and call to action."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

SQLITE_ONLY = (
    "CREATE TRIGGER article_day_insert AFTER INSERT ON enquiry BEGIN INSERT INTO article_day (article_id, day, section_id, enquiries, booked, clicks) SELECT NEW.article_id, substr(NEW.received_at, 1, 10), coalesce(NEW.call_to_action_id, 0), 1, (NEW.status = 'booked'), 0 WHERE NEW.article_id IS NOT NULL AND NEW.status <> 'spam' ON CONFLICT (article_id, day, section_id) DO UPDATE SET enquiries = enquiries + excluded.enquiries, booked = booked + excluded.booked; END",
    "CREATE TRIGGER article_day_delete AFTER DELETE ON enquiry BEGIN INSERT INTO article_day (article_id, day, section_id, enquiries, booked, clicks) SELECT OLD.article_id, substr(OLD.received_at, 1, 10), coalesce(OLD.call_to_action_id, 0), -1, -(OLD.status = 'booked'), 0 WHERE OLD.article_id IS NOT NULL AND OLD.status <> 'spam' ON CONFLICT (article_id, day, section_id) DO UPDATE SET enquiries = enquiries + excluded.enquiries, booked = booked + excluded.booked; END",
    "CREATE TRIGGER article_day_update AFTER UPDATE OF status, article_id, received_at, call_to_action_id ON enquiry BEGIN INSERT INTO article_day (article_id, day, section_id, enquiries, booked, clicks) SELECT OLD.article_id, substr(OLD.received_at, 1, 10), coalesce(OLD.call_to_action_id, 0), -1, -(OLD.status = 'booked'), 0 WHERE OLD.article_id IS NOT NULL AND OLD.status <> 'spam' ON CONFLICT (article_id, day, section_id) DO UPDATE SET enquiries = enquiries + excluded.enquiries, booked = booked + excluded.booked; INSERT INTO article_day (article_id, day, section_id, enquiries, booked, clicks) SELECT NEW.article_id, substr(NEW.received_at, 1, 10), coalesce(NEW.call_to_action_id, 0), 1, (NEW.status = 'booked'), 0 WHERE NEW.article_id IS NOT NULL AND NEW.status <> 'spam' ON CONFLICT (article_id, day, section_id) DO UPDATE SET enquiries = enquiries + excluded.enquiries, booked = booked + excluded.booked; END",
    "INSERT INTO article_day (article_id, day, section_id, enquiries, booked, clicks) SELECT article_id, substr(received_at, 1, 10), 0, count(*), sum(status = 'booked'), 0 FROM enquiry WHERE article_id IS NOT NULL AND status <> 'spam' GROUP BY 1, 2",
)


def upgrade() -> None:
    op.create_table(
        "article_day",
        sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("section_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("enquiries", sa.Integer(), nullable=False),
        sa.Column("booked", sa.Integer(), nullable=False),
        sa.Column("clicks", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", "day", "section_id", name=op.f("pk_article_day")),
    )
    op.execute("ALTER TABLE enquiry ADD COLUMN call_to_action_id INTEGER REFERENCES section (id)")
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE_ONLY:
            op.execute(statement)
