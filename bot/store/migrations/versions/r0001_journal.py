"""The journal of updates, jobs with their results, outgoing messages, and who was refused."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

integer = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "update",
        sa.Column("id", integer, primary_key=True, autoincrement=False),
        sa.Column("payload", sa.String),
        sa.Column("received_at", sa.DateTime, nullable=False, index=True),
    )
    op.create_table(
        "job",
        sa.Column("id", integer, primary_key=True),
        sa.Column("chat_id", integer, nullable=False),
        sa.Column("thread_id", integer),
        sa.Column("request_id", integer, nullable=False),
        sa.Column("user_id", integer, nullable=False, index=True),
        sa.Column("file_id", sa.String, nullable=False),
        sa.Column("stage", sa.String, nullable=False, index=True),
        sa.Column("apology", sa.String),
        sa.Column("page", sa.String),
        sa.Column("correction", sa.String),
        sa.Column("created_at", sa.DateTime, nullable=False, index=True),
        sa.UniqueConstraint("chat_id", "request_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "outgoing",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("job_id", integer, sa.ForeignKey("job.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("message_id", integer),
        sa.Column("final", sa.Boolean, nullable=False),
    )
    op.create_table(
        "refused",
        sa.Column("user_id", integer, primary_key=True, autoincrement=False),
        sa.Column("told_at", sa.DateTime, nullable=False),
    )
