"""What is kept: every table and every query, sessions and migrations. Nothing outside this folder declares a table."""
