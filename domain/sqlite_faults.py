"""Refusals of SQLite, in French and in English, by the name of its result code (https://sqlite.org/rescode.html)."""

from collections.abc import Mapping

from domain.text import Text

SENTENCES: Mapping[str, Text] = {
    "SQLITE_BUSY": Text("un autre programme y écrit", "database is locked"),
    "SQLITE_LOCKED": Text("une table est verrouillée", "database table is locked"),
    "SQLITE_FULL": Text("plus de place sur le disque", "database or disk is full"),
    "SQLITE_IOERR": Text("erreur d'entrée ou de sortie du disque", "disk I/O error"),
    "SQLITE_CANTOPEN": Text("le fichier ne s'ouvre pas", "unable to open database file"),
    "SQLITE_READONLY": Text("le fichier est en lecture seule", "attempt to write a readonly database"),
    "SQLITE_PERM": Text("accès refusé", "access permission denied"),
    "SQLITE_AUTH": Text("opération interdite", "not authorized"),
    "SQLITE_NOTADB": Text("ce n'est pas une base SQLite", "file is not a database"),
    "SQLITE_CORRUPT": Text("le contenu de la base est abîmé", "database disk image is malformed"),
    "SQLITE_NOMEM": Text("mémoire insuffisante", "out of memory"),
    "SQLITE_TOOBIG": Text("valeur trop longue", "string or blob too big"),
    "SQLITE_PROTOCOL": Text("le verrou de la base ne s'obtient pas", "locking protocol"),
    "SQLITE_SCHEMA": Text("les tables ont changé entre-temps", "database schema has changed"),
    "SQLITE_INTERRUPT": Text("opération interrompue", "interrupted"),
    "SQLITE_CONSTRAINT": Text("une contrainte n'est pas respectée", "constraint failed"),
    "SQLITE_ERROR": Text("des tables ou des colonnes manquent", "tables or columns are missing"),
}
"""By primary result code. An extended one (``SQLITE_BUSY_SNAPSHOT``) has the sentence of its primary one."""
_UNNAMED = Text("la base ne peut pas servir", "the database cannot be used")


def sentence(error: BaseException | None) -> Text:
    """Why SQLite refused, for an error of the module ``sqlite3``; a code without a sentence is named."""
    name = str(getattr(error, "sqlite_errorname", None) or "")
    if not name:
        return _UNNAMED
    primary = "_".join(name.split("_")[:2])
    return SENTENCES.get(primary) or Text(f"erreur {name} de SQLite", f"SQLite error {name}")
