"""Refusals of the operating system, in French and in English: one sentence for each errno, without a final stop.

The English sentences are those of the C library (``strerror``), which Python always has in the language of the
machine's locale; the French ones replace them on a French screen.
"""

import errno
from collections.abc import Mapping

from domain.text import Text

SENTENCES: Mapping[int, Text] = {
    errno.EPERM: Text("opération interdite", "Operation not permitted"),
    errno.ENOENT: Text("aucun fichier ni dossier de ce nom", "No such file or directory"),
    errno.EINTR: Text("appel système interrompu", "Interrupted system call"),
    errno.EIO: Text("erreur d'entrée ou de sortie du disque", "Input/output error"),
    errno.ENXIO: Text("périphérique ou adresse absents", "No such device or address"),
    errno.E2BIG: Text("liste d'arguments trop longue", "Argument list too long"),
    errno.ENOEXEC: Text("ce n'est pas un programme exécutable", "Exec format error"),
    errno.EBADF: Text("fichier déjà fermé ou mal ouvert", "Bad file descriptor"),
    errno.EAGAIN: Text("ressource occupée pour l'instant", "Resource temporarily unavailable"),
    errno.ENOMEM: Text("mémoire insuffisante", "Cannot allocate memory"),
    errno.EACCES: Text("accès refusé", "Permission denied"),
    errno.EFAULT: Text("adresse de mémoire incorrecte", "Bad address"),
    errno.EBUSY: Text("fichier ou périphérique occupé", "Device or resource busy"),
    errno.EEXIST: Text("un fichier de ce nom existe déjà", "File exists"),
    errno.EXDEV: Text("les deux dossiers sont sur deux systèmes de fichiers", "Invalid cross-device link"),
    errno.ENODEV: Text("ce périphérique n'existe pas", "No such device"),
    errno.ENOTDIR: Text("ce n'est pas un dossier", "Not a directory"),
    errno.EISDIR: Text("c'est un dossier", "Is a directory"),
    errno.EINVAL: Text("argument incorrect", "Invalid argument"),
    errno.ENFILE: Text("trop de fichiers ouverts sur la machine", "Too many open files in system"),
    errno.EMFILE: Text("trop de fichiers ouverts", "Too many open files"),
    errno.ENOTTY: Text("opération sans objet pour ce périphérique", "Inappropriate ioctl for device"),
    errno.ETXTBSY: Text("programme en cours d'exécution", "Text file busy"),
    errno.EFBIG: Text("fichier trop grand", "File too large"),
    errno.ENOSPC: Text("plus de place sur le disque", "No space left on device"),
    errno.ESPIPE: Text("déplacement impossible dans ce fichier", "Illegal seek"),
    errno.EROFS: Text("système de fichiers en lecture seule", "Read-only file system"),
    errno.EMLINK: Text("trop de liens", "Too many links"),
    errno.EPIPE: Text("le destinataire des données a fermé la connexion", "Broken pipe"),
    errno.EDEADLK: Text("deux verrous s'attendent l'un l'autre", "Resource deadlock avoided"),
    errno.ENAMETOOLONG: Text("nom de fichier trop long", "File name too long"),
    errno.ENOLCK: Text("plus de verrou disponible", "No locks available"),
    errno.ENOSYS: Text("fonction absente de ce système", "Function not implemented"),
    errno.ENOTEMPTY: Text("le dossier n'est pas vide", "Directory not empty"),
    errno.ELOOP: Text("trop de liens symboliques à suivre", "Too many levels of symbolic links"),
    errno.EPROTO: Text("erreur de protocole", "Protocol error"),
    errno.EOVERFLOW: Text("valeur trop grande pour ce système", "Value too large for defined data type"),
    errno.EILSEQ: Text(
        "caractères que ce système ne peut pas écrire", "Invalid or incomplete multibyte or wide character"
    ),
    errno.EOPNOTSUPP: Text("opération non prise en charge", "Operation not supported"),
    errno.EAFNOSUPPORT: Text("famille d'adresses non prise en charge", "Address family not supported by protocol"),
    errno.EADDRINUSE: Text("adresse déjà utilisée", "Address already in use"),
    errno.EADDRNOTAVAIL: Text("adresse absente de cette machine", "Cannot assign requested address"),
    errno.ENETDOWN: Text("le réseau est arrêté", "Network is down"),
    errno.ENETUNREACH: Text("réseau inaccessible", "Network is unreachable"),
    errno.ENETRESET: Text("le réseau a coupé la connexion", "Network dropped connection on reset"),
    errno.ECONNABORTED: Text("connexion abandonnée", "Software caused connection abort"),
    errno.ECONNRESET: Text("l'autre machine a coupé la connexion", "Connection reset by peer"),
    errno.ENOBUFS: Text("plus de mémoire pour le réseau", "No buffer space available"),
    errno.ENOTCONN: Text("la connexion n'est pas ouverte", "Transport endpoint is not connected"),
    errno.ESHUTDOWN: Text("la connexion est déjà fermée", "Cannot send after transport endpoint shutdown"),
    errno.ETIMEDOUT: Text("pas de réponse à temps", "Connection timed out"),
    errno.ECONNREFUSED: Text("connexion refusée", "Connection refused"),
    errno.EHOSTDOWN: Text("la machine est arrêtée", "Host is down"),
    errno.EHOSTUNREACH: Text("machine inaccessible", "No route to host"),
    errno.EALREADY: Text("opération déjà en cours", "Operation already in progress"),
    errno.EINPROGRESS: Text("opération en cours", "Operation now in progress"),
    errno.ESTALE: Text("le fichier n'est plus sur le serveur de fichiers", "Stale file handle"),
    errno.EDQUOT: Text("quota de disque dépassé", "Disk quota exceeded"),
    errno.ECANCELED: Text("opération annulée", "Operation canceled"),
}
"""By errno. Those that files, folders, programs and connections give on Linux."""

_ERRNO: Mapping[type[OSError], int] = {
    FileNotFoundError: errno.ENOENT,
    PermissionError: errno.EACCES,
    FileExistsError: errno.EEXIST,
    NotADirectoryError: errno.ENOTDIR,
    IsADirectoryError: errno.EISDIR,
    TimeoutError: errno.ETIMEDOUT,
    ConnectionRefusedError: errno.ECONNREFUSED,
    ConnectionResetError: errno.ECONNRESET,
    ConnectionAbortedError: errno.ECONNABORTED,
    BrokenPipeError: errno.EPIPE,
    BlockingIOError: errno.EAGAIN,
    InterruptedError: errno.EINTR,
}
"""The errno of an exception that a library raised by its class, without one."""
_UNNAMED = Text("lecture ou écriture impossible", "it could not be read or written")


def sentence(error: OSError) -> Text:
    """Why the system refused. An errno without a sentence is named by its symbol or number; an exception with none
    of its own has that of its class.
    """
    number = error.errno if error.errno is not None else _ERRNO.get(type(error))
    if number is None:
        return _UNNAMED
    symbol = errno.errorcode.get(number, str(number))
    return SENTENCES.get(number) or Text(f"erreur {symbol} du système", f"system error {symbol}")
