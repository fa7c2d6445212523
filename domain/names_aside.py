"""Names that are no invoice's, wherever files come from: drops, archives and folders given to ``--bulk``.

Two lists, and no other in the project: what systems and office programs leave in a folder, and the names that programs
give a file while they write it.
"""

_SYSTEM = frozenset(
    {
        ".ds_store",
        ".directory",
        ".localized",
        "desktop.ini",
        "thumbs.db",
        "ehthumbs.db",
        "ehthumbs_vista.db",
        "icon\r",
    }
)
"""Files of Windows, macOS and KDE."""
_SYSTEM_BEGINNINGS = ("._", "~$", ".~lock.", ".nfs", ".fuse_hidden", ".smbdelete")
"""Resource forks of macOS, locks of Microsoft Office and LibreOffice, files that a network share is about to delete."""
_SYSTEM_FOLDERS = frozenset(
    {
        "__macosx",
        ".appledouble",
        ".fseventsd",
        ".spotlight-v100",
        ".temporaryitems",
        ".trashes",
        "$recycle.bin",
        "system volume information",
        "@eadir",
        "#recycle",
        "#snapshot",
        ".snapshot",
        "lost+found",
    }
)
"""Folders of macOS, Windows, Synology, NetApp and Linux."""

_HALF_WRITTEN = (
    ".part",
    ".partial",
    ".tmp",
    ".temp",
    ".filepart",
    ".crdownload",
    ".opdownload",
    ".download",
    ".writing",
    ".inprogress",
    ".in-progress",
    ".incomplete",
    ".uploading",
    ".upload",
    ".copying",
    ".camellock",
    ".lock",
    ".lck",
    ".swp",
    "~",
)
"""Extensions of rsync, curl and FileZilla (``.part``), rclone (``.partial``), WinSCP (``.filepart``), browsers, Spring
Integration (``.writing``), Camel (``.inProgress``, ``.camelLock``), portals (``.uploading``, ``.upload``) and editors.
"""


def is_system(path: str) -> bool:
    """Whether a file that a system or an office program adds, by its path (``/`` between folders). Only well-known
    names: another one that begins with a dot may be an invoice.
    """
    *folders, name = path.casefold().split("/")
    return name in _SYSTEM or name.startswith(_SYSTEM_BEGINNINGS) or not _SYSTEM_FOLDERS.isdisjoint((*folders, name))


def is_half_written(path: str) -> bool:
    """Whether its name is that of a file that is being written, or was left unfinished."""
    return path.casefold().endswith(_HALF_WRITTEN)
