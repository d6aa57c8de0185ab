"""What a worker outlives: errors that say that the database, or the way to it, is not there just now."""

import psycopg
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout

from candidacy.kernel.errors import Unavailable

OUTAGES = (ConnectorException, psycopg.Error, PoolTimeout, Unavailable, OSError)
