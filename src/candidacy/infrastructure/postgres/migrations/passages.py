"""SQL that makes passages go with what they were cut from, for revisions that add what is searched."""


def forget_with(table: str, kind: str) -> str:
    """Deleting a row of ``table``, which has workspace_id and id, deletes its passages at once."""
    return (
        f"CREATE TRIGGER candidacy_{table}_forget_passages AFTER DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION candidacy_forget_passages('{kind}')"
    )


def keep_with(table: str) -> str:
    """The reverse, for a downgrade."""
    return f"DROP TRIGGER candidacy_{table}_forget_passages ON {table}"
