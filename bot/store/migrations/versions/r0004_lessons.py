"""What replies teach, and the questions for words."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

integer = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("chat_id", integer, primary_key=True, autoincrement=False),
        sa.Column("message_id", integer, primary_key=True, autoincrement=False),
        sa.Column("asked_at", sa.DateTime, nullable=False, index=True),
    )
    op.create_table(
        "lesson",
        sa.Column("id", integer, primary_key=True),
        sa.Column("job_id", integer, sa.ForeignKey("job.id", ondelete="CASCADE"), nullable=False),
        sa.Column("request_id", integer, nullable=False),
        sa.Column("content", sa.String, nullable=False),
        sa.Column("taken", sa.Boolean, nullable=False),
        sa.UniqueConstraint("job_id", "request_id"),
        sqlite_autoincrement=True,
    )
