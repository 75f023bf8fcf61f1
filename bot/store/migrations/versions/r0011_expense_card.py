"""Cards that outlive their notes, and expenses that know the photo they were read from.

A table loses no constraint in place, and one that is made anew takes what refers to it along: so the rows of
`expense_share` and `expense_change` are set aside while `expense` is made anew.
"""
# ruff: noqa: S608 — all that the statements are made of stands here

from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

integer = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REFERRING = ("expense_share", "expense_change")
SAME = (
    "id, chat_id, number, job_id, part, file, asked_in, day, currency, total, shop, merchant, words, state, counted,"
    " checked, duplicate_of"
)
# The pages of the jobs that were read; `place` is the number, from 0, by which an expense knew its page.
READ = (
    "SELECT photo.job_id AS of_job, photo.id AS in_photo, page.number AS in_file, row_number() OVER"
    " (PARTITION BY photo.job_id ORDER BY photo.message_id, page.number) - 1 AS place"
    " FROM page JOIN photo ON photo.id = page.photo_id WHERE page.reading IS NOT NULL"
)
# Where the job is gone nobody knows the photo any more: it is 0, the page stays the one that it was, from 1.
WITH_PHOTO = (
    f"SELECT {SAME}, CASE WHEN job_id IS NOT NULL THEN coalesce(in_photo, 0) END AS photo_id,"
    " coalesce(in_file, page + 1) AS page, json_remove(content, '$.origin') AS content"
    f" FROM expense LEFT JOIN ({READ}) ON of_job = job_id AND place = page"
)
STANDING = (
    "SELECT expense.job_id, expense.id FROM expense"
    " JOIN photo ON photo.id = expense.photo_id AND photo.job_id = expense.job_id"
    " JOIN page ON page.photo_id = photo.id AND page.number = expense.page"
    " WHERE expense.state != 'left_out' OR expense.part < json_array_length(page.note, '$.receipts')"
    " ORDER BY expense.job_id, photo.message_id, expense.page, expense.part"
)
# Of an answer that was being brought, or is an apology, nobody knows which message is which.
ANSWERS = (
    "SELECT job_id, message_id, coalesce(language, 'en'),"
    " coalesce(view, CASE WHEN unasked THEN 'line' ELSE 'card' END) FROM outgoing JOIN job ON job.id = job_id"
    " WHERE key LIKE 'job:%' AND message_id IS NOT NULL AND job_id NOT IN"
    " (SELECT job_id FROM outgoing JOIN job ON job.id = job_id"
    " WHERE key LIKE 'job:%' AND NOT final AND (message_id IS NOT NULL OR NOT answered))"
    " AND failure IS NULL ORDER BY job_id, length(key), key"
)


def upgrade() -> None:
    _tell_photos_apart()
    expense = sa.ForeignKey("expense.id", ondelete="CASCADE")
    op.create_table(
        "expense_card",
        sa.Column("expense_id", integer, expense, primary_key=True, autoincrement=False),
        sa.Column("message_id", integer, index=True),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("view", sa.String),
    )
    _find_cards()


def _tell_photos_apart() -> None:
    last = op.get_bind().scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'expense'"))
    op.execute(f"CREATE TEMPORARY TABLE kept_expense AS {WITH_PHOTO}")
    for name in REFERRING:
        op.execute(f"CREATE TEMPORARY TABLE kept_{name} AS SELECT * FROM {name}")
        op.execute(f"DELETE FROM {name}")
    op.drop_table("expense")
    _create_expense()
    columns = f"{SAME}, photo_id, page, content"
    op.execute(f"INSERT INTO expense ({columns}) SELECT {columns} FROM kept_expense ORDER BY id")
    if last is not None:  # a forgotten expense's id is not given again
        op.execute("DELETE FROM sqlite_sequence WHERE name = 'expense'")
        op.execute(f"INSERT INTO sqlite_sequence (name, seq) VALUES ('expense', {int(last)})")
    for name in REFERRING:
        op.execute(f"INSERT INTO {name} SELECT * FROM kept_{name}")
    op.execute("UPDATE expense_change SET before = json_remove(before, '$.origin')")
    for name in ("expense", *REFERRING):
        op.execute(f"DROP TABLE kept_{name}")


def _create_expense() -> None:
    op.create_table(
        "expense",
        sa.Column("id", integer, primary_key=True),
        sa.Column("chat_id", integer, nullable=False),
        sa.Column("number", integer, nullable=False),
        sa.Column("job_id", integer),
        sa.Column("photo_id", integer),
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
        sa.UniqueConstraint("job_id", "photo_id", "page", "part"),
        sa.UniqueConstraint("chat_id", "asked_in"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_expense_day", "expense", ["chat_id", "day"])


def _find_cards() -> None:
    """The cards are the last messages of an answer, in the order of their receipts, where all of them were brought."""
    bind = op.get_bind()
    standing, answers = defaultdict(list), defaultdict(list)
    for job_id, expense_id in bind.execute(sa.text(STANDING)):
        standing[job_id].append(expense_id)
    for job_id, *message in bind.execute(sa.text(ANSWERS)):
        answers[job_id].append(message)
    for job_id, expense_ids in standing.items():
        if len(answers[job_id]) < len(expense_ids):
            continue
        last = answers[job_id][-len(expense_ids) :]
        for expense_id, (message_id, language, view) in zip(expense_ids, last, strict=True):
            bind.execute(
                sa.text("INSERT INTO expense_card VALUES (:expense_id, :message_id, :language, :view)"),
                {"expense_id": expense_id, "message_id": message_id, "language": language, "view": view},
            )
