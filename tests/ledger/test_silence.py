"""A machine that is gone without a word keeps its session, and the lock of writers in it, for less than a lease."""

import socket

import psycopg
import pytest
from sqlalchemy import text

from hub.settings.tables import RunTable
from ledger.database import silence
from ledger.database.engine import Database
from tests.ledger.empty import new_database

pytestmark = pytest.mark.integration
OF_SERVER = ("tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count", "tcp_user_timeout")
IN_SOCKET = (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT, socket.TCP_USER_TIMEOUT)


def test_either_side_knows_that_the_other_is_gone_before_a_lease_ends(server: str) -> None:
    database = Database(new_database(server))
    with database.write() as connection:
        asked = [int(connection.execute(text(f"SHOW {name}")).scalar_one().removesuffix("ms")) for name in OF_SERVER]
        raw = connection.connection.dbapi_connection
        assert isinstance(raw, psycopg.Connection) and not raw.autocommit
        with socket.socket(fileno=socket.dup(raw.fileno())) as mine:
            assert mine.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
            assert [mine.getsockopt(socket.IPPROTO_TCP, option) for option in IN_SOCKET] == asked
    idle, interval, count, _ = asked
    assert idle + interval * count == silence.WITHIN < RunTable().lease
    database.close()


def test_what_the_url_says_of_it_holds(server: str) -> None:
    database = Database(f"{new_database(server)}?keepalives_idle=3")
    with database.read() as connection:
        raw = connection.connection.dbapi_connection
        assert isinstance(raw, psycopg.Connection)
        assert raw.info.get_parameters()["keepalives_idle"] == "3"
    database.close()
