"""What the operating system refuses, as faults with a remedy."""

import errno

from connectors.faults import vanished
from domain.errors import AccessRefused, NavetteError, SettingsError, Unavailable

_RIGHTS = {errno.EACCES, errno.EPERM, errno.EROFS}
_LINKS = {errno.ELOOP, errno.ENOTDIR}
_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def fault(error: OSError, name: str) -> NavetteError:
    """The fault behind ``error``, met on ``name`` (a file or a folder)."""
    if error.errno == errno.ENOENT:
        return vanished(name)
    if error.errno in _LINKS:
        return AccessRefused(
            f"{name!r} is a link, or no folder where one should be: links are not followed.",
            "Replace it by a real folder or file.",
        )
    if error.errno in _RIGHTS:
        return AccessRefused(f"{name!r}: {error.strerror}.", "Give the user that runs Navette the rights it needs.")
    if error.errno in _ROOM:
        return Unavailable(f"{name!r}: {error.strerror}.", "Make room on the disk, or raise the quota.")
    if error.errno == errno.EXDEV:
        return SettingsError(
            f"{name!r} cannot be moved: the two folders are on two file systems.", "Put them on the same one."
        )
    return Unavailable(f"{name!r}: {error.strerror or error}.", "Look at the disk or the mount, then run again.")
