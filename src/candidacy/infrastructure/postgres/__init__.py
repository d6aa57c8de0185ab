"""PostgreSQL: engine, session, the embedded server, migrations."""
