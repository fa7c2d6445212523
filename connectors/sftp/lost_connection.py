"""Why a connection was not opened or broke: one sentence of ours for each kind of error.

paramiko has English sentences only, and the resolver those of the machine; both stay in the exception's cause.
"""

import socket

from connectors.sftp.transport import Dismissal
from domain import system_faults
from domain.text import Text

_NO_NAME = Text("ce nom d'hôte ne se résout pas", "the host name cannot be resolved")
_RESOLVER = {
    socket.EAI_NONAME: Text("nom d'hôte inconnu", "the host name is unknown"),
    socket.EAI_AGAIN: Text("le serveur de noms ne répond pas", "the name server does not answer"),
    socket.EAI_FAIL: Text("le serveur de noms a refusé de répondre", "the name server refused to answer"),
}
"""By the errno of ``socket.gaierror``, which is no errno of the system."""
CLOSED = Text("le serveur a fermé la connexion", "the server closed the connection")
_SSH = (
    ("during the login", Text("connexion rompue pendant l'authentification", "the connection broke during the login")),
    (
        "banner",
        Text("le serveur ne se présente pas comme un serveur SSH", "the server does not greet as an SSH server"),
    ),
    ("protocol version", Text("ce qui répond n'est pas un serveur SSH", "what answers is no SSH server")),
    ("Negotiation failed", Text("la négociation SSH a échoué", "the SSH negotiation failed")),
    ("kex", Text("l'échange de clés a échoué", "the key exchange failed")),
    ("key from server", Text("la clé du serveur ne se vérifie pas", "the server's key does not verify")),
    ("Signature verification", Text("la clé du serveur ne se vérifie pas", "the server's key does not verify")),
    ("Mismatched MAC", Text("un message est arrivé altéré", "a message arrived altered")),
    ("Timeout opening channel", Text("le serveur n'ouvre pas de canal à temps", "the server opens no channel in time")),
    ("Administratively prohibited", Text("le serveur interdit ce canal", "the server forbids this channel")),
    ("Channel closed", CLOSED),
    ("session", CLOSED),
    ("Channel is not open", CLOSED),
)
"""By a part of paramiko's sentence, the first that it has."""
_FAILED = Text("la connexion SSH a échoué", "the SSH connection failed")
_NOT_SHARED = (
    ("kex", Text("échange de clés", "key exchange")),
    ("host key", Text("type de clé du serveur", "type of host key")),
    ("cipher", Text("chiffrement", "cipher")),
    ("mac", Text("contrôle d'intégrité", "MAC")),
    ("compression", Text("compression", "compression")),
    ("version", Text("version du protocole SSH", "version of the SSH protocol")),
)
"""What two sides do not share, by a part of paramiko's sentence."""
_SOMETHING = Text("raison inconnue", "unknown reason")


def said(dismissed: Dismissal) -> Text:
    """Why the connection ended, in the server's own words."""
    if not dismissed.reason:
        return Text(
            f"le serveur a mis fin à la connexion (code {dismissed.code})",
            f"the server ended the connection (code {dismissed.code})",
        )
    return Text(
        f"le serveur a mis fin à la connexion en disant {dismissed.reason!r} (code {dismissed.code})",
        f"the server ended the connection and said {dismissed.reason!r} (code {dismissed.code})",
    )


def reason(error: Exception) -> Text:
    """Why the connection failed, for what a socket, the resolver or paramiko raise."""
    if isinstance(error, socket.gaierror):
        return _RESOLVER.get(error.errno or 0, _NO_NAME)
    if isinstance(error, OSError):
        return system_faults.sentence(error)
    if isinstance(error, EOFError):
        return CLOSED
    said = str(error)
    return next((text for part, text in _SSH if part in said), _FAILED)


def not_shared(error: Exception) -> Text:
    """What the server and we have no algorithm in common for."""
    said = str(error)
    return next((text for part, text in _NOT_SHARED if part in said), _SOMETHING)
