"""A machine that is gone without a word: neither side of a connection to PostgreSQL waits long for the other.

Without this a session whose client lost its power in the middle of a transaction stays for two hours, and with it the
lock of writers: nobody records, and nobody frees what the dead machine had claimed. A client would wait as long for a
database whose machine is gone.
"""

from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

IDLE, INTERVAL, TRIES = 10, 5, 3
"""Seconds of silence before the other side is asked whether it is there, seconds between questions, and how many."""
WITHIN = IDLE + INTERVAL * TRIES
"""Seconds within which either side knows that the other is gone: less than a lease lasts."""

_SERVER = "; ".join(
    f"SET tcp_{name} = {value}"
    for name, value in (
        ("keepalives_idle", IDLE),
        ("keepalives_interval", INTERVAL),
        ("keepalives_count", TRIES),
        ("user_timeout", WITHIN * 1000),
    )
)


def of_client(url: URL) -> dict[str, int]:
    """What libpq is told, but for what the URL says itself."""
    asked = {
        "connect_timeout": WITHIN,
        "keepalives_idle": IDLE,
        "keepalives_interval": INTERVAL,
        "keepalives_count": TRIES,
        "tcp_user_timeout": WITHIN * 1000,
    }
    return {name: value for name, value in asked.items() if name not in url.query}


def tell_server(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Tells the server, for this session. What stands in ``postgresql.conf`` is for others too, and is not ours."""
    connection.autocommit = True
    cursor = connection.cursor()
    cursor.execute(_SERVER)
    cursor.close()
    connection.autocommit = False
