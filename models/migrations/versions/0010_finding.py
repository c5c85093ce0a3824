"""Finding enquiries by any filter at once: tags, days and facets, kept by triggers."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

STATUSES = ("new", "in_progress", "waiting", "booked", "closed", "spam")
FACET = (
    "status || '/' || priority || '/' || CASE WHEN is_at_risk THEN 1 ELSE 0"
    " END || '/' || coalesce(assigned_to_id, 0) || '/' || coalesce(article_"
    "id, 0) || '/' || service"
)
SQLITE_ONLY = (
    "CREATE TRIGGER enquiry_tag_insert AFTER INSERT ON enquiry WHEN NEW.tags <> '[]' BEGIN INSERT OR IGNORE INTO enquiry_tag (enquiry_id, tag, received_at, status) SELECT NEW.id, value, NEW.received_at, NEW.status FROM json_each(NEW.tags); END",
    "CREATE TRIGGER enquiry_tag_delete AFTER DELETE ON enquiry WHEN OLD.tags <> '[]' BEGIN DELETE FROM enquiry_tag WHERE enquiry_id = OLD.id; END",
    "CREATE TRIGGER enquiry_tag_update AFTER UPDATE OF tags, status, received_at ON enquiry WHEN OLD.tags <> '[]' OR NEW.tags <> '[]' BEGIN DELETE FROM enquiry_tag WHERE enquiry_id = OLD.id; INSERT OR IGNORE INTO enquiry_tag (enquiry_id, tag, received_at, status) SELECT NEW.id, value, NEW.received_at, NEW.status FROM json_each(NEW.tags); END",
    'CREATE TRIGGER enquiry_day_insert AFTER INSERT ON enquiry BEGIN INSERT INTO enquiry_day (status, day, total) VALUES (NEW.status, substr(NEW.received_at, 1, 10), 1) ON CONFLICT (status, day) DO UPDATE SET total = total + (1); END',
    'CREATE TRIGGER enquiry_day_delete AFTER DELETE ON enquiry BEGIN INSERT INTO enquiry_day (status, day, total) VALUES (OLD.status, substr(OLD.received_at, 1, 10), -1) ON CONFLICT (status, day) DO UPDATE SET total = total + (-1); END',
    'CREATE TRIGGER enquiry_day_update AFTER UPDATE OF status, received_at ON enquiry BEGIN INSERT INTO enquiry_day (status, day, total) VALUES (OLD.status, substr(OLD.received_at, 1, 10), -1) ON CONFLICT (status, day) DO UPDATE SET total = total + (-1); INSERT INTO enquiry_day (status, day, total) VALUES (NEW.status, substr(NEW.received_at, 1, 10), 1) ON CONFLICT (status, day) DO UPDATE SET total = total + (1); END',
    'CREATE TRIGGER enquiry_facet_insert AFTER INSERT ON enquiry BEGIN INSERT INTO enquiry_facet (facet, status, service, priority, is_at_risk, assigned_to_id, article_id, total) VALUES (NEW.facet, NEW.status, NEW.service, NEW.priority, NEW.is_at_risk, coalesce(NEW.assigned_to_id, 0), coalesce(NEW.article_id, 0), 1) ON CONFLICT (facet) DO UPDATE SET total = total + (1); END',
    'CREATE TRIGGER enquiry_facet_delete AFTER DELETE ON enquiry BEGIN INSERT INTO enquiry_facet (facet, status, service, priority, is_at_risk, assigned_to_id, article_id, total) VALUES (OLD.facet, OLD.status, OLD.service, OLD.priority, OLD.is_at_risk, coalesce(OLD.assigned_to_id, 0), coalesce(OLD.article_id, 0), -1) ON CONFLICT (facet) DO UPDATE SET total = total + (-1); END',
    'CREATE TRIGGER enquiry_facet_update AFTER UPDATE OF status, service, priority, is_at_risk, assigned_to_id, article_id ON enquiry WHEN OLD.facet <> NEW.facet BEGIN INSERT INTO enquiry_facet (facet, status, service, priority, is_at_risk, assigned_to_id, article_id, total) VALUES (OLD.facet, OLD.status, OLD.service, OLD.priority, OLD.is_at_risk, coalesce(OLD.assigned_to_id, 0), coalesce(OLD.article_id, 0), -1) ON CONFLICT (facet) DO UPDATE SET total = total + (-1); INSERT INTO enquiry_facet (facet, status, service, priority, is_at_risk, assigned_to_id, article_id, total) VALUES (NEW.facet, NEW.status, NEW.service, NEW.priority, NEW.is_at_risk, coalesce(NEW.assigned_to_id, 0), coalesce(NEW.article_id, 0), 1) ON CONFLICT (facet) DO UPDATE SET total = total + (1); END',
    "CREATE VIRTUAL TABLE enquiry_term USING fts5vocab('enquiry_search', 'instance')",
    "INSERT INTO enquiry_tag (enquiry_id, tag, received_at, status) SELECT DISTINCT enquiry.id, value, received_at, status FROM enquiry, json_each(enquiry.tags) WHERE tags <> '[]'",
    'INSERT INTO enquiry_day (status, day, total) SELECT status, substr(received_at, 1, 10), count(*) FROM enquiry GROUP BY 1, 2',
    'INSERT INTO enquiry_facet (facet, status, service, priority, is_at_risk, assigned_to_id, article_id, total) SELECT facet, status, service, priority, is_at_risk, coalesce(assigned_to_id, 0), coalesce(article_id, 0), count(*) FROM enquiry GROUP BY facet',
)


def _status() -> sa.Enum:
    return sa.Enum(*STATUSES, name="status", native_enum=False, length=32)


def upgrade() -> None:
    op.add_column("enquiry", sa.Column("facet", sa.String(), sa.Computed(FACET, persisted=False), nullable=False))
    op.create_index(op.f("ix_enquiry_facet_received_at_id"), "enquiry", ["facet", "received_at", "id"])
    op.create_index(op.f("ix_enquiry_status_name_id"), "enquiry", ["status", "name", "id"])
    _tags()
    _totals()
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE_ONLY:
            op.execute(statement)


def _tags() -> None:
    op.create_table(
        "enquiry_tag",
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("status", _status(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enquiry_id"], ["enquiry.id"], name=op.f("fk_enquiry_tag_enquiry_id")
        ),
        sa.PrimaryKeyConstraint("enquiry_id", "tag", name=op.f("pk_enquiry_tag")),
    )
    op.create_index(
        op.f("ix_enquiry_tag_tag_received_at_enquiry_id_status"), "enquiry_tag", ["tag", "received_at", "enquiry_id", "status"]
    )


def _totals() -> None:
    op.create_table(
        "enquiry_day",
        sa.Column("status", _status(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("status", "day", name=op.f("pk_enquiry_day")),
    )
    op.create_table(
        "enquiry_facet",
        sa.Column("facet", sa.String(), nullable=False),
        sa.Column("status", _status(), nullable=False),
        sa.Column(
            "priority",
            sa.Enum("low", "normal", "high", name="priority", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("is_at_risk", sa.Boolean(), nullable=False),
        sa.Column("assigned_to_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("facet", name=op.f("pk_enquiry_facet")),
    )
