"""Errors of the operating system as faults with a remedy."""

import errno

from connectors.faults import name_too_long, vanished
from domain import system_faults
from domain.errors import AccessRefused, NavetteError, SettingsError, Unavailable
from domain.text import Text

_RIGHTS = {errno.EACCES, errno.EPERM, errno.EROFS}
_LINKS = {errno.ELOOP, errno.ENOTDIR}
_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_GIVE_RIGHTS = Text(
    "Donnez à l'utilisateur qui lance Navette les droits qu'il lui faut.",
    "Give the user that runs Navette the rights it needs.",
)
_MAKE_ROOM = Text(
    "Faites de la place sur le disque, ou relevez le quota.", "Make room on the disk, or raise the quota."
)
_LOOK = Text("Vérifiez le disque ou le montage, puis relancez.", "Look at the disk or the mount, then run again.")


def fault(error: OSError, name: str) -> NavetteError:
    """The fault for ``error``, raised by an operation on ``name`` (a file or a folder)."""
    if error.errno == errno.ENOENT:
        return vanished(name)
    if error.errno in _LINKS:
        return AccessRefused.about(
            name,
            Text(
                "{name!r} est un lien, ou n'est pas un dossier là où il en faut un : les liens ne sont pas suivis.",
                "{name!r} is a link, or no folder where one should be: links are not followed.",
            ),
            Text("Remplacez-le par un vrai dossier ou fichier.", "Replace it by a real folder or file."),
        )
    if error.errno == errno.ENAMETOOLONG:
        return name_too_long(name, system_faults.sentence(error).fr)
    reason = system_faults.sentence(error)
    message = Text(f"{{name!r}} : {reason.fr}.", f"{{name!r}}: {reason.en}.")
    if error.errno in _RIGHTS:
        return AccessRefused.about(name, message, _GIVE_RIGHTS)
    if error.errno in _ROOM:
        return Unavailable.about(name, message, _MAKE_ROOM)
    if error.errno == errno.EXDEV:
        return SettingsError.about(
            name,
            Text(
                "{name!r} ne peut pas être déplacé : les deux dossiers sont sur deux systèmes de fichiers.",
                "{name!r} cannot be moved: the two folders are on two file systems.",
            ),
            Text("Mettez-les sur le même.", "Put them on the same one."),
        )
    return Unavailable.about(name, message, _LOOK)
