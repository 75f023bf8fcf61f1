"""Which message of a chat tells of which settlement: what is replied to it is about that."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

integer = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "settlement_message",
        sa.Column("chat_id", integer, primary_key=True, autoincrement=False),
        sa.Column("message_id", integer, primary_key=True, autoincrement=False),
        sa.Column(
            "settlement_id", integer, sa.ForeignKey("settlement.id", ondelete="CASCADE"), nullable=False, index=True
        ),
    )
