"""What an operator sends to all."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

integer = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "broadcast",
        sa.Column("id", integer, primary_key=True),
        sa.Column("chat_id", integer, nullable=False),
        sa.Column("message_id", integer, nullable=False),
        sa.Column("report_id", integer),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("started", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "recipient",
        sa.Column("broadcast_id", integer, sa.ForeignKey("broadcast.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("chat_id", integer, primary_key=True, autoincrement=False),
        sa.Column("reached", sa.Boolean),
    )
