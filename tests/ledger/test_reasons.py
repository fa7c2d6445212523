"""What a database engine says becomes a sentence of ours; what has none is quoted, as a detail."""

import pytest
from sqlalchemy import exc

from domain.errors import Unavailable
from ledger.database import errors, reasons


def wrapped(message: str, kind: type[exc.DBAPIError] = exc.OperationalError) -> exc.DBAPIError:
    return kind("select 1", None, Exception(message))


SERVER = 'connection failed: connection to server at "127.0.0.1", port 5432 failed: '


@pytest.mark.parametrize(
    ("message", "french"),
    [
        (f"{SERVER}Connection refused\n\tIs the server running?", "127.0.0.1:5432, connexion refusée"),
        (f'{SERVER}FATAL:  password authentication failed for user "x"', "127.0.0.1:5432, mot de passe refusé"),
        (f'{SERVER}FATAL:  role "x" does not exist', "127.0.0.1:5432, le rôle « x » n'existe pas"),
        (f'{SERVER}FATAL:  database "b" does not exist', "127.0.0.1:5432, aucune base « b »"),
        (f"{SERVER}FATAL:  the database system is starting up", "127.0.0.1:5432, le serveur démarre"),
        (f"{SERVER}fe_sendauth: no password supplied", "127.0.0.1:5432, le mot de passe manque"),
        ("FATAL:  sorry, too many clients already", "trop de connexions à la base"),
        ("connection timeout expired", "pas de réponse à temps"),
        ('could not translate host name "nulle-part" to address: Name or service not known', "nom d'hôte inconnu"),
        ("server closed the connection unexpectedly", "la connexion s'est rompue"),
        ("terminating connection due to administrator command", "le serveur s'arrête"),
        ("UNIQUE constraint failed: invoices.key", "deux lignes auraient la même valeur de invoices.key"),
        (
            'duplicate key value violates unique constraint "invoices_key"',
            "deux lignes auraient la même valeur de invoices_key",
        ),
        ("FOREIGN KEY constraint failed", "une ligne en désignerait une qui manque"),
        ("NOT NULL constraint failed: invoices.number", "invoices.number n'aurait pas de valeur"),
        ("CHECK constraint failed: status", "une valeur n'est pas admise par status"),
        ("the ledger only grows: no UPDATE on steps", "il ne fait que grandir, pas de UPDATE sur steps"),
        ("something the server says", "détail : « something the server says »"),
    ],
)
def test_in_french(message: str, french: str) -> None:
    assert reasons.reason(wrapped(message)).fr == french


def test_a_sentence_of_ours_ends_in_one_stop() -> None:
    with pytest.raises(Unavailable, check=lambda error: "refusée. Vérifiez" in str(error)), errors.translated():
        raise wrapped(f"{SERVER}Connection refused")
