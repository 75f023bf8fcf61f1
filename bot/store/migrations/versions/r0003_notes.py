"""Notes of several photos and pages, what chats prefer, and their glossaries."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

integer = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_tables()
    for name in ("album_id", "language", "preferences", "failure", "found"):
        op.add_column("job", sa.Column(name, sa.String))
    op.add_column("job", sa.Column("answered", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("job", sa.Column("kept_until", sa.DateTime))
    _move_results()
    op.create_index("ix_job_album", "job", ["chat_id", "album_id"], unique=True)
    op.create_index("ix_job_kept_until", "job", ["kept_until"])
    for name in ("file_id", "page", "correction", "apology"):
        op.drop_column("job", name)  # in place: a table that is made anew takes what refers to it along


def _create_tables() -> None:
    op.create_table(
        "photo",
        sa.Column("id", integer, primary_key=True),
        sa.Column("job_id", integer, sa.ForeignKey("job.id", ondelete="CASCADE"), nullable=False),
        sa.Column("message_id", integer, nullable=False),
        sa.Column("file_id", sa.String, nullable=False),
        sa.Column("unique_id", sa.String, nullable=False, index=True),
        sa.Column("count", integer),
        sa.UniqueConstraint("job_id", "message_id"),
    )
    op.create_table(
        "page",
        sa.Column("photo_id", integer, sa.ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", integer, primary_key=True, autoincrement=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("reading", sa.String),
        sa.Column("note", sa.String),
        sa.Column("former", sa.String),
        sa.Column("failure", sa.String),
    )
    op.create_table(
        "preference",
        sa.Column("chat_id", integer, primary_key=True, autoincrement=False),
        sa.Column("content", sa.String, nullable=False),
    )
    op.create_table(
        "term",
        sa.Column("id", integer, primary_key=True),
        sa.Column("chat_id", integer, nullable=False),
        sa.Column("wrong", sa.String, nullable=False),
        sa.Column("right", sa.String, nullable=False),
        sa.UniqueConstraint("chat_id", "wrong", "right"),
    )


def _move_results() -> None:
    """A job of one photo becomes a job with one photo; its texts are those of its page."""
    op.execute(
        "INSERT INTO photo (job_id, message_id, file_id, unique_id, count)"
        " SELECT id, request_id, file_id, '', CASE WHEN page IS NULL THEN NULL ELSE 1 END FROM job"
    )
    op.execute(
        "INSERT INTO page (photo_id, number, state, reading, note)"
        " SELECT photo.id, 1, CASE WHEN job.correction IS NULL THEN 'read' ELSE 'done' END, job.page,"
        " CASE WHEN job.correction IS NULL THEN NULL"
        " ELSE json_object('page', json(job.page), 'correction', json(job.correction)) END"
        " FROM job JOIN photo ON photo.job_id = job.id WHERE job.page IS NOT NULL"
    )
    op.execute("UPDATE job SET answered = 1 WHERE correction IS NOT NULL AND stage IN ('refine', 'amend', 'done')")
    op.execute("""UPDATE job SET failure = '{"error": "LegibleError", "details": {}}' WHERE apology IS NOT NULL""")
