"""What is kept: tables, sessions and migrations. Nothing outside this folder declares a table."""
