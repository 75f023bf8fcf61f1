"""Runs the migrations on the connection that `bot.store.database` hands over."""

from alembic import context

from bot.store.tables import Table

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Table.metadata, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
