"""What a database engine says, in French and in English, by the form of its message.

SQLite has English messages only; PostgreSQL's server has those of its ``lc_messages``, which have no translation
here: one of an unknown form is quoted, as a detail. The whole message stays in the cause of the error.
"""

import re

from sqlalchemy import exc

from domain import sqlite_faults
from domain.text import Text

_TWICE = Text("deux lignes auraient la même valeur de {where}", "two rows would have the same value of {where}")
_ORPHAN = Text("une ligne en désignerait une qui manque{where}", "a row would refer to one that is missing{where}")
_EMPTY = Text("{where} n'aurait pas de valeur", "{where} would have no value")
_CHECKED = Text("une valeur n'est pas admise par {where}", "a value is not allowed by {where}")
_FORMS = tuple(
    (re.compile(form), text)
    for form, text in (
        (
            r"the ledger only grows: no (?P<verb>\w+) on (?P<table>\w+)",
            Text("il ne fait que grandir, pas de {verb} sur {table}", "the ledger only grows: no {verb} on {table}"),
        ),
        (r"UNIQUE constraint failed: (?P<where>.+)", _TWICE),
        (r'unique constraint "(?P<where>[^"]+)"', _TWICE),
        (r"FOREIGN KEY constraint failed(?P<where>)", _ORPHAN),
        (r'foreign key constraint(?P<where> "[^"]+")', _ORPHAN),
        (r"NOT NULL constraint failed: (?P<where>.+)", _EMPTY),
        (r'null value in column "(?P<where>[^"]+)"', _EMPTY),
        (r"CHECK constraint failed: (?P<where>.+)", _CHECKED),
        (r'check constraint "(?P<where>[^"]+)"', _CHECKED),
        (r"Connection refused", Text("connexion refusée", "connection refused")),
        (r"could not translate host name", Text("nom d'hôte inconnu", "the host name is unknown")),
        (r"No route to host", Text("machine inaccessible", "no route to the host")),
        (r"Network is unreachable", Text("réseau inaccessible", "the network is unreachable")),
        (r"No such file or directory", Text("aucun serveur sur cette machine", "no server on this machine")),
        (r"timeout|timed out", Text("pas de réponse à temps", "no answer in time")),
        (r"starting up", Text("le serveur démarre", "the server is starting")),
        (r"shutting down|administrator command", Text("le serveur s'arrête", "the server is stopping")),
        (
            r"too many clients|connection slots|too many connections",
            Text("trop de connexions à la base", "too many connections to the database"),
        ),
        (
            r"closed the connection|connection (?:is|was) (?:closed|lost)|terminated|reset by peer",
            Text("la connexion s'est rompue", "the connection broke"),
        ),
        (r"password authentication failed", Text("mot de passe refusé", "the password was refused")),
        (r"no password supplied", Text("le mot de passe manque", "the password is missing")),
        (
            r"authentication failed",
            Text("authentification refusée", "the authentication was refused"),
        ),
        (r'role "(?P<role>[^"]+)"', Text("le rôle « {role} » n'existe pas", "there is no role “{role}”")),
        (r'database "(?P<base>[^"]+)" does not', Text("aucune base « {base} »", "there is no database “{base}”")),
        (r"pg_hba\.conf", Text("pg_hba.conf ne permet pas cette connexion", "pg_hba.conf does not allow this login")),
    )
)
"""The part of a message that says which it is, the first that is found; its groups fill in the sentence."""
_SERVER = re.compile(r'server at "(?P<host>[^"]+)"(?: \([^)]*\))?, port (?P<port>\d+)')
_DETAIL = Text("détail : « {line} »", "detail: “{line}”")


def first_line(error: exc.DBAPIError) -> str:
    """The first line of the engine's own message, without its final stop."""
    lines = str(error.orig).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error.orig).__name__


def reason(error: exc.DBAPIError) -> Text:
    """Why the engine refused, with the server's address when the message has it."""
    line = first_line(error)
    for form, text in _FORMS:
        if found := form.search(line):
            return _at_server(text.with_(found.groupdict()), line)
    if getattr(error.orig, "sqlite_errorname", None):
        return sqlite_faults.sentence(error.orig)
    return _DETAIL.with_({"line": line})


def _at_server(text: Text, line: str) -> Text:
    found = _SERVER.search(line)
    if found is None:
        return text
    address = f"{found['host']}:{found['port']}"
    return Text(f"{address}, {text.fr}", f"{address}, {text.en}")
