"""Empty ledgers, made once by the program and copied from then on: its migrations take a third of a second each time.

What the migrations do is the matter of ``test_schema`` and ``test_upgrade``, which run them.
"""

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from sqlalchemy.engine import make_url

from ledger import Ledger

DATABASE = "postgres"
"""The one database of a server that tests use."""


def empty_file(url: str) -> Ledger:
    """What :meth:`ledger.Ledger.create` makes at ``url``: of a SQLite file that is not there yet. Anything else is left
    to it.
    """
    place = Path(make_url(url).database or "")
    if not url.startswith("sqlite:") or place.exists():
        return Ledger.create(url)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(_file())
    return Ledger.open(url)


def new_database(server: str, template: str = "template0", name: str = DATABASE) -> str:
    """The URL of the one database of tests, made anew; whoever was in it is put out. One that several tests read has a
    ``name`` of its own.
    """
    with psycopg.connect(f"{server}/template1", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    return f"{server}/{name}"


def empty_database(server: str, name: str = DATABASE) -> Ledger:
    """What :meth:`ledger.Ledger.create` makes there."""
    return Ledger.open(new_database(server, _model(server), name))


@cache
def _file() -> bytes:
    with TemporaryDirectory() as folder:
        place = Path(folder, "modele.db")
        Ledger.create(f"sqlite:///{place}").close()
        assert [one.name for one in Path(folder).iterdir()] == [place.name]
        return place.read_bytes()


@cache
def _model(server: str) -> str:
    """The name of a database of ``server`` that holds an empty ledger."""
    Ledger.create(new_database(server)).close()
    with psycopg.connect(f"{server}/template1", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE modele TEMPLATE {DATABASE}".encode())
    return "modele"
