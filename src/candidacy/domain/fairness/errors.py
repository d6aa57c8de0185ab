"""What can be wrong with a table of groups."""

from candidacy.kernel.errors import Invalid


class BadGroupTable(Invalid):
    """The table of groups cannot be read. Give CSV with a heading and a column "selected" or "score"."""

    code = "group_table_invalid"
