"""What PostgreSQL's failures are called once they have entered the application.

::

    Unavailable
    |-- DatabaseUnavailable      the server cannot be reached, or went away
    |-- DatabaseBusy             no free connection, or a query or lock took too long
    `-- DatabaseUnfit            the server lacks something that must be installed
        `-- EmbeddedServerFailed the server that is carried along cannot be used here

    Invalid
    `-- UnstorableText           a text holds what PostgreSQL cannot
"""

from candidacy.kernel.errors import Invalid, Unavailable


class DatabaseUnavailable(Unavailable):
    """The database cannot be reached right now. Try again in a moment."""

    code = "database_unavailable"


class DatabaseBusy(Unavailable):
    """The database is too busy to answer in time. Try again in a moment."""

    code = "database_busy"


class UnstorableText(Invalid):
    """A text holds a character that cannot be stored (U+0000). Remove it and try again."""

    code = "unstorable_text"


class DatabaseUnfit(Unavailable):
    """The database lacks something this application needs. Run `candidacy doctor` to see what."""

    code = "database_unfit"


class EmbeddedServerFailed(DatabaseUnfit):
    """The embedded PostgreSQL server cannot be used here. Set DATABASE_URL to use another server."""

    code = "embedded_server_failed"
