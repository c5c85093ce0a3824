"""Staff, articles, enquiries, exports and the log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQLITE_ONLY = (
    "CREATE TRIGGER log_entry_refuses_update BEFORE UPDATE ON log_entry BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER log_entry_refuses_delete BEFORE DELETE ON log_entry BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    'CREATE TRIGGER enquiry_count_insert AFTER INSERT ON enquiry BEGIN INSERT INTO enquiry_count (status, total) VALUES (NEW.status, 1) ON CONFLICT (status) DO UPDATE SET total = total + (1); END',
    'CREATE TRIGGER enquiry_count_delete AFTER DELETE ON enquiry BEGIN INSERT INTO enquiry_count (status, total) VALUES (OLD.status, -1) ON CONFLICT (status) DO UPDATE SET total = total + (-1); END',
    'CREATE TRIGGER enquiry_count_update AFTER UPDATE OF status ON enquiry WHEN OLD.status <> NEW.status BEGIN INSERT INTO enquiry_count (status, total) VALUES (OLD.status, -1) ON CONFLICT (status) DO UPDATE SET total = total + (-1); INSERT INTO enquiry_count (status, total) VALUES (NEW.status, 1) ON CONFLICT (status) DO UPDATE SET total = total + (1); END',
    "CREATE VIRTUAL TABLE enquiry_search USING fts5(reference, name, email, phone_digits, message, notes, content='enquiry', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "INSERT INTO enquiry_search (enquiry_search, rank) VALUES ('secure-delete', 1)",
    'CREATE TRIGGER enquiry_search_insert AFTER INSERT ON enquiry BEGIN INSERT INTO enquiry_search (rowid, reference, name, email, phone_digits, message, notes) VALUES (NEW.id, NEW.reference, NEW.name, NEW.email, NEW.phone_digits, NEW.message, NEW.notes); END',
    "CREATE TRIGGER enquiry_search_delete AFTER DELETE ON enquiry BEGIN INSERT INTO enquiry_search (enquiry_search, rowid, reference, name, email, phone_digits, message, notes) VALUES ('delete', OLD.id, OLD.reference, OLD.name, OLD.email, OLD.phone_digits, OLD.message, OLD.notes); END",
    "CREATE TRIGGER enquiry_search_update AFTER UPDATE OF reference, name, email, phone_digits, message, notes ON enquiry BEGIN INSERT INTO enquiry_search (enquiry_search, rowid, reference, name, email, phone_digits, message, notes) VALUES ('delete', OLD.id, OLD.reference, OLD.name, OLD.email, OLD.phone_digits, OLD.message, OLD.notes); INSERT INTO enquiry_search (rowid, reference, name, email, phone_digits, message, notes) VALUES (NEW.id, NEW.reference, NEW.name, NEW.email, NEW.phone_digits, NEW.message, NEW.notes); END",
)


def upgrade() -> None:
    op.create_table('enquiry_count',
    sa.Column('status', sa.Enum('new', 'in_progress', 'waiting', 'booked', 'closed', 'spam', name='status', native_enum=False, length=32), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('status', name=op.f('pk_enquiry_count'))
    )
    op.create_table('log_head',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_log_head'))
    )
    op.create_table('sign_in_attempt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_attempt'))
    )
    op.create_index(op.f('ix_sign_in_attempt_account_at'), 'sign_in_attempt', ['account', 'at'], unique=False)
    op.create_index(op.f('ix_sign_in_attempt_address_at'), 'sign_in_attempt', ['address', 'at'], unique=False)
    op.create_table('staff_member',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('username', sa.String(), nullable=False),
    sa.Column('full_name', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('role', sa.Enum('editor', 'clinician', 'front_desk', 'manager', 'administrator', name='role', native_enum=False, length=32), nullable=False),
    sa.Column('password_hash', sa.String(), nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('last_signed_in_at', sa.DateTime(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_staff_member')),
    sa.UniqueConstraint('username', name=op.f('uq_staff_member_username')),
    sqlite_autoincrement=True
    )
    op.create_table('export',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('receipt', sa.String(), nullable=False),
    sa.Column('requested_by_id', sa.Integer(), nullable=True),
    sa.Column('requested_at', sa.DateTime(), nullable=False),
    sa.Column('format', sa.Enum('csv', 'xlsx', 'jsonl', 'parquet', name='exportformat', native_enum=False, length=32), nullable=False),
    sa.Column('is_raw', sa.Boolean(), nullable=False),
    sa.Column('profile', sa.String(), nullable=False),
    sa.Column('chosen', sa.JSON(), nullable=False),
    sa.Column('columns', sa.JSON(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('last_enquiry_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('prepared', 'running', 'finished', 'cancelled', 'failed', name='exportstate', native_enum=False, length=32), nullable=False),
    sa.Column('rows_sent', sa.Integer(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('failure', sa.String(), nullable=False),
    sa.Column('finished_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['requested_by_id'], ['staff_member.id'], name=op.f('fk_export_requested_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_export')),
    sa.UniqueConstraint('receipt', name=op.f('uq_export_receipt'))
    )
    op.create_index(op.f('ix_export_requested_by_id'), 'export', ['requested_by_id'], unique=False)
    op.create_table('image',
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('media_type', sa.String(), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('uploaded_by_id', sa.Integer(), nullable=True),
    sa.Column('uploaded_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['uploaded_by_id'], ['staff_member.id'], name=op.f('fk_image_uploaded_by_id')),
    sa.PrimaryKeyConstraint('sha256', name=op.f('pk_image'))
    )
    op.create_table('log_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('actor', sa.String(), nullable=False),
    sa.Column('action', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('previous_hash', sa.String(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_member.id'], name=op.f('fk_log_entry_staff_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_log_entry')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_log_entry_action'), 'log_entry', ['action'], unique=False)
    op.create_index(op.f('ix_log_entry_staff_id'), 'log_entry', ['staff_id'], unique=False)
    op.create_index(op.f('ix_log_entry_subject'), 'log_entry', ['subject'], unique=False)
    op.create_table('one_time_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('kind', sa.Enum('setup', 'invitation', 'reset', 'ticket', name='linkkind', native_enum=False, length=32), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('expires_at', sa.DateTime(), nullable=False),
    sa.Column('used_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_member.id'], name=op.f('fk_one_time_link_staff_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_one_time_link')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_one_time_link_token_hash'))
    )
    op.create_index(op.f('ix_one_time_link_staff_id'), 'one_time_link', ['staff_id'], unique=False)
    op.create_table('setting',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(), nullable=False),
    sa.Column('changed_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['changed_by_id'], ['staff_member.id'], name=op.f('fk_setting_changed_by_id')),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_setting'))
    )
    op.create_table('staff_session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('last_seen_at', sa.DateTime(), nullable=False),
    sa.Column('ended_at', sa.DateTime(), nullable=True),
    sa.Column('device', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_member.id'], name=op.f('fk_staff_session_staff_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_staff_session')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_staff_session_token_hash'))
    )
    op.create_index(op.f('ix_staff_session_staff_id'), 'staff_session', ['staff_id'], unique=False)
    op.create_table('article',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('state', sa.Enum('draft', 'published', 'withdrawn', 'trash', name='articlestate', native_enum=False, length=32), nullable=False),
    sa.Column('state_before_trash', sa.Enum('draft', 'published', 'withdrawn', 'trash', name='articlestate', native_enum=False, length=32), nullable=True),
    sa.Column('byline', sa.String(), nullable=False),
    sa.Column('search_title', sa.String(), nullable=False),
    sa.Column('search_description', sa.String(), nullable=False),
    sa.Column('share_image', sa.String(), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('first_published_at', sa.DateTime(), nullable=True),
    sa.Column('published_at', sa.DateTime(), nullable=True),
    sa.Column('live_number', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['created_by_id'], ['staff_member.id'], name=op.f('fk_article_created_by_id')),
    sa.ForeignKeyConstraint(['share_image'], ['image.sha256'], name=op.f('fk_article_share_image')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_article')),
    sa.UniqueConstraint('slug', name=op.f('uq_article_slug')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_article_state_updated_at'), 'article', ['state', 'updated_at'], unique=False)
    op.create_table('rendition',
    sa.Column('image_sha256', sa.String(), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['image_sha256'], ['image.sha256'], name=op.f('fk_rendition_image_sha256')),
    sa.PrimaryKeyConstraint('image_sha256', 'width', name=op.f('pk_rendition'))
    )
    op.create_table('enquiry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('reference', sa.String(), nullable=False),
    sa.Column('received_at', sa.DateTime(), nullable=False),
    sa.Column('name', sa.String().with_variant(sa.String(collation='NOCASE'), 'sqlite'), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('phone', sa.String(), nullable=False),
    sa.Column('service', sa.String(), nullable=False),
    sa.Column('preferred_at', sa.String(), nullable=False),
    sa.Column('message', sa.String(), nullable=False),
    sa.Column('article_id', sa.Integer(), nullable=True),
    sa.Column('source', sa.Enum('web', 'api', 'desk', 'import', name='source', native_enum=False, length=32), nullable=False),
    sa.Column('consent_version', sa.String(), nullable=False),
    sa.Column('timezone', sa.String(), nullable=False),
    sa.Column('status', sa.Enum('new', 'in_progress', 'waiting', 'booked', 'closed', 'spam', name='status', native_enum=False, length=32), nullable=False),
    sa.Column('close_reason', sa.String(), nullable=False),
    sa.Column('spam_reasons', sa.JSON(), nullable=False),
    sa.Column('priority', sa.Enum('low', 'normal', 'high', name='priority', native_enum=False, length=32), nullable=False),
    sa.Column('tags', sa.JSON(), nullable=False),
    sa.Column('assigned_to_id', sa.Integer(), nullable=True),
    sa.Column('follow_up_on', sa.Date(), nullable=True),
    sa.Column('first_answered_at', sa.DateTime(), nullable=True),
    sa.Column('is_at_risk', sa.Boolean(), nullable=False),
    sa.Column('risk_phrases', sa.JSON(), nullable=False),
    sa.Column('risk_acknowledged_at', sa.DateTime(), nullable=True),
    sa.Column('risk_acknowledged_by_id', sa.Integer(), nullable=True),
    sa.Column('email_key', sa.String(), nullable=False),
    sa.Column('phone_key', sa.String(), nullable=False),
    sa.Column('phone_digits', sa.String(), nullable=False),
    sa.Column('notes', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_enquiry_article_id')),
    sa.ForeignKeyConstraint(['assigned_to_id'], ['staff_member.id'], name=op.f('fk_enquiry_assigned_to_id')),
    sa.ForeignKeyConstraint(['risk_acknowledged_by_id'], ['staff_member.id'], name=op.f('fk_enquiry_risk_acknowledged_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_enquiry')),
    sa.UniqueConstraint('reference', name=op.f('uq_enquiry_reference')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_enquiry_article_id_received_at_id_status'), 'enquiry', ['article_id', 'received_at', 'id', 'status'], unique=False)
    op.create_index(op.f('ix_enquiry_assigned_to_id_received_at_id_status'), 'enquiry', ['assigned_to_id', 'received_at', 'id', 'status'], unique=False)
    op.create_index(op.f('ix_enquiry_email_key'), 'enquiry', ['email_key'], unique=False)
    op.create_index('ix_enquiry_at_risk', 'enquiry', ['received_at', 'id', 'status'], unique=False, sqlite_where=sa.text('is_at_risk = 1'), postgresql_where=sa.text('is_at_risk'))
    op.create_index('ix_enquiry_unacknowledged_risk', 'enquiry', ['received_at'], unique=False, sqlite_where=sa.text('is_at_risk = 1 AND risk_acknowledged_at IS NULL'), postgresql_where=sa.text('is_at_risk AND risk_acknowledged_at IS NULL'))
    op.create_index(op.f('ix_enquiry_name_id_status'), 'enquiry', ['name', 'id', 'status'], unique=False)
    op.create_index(op.f('ix_enquiry_phone_key'), 'enquiry', ['phone_key'], unique=False)
    op.create_index(op.f('ix_enquiry_received_at_id'), 'enquiry', ['received_at', 'id'], unique=False)
    op.create_index(op.f('ix_enquiry_service_received_at_id_status'), 'enquiry', ['service', 'received_at', 'id', 'status'], unique=False)
    op.create_index(op.f('ix_enquiry_status_received_at_id'), 'enquiry', ['status', 'received_at', 'id'], unique=False)
    op.create_table('former_slug',
    sa.Column('slug', sa.String(), nullable=False),
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('replaced_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_former_slug_article_id')),
    sa.PrimaryKeyConstraint('slug', name=op.f('pk_former_slug'))
    )
    op.create_index(op.f('ix_former_slug_article_id'), 'former_slug', ['article_id'], unique=False)
    op.create_table('note_draft',
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('enquiry_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('written_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['enquiry_id'], ['enquiry.id'], name=op.f('fk_note_draft_enquiry_id')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_member.id'], name=op.f('fk_note_draft_staff_id')),
    sa.PrimaryKeyConstraint('staff_id', 'enquiry_id', name=op.f('pk_note_draft'))
    )
    op.create_index(op.f('ix_note_draft_enquiry_id'), 'note_draft', ['enquiry_id'], unique=False)
    op.create_table('section',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('header', 'text', 'image', 'call_to_action', 'references', 'note', name='sectionkind', native_enum=False, length=32), nullable=False),
    sa.Column('is_hidden', sa.Boolean(), nullable=False),
    sa.Column('deleted_at', sa.DateTime(), nullable=True),
    sa.Column('latest', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_section_article_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_section')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_section_article_id'), 'section', ['article_id'], unique=False)
    op.create_table('version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('article_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('published_by_id', sa.Integer(), nullable=True),
    sa.Column('published_at', sa.DateTime(), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_version_article_id')),
    sa.ForeignKeyConstraint(['published_by_id'], ['staff_member.id'], name=op.f('fk_version_published_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_version')),
    sa.UniqueConstraint('article_id', 'number', name=op.f('uq_version_article_id_number'))
    )
    op.create_table('draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('section_id', sa.Integer(), nullable=False),
    sa.Column('based_on', sa.Integer(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('saved_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['section_id'], ['section.id'], name=op.f('fk_draft_section_id')),
    sa.ForeignKeyConstraint(['staff_id'], ['staff_member.id'], name=op.f('fk_draft_staff_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
    sa.UniqueConstraint('staff_id', 'section_id', name=op.f('uq_draft_staff_id_section_id'))
    )
    op.create_index(op.f('ix_draft_section_id'), 'draft', ['section_id'], unique=False)
    op.create_table('enquiry_event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('enquiry_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('old', sa.String(), nullable=False),
    sa.Column('new', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['staff_member.id'], name=op.f('fk_enquiry_event_by_id')),
    sa.ForeignKeyConstraint(['enquiry_id'], ['enquiry.id'], name=op.f('fk_enquiry_event_enquiry_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_enquiry_event'))
    )
    op.create_index(op.f('ix_enquiry_event_enquiry_id_id'), 'enquiry_event', ['enquiry_id', 'id'], unique=False)
    op.create_table('idempotency_key',
    sa.Column('key_hash', sa.String(), nullable=False),
    sa.Column('body_hash', sa.String(), nullable=False),
    sa.Column('enquiry_id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['enquiry_id'], ['enquiry.id'], name=op.f('fk_idempotency_key_enquiry_id')),
    sa.PrimaryKeyConstraint('key_hash', name=op.f('pk_idempotency_key'))
    )
    op.create_index(op.f('ix_idempotency_key_enquiry_id'), 'idempotency_key', ['enquiry_id'], unique=False)
    op.create_table('revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('section_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('heading', sa.String(), nullable=False),
    sa.Column('body', sa.String(), nullable=False),
    sa.Column('image', sa.String(), nullable=True),
    sa.Column('alt', sa.String(), nullable=False),
    sa.Column('is_decorative', sa.Boolean(), nullable=False),
    sa.Column('caption', sa.String(), nullable=False),
    sa.Column('button_label', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('saved_by_id', sa.Integer(), nullable=True),
    sa.Column('saved_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['image'], ['image.sha256'], name=op.f('fk_revision_image')),
    sa.ForeignKeyConstraint(['saved_by_id'], ['staff_member.id'], name=op.f('fk_revision_saved_by_id')),
    sa.ForeignKeyConstraint(['section_id'], ['section.id'], name=op.f('fk_revision_section_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_revision')),
    sa.UniqueConstraint('section_id', 'number', name=op.f('uq_revision_section_id_number'))
    )
    op.create_index(op.f('ix_revision_image'), 'revision', ['image'], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE_ONLY:
            op.execute(statement)
