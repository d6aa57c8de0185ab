"""Everything outside the process: web, database, storage, queue, sandbox, logs."""
