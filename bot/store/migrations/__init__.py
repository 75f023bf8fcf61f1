"""Alembic's folder: how the database came from one revision to the next."""
