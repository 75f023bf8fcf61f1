"""The ledger: expenses with their shares and changes, settlements, and the people in it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

integer = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "expense",
        sa.Column("id", integer, primary_key=True),
        sa.Column("chat_id", integer, nullable=False),
        sa.Column("number", integer, nullable=False),
        sa.Column("job_id", integer),
        sa.Column("page", integer),
        sa.Column("part", integer),
        sa.Column("file", sa.String, index=True),
        sa.Column("asked_in", integer),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("currency", sa.String),
        sa.Column("total", integer),
        sa.Column("shop", sa.String, nullable=False),
        sa.Column("merchant", sa.String, nullable=False),
        sa.Column("words", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("counted", sa.Boolean, nullable=False),
        sa.Column("checked", sa.Boolean, nullable=False),
        sa.Column("duplicate_of", integer),
        sa.Column("content", sa.String, nullable=False),
        sa.UniqueConstraint("chat_id", "number"),
        sa.UniqueConstraint("job_id", "page", "part"),
        sa.UniqueConstraint("chat_id", "asked_in"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_expense_day", "expense", ["chat_id", "day"])
    expense = "expense.id"
    op.create_table(
        "expense_share",
        sa.Column("expense_id", integer, sa.ForeignKey(expense, ondelete="CASCADE"), primary_key=True),
        sa.Column("person", integer, primary_key=True, autoincrement=False),
        sa.Column("chat_id", integer, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("currency", sa.String, nullable=False),
        sa.Column("paid", integer, nullable=False),
        sa.Column("owed", integer, nullable=False),
    )
    summed = ["chat_id", "day", "currency", "person", "paid", "owed"]
    op.create_index("ix_expense_share_sums", "expense_share", summed)
    op.create_table(
        "expense_change",
        sa.Column("id", integer, primary_key=True),
        sa.Column("expense_id", integer, sa.ForeignKey(expense, ondelete="CASCADE"), nullable=False),
        sa.Column("person", integer, nullable=False),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.Column("before", sa.String, nullable=False),
        sa.Column("asked_in", integer),
        sa.Column("undone_by", integer),
        sa.Column("undone_in", integer),
        sa.UniqueConstraint("expense_id", "asked_in"),
        sa.UniqueConstraint("expense_id", "undone_in"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "settlement",
        sa.Column("id", integer, primary_key=True),
        sa.Column("chat_id", integer, nullable=False),
        sa.Column("payer", integer, nullable=False),
        sa.Column("receiver", integer, nullable=False),
        sa.Column("currency", sa.String, nullable=False),
        sa.Column("amount", integer, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("undone", sa.Boolean, nullable=False),
        sa.Column("asked_in", integer),
        sa.UniqueConstraint("chat_id", "asked_in"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_settlement_day", "settlement", ["chat_id", "day"])
    op.create_table(
        "ledger_person",
        sa.Column("chat_id", integer, primary_key=True, autoincrement=False),
        sa.Column("person", integer, primary_key=True, autoincrement=False),
        sa.Column("left", sa.Boolean, nullable=False),
    )
