"""Names that are no invoice's, wherever files come from: drops, archives and folders given to ``--bulk``.

Two lists, and no other in the project: what systems and office programs leave in a folder, and the names that programs
give a file while they write it.
"""

import re
from collections.abc import Mapping

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
    "!bt",
    "!qb",
    "!sync",
    "!ut",
    "aria2",
    "bc!",
    "camellock",
    "copying",
    "crdownload",
    "dctmp",
    "download",
    "fdmdownload",
    "filepart",
    "in-progress",
    "incomplete",
    "inprogress",
    "lck",
    "lftp-pget-status",
    "lock",
    "opdownload",
    "part",
    "part-frag",
    "partial",
    "swo",
    "swp",
    "swx",
    "temp",
    "tmp",
    "unfinished",
    "upload",
    "uploading",
    "writing",
    "xltd",
)
"""Extensions of rsync, curl and FileZilla (``.part``), rclone (``.partial``), WinSCP (``.filepart``), browsers and
programs that fetch (``.crdownload``, ``.aria2``, ``.!ut``), Spring Integration (``.writing``), Camel (``.inProgress``,
``.camelLock``), portals (``.uploading``, ``.upload``) and editors.
"""
_VOLUME = "(?<!\\.part)"
"""``lot.zip.part1`` is a part of a divided archive: its depositor is told so, it does not wait."""
_NUMBER = rf"(?:{_VOLUME}\d+|[-._~]\d+|[-._](?=[a-z]*\d)[0-9a-z]{{4,}})"
"""What programs add to keep two files apart: ``.partial-1234``, ``.tmp.123``, ``.tmp42``, ``.part-5f3a91``."""
_ENDING = re.compile(rf"\.(?:{'|'.join(map(re.escape, _HALF_WRITTEN))}){_NUMBER}?$|~$")
_BEGINNINGS = ("~", ".in.", ".syncthing.", ".goutputstream-", ".azdownload-")
"""Names of Office, lftp, Syncthing, GNOME and AzCopy."""
_RSYNC = re.compile(r"\..+\.(?![a-z]{6}$|[A-Z]{6}$|[0-9]{6}$)[A-Za-z0-9]{6}")
"""``.facture.xml.Ab12Cd``; six letters of one case, or six digits, may be somebody's extension."""
_FOLDERS = frozenset({".~tmp~", ".rsync-partial", ".rsync-tmp"})
"""Folders in which rsync writes."""
_NOTES = (".aria2", ".lftp-pget-status", ".st")
"""What aria2, lftp (``pget``) and axel add to the name of the file in which they note how far they are. They write the
document under its own name from the first byte, often with its final size, and remove the notes when it is whole.
Every other program of these lists writes it under the longer name and renames it at the end: what has the plain name
beside one of these is whole, unless it is empty (Firefox keeps the name so).
"""
_WHILE_EMPTY = (*_NOTES, *(f".{ending}" for ending in _HALF_WRITTEN))
HIDDEN = "."
"""Beginning of the names that are no deposit in a drop and in a folder given to ``--bulk``, where programs hide what
they write. An archive is finished: there such a name is a document, unless it is of one of the lists.
"""


def unfinished_beside(sizes: Mapping[str, int]) -> frozenset[str]:
    """Those of the paths of ``sizes`` (in bytes; of one folder, archive or tree) that a program has not finished, as
    another one of them says, and the notes of that program.

    >>> sorted(unfinished_beside({"f.xml": 9, "f.xml.aria2": 1, "g.xml": 9, "g.xml.part": 4, "h.st": 1}))
    ['f.xml', 'f.xml.aria2']
    """
    notes = notes_beside(sizes)
    return frozenset(notes).union(*notes.values())


def notes_beside(sizes: Mapping[str, int]) -> Mapping[str, tuple[str, ...]]:
    """By path, for those of ``sizes`` that a program has not finished: the other ones which say so.

    >>> notes_beside({"f.xml": 9, "f.xml.ARIA2": 1, "g.xml": 9, "g.xml.part": 4})
    {'f.xml': ('f.xml.ARIA2',)}
    """
    written = {path.casefold(): path for path in sizes}
    found = {path: _notes_of(path, size) for path, size in sizes.items()}
    there = {path: tuple(written[note] for note in notes if note in written) for path, notes in found.items()}
    return {path: notes for path, notes in there.items() if notes}


def _notes_of(path: str, size: int) -> tuple[str, ...]:
    return tuple(path.casefold() + ending for ending in (_WHILE_EMPTY if size == 0 else _NOTES))


def is_system(path: str) -> bool:
    """Whether a file that a system or an office program adds, by its path (``/`` between folders). Only well-known
    names: another one that begins with a dot may be an invoice.
    """
    *folders, name = path.casefold().split("/")
    return name in _SYSTEM or name.startswith(_SYSTEM_BEGINNINGS) or not _SYSTEM_FOLDERS.isdisjoint(folders)


def is_system_folder(name: str) -> bool:
    """Whether a folder in which a system keeps its own files. A folder that is called as a file of the system
    (``._novembre``) is none: invoices may be in it.
    """
    return name.casefold() in _SYSTEM_FOLDERS


def is_half_written(path: str) -> bool:
    """Whether its name is that of a file that is being written, or was left unfinished."""
    *folders, name = path.split("/")
    plain = name.casefold()
    return (
        _ENDING.search(plain) is not None
        or plain.startswith(_BEGINNINGS)
        or _RSYNC.fullmatch(name) is not None
        or not _FOLDERS.isdisjoint(folder.casefold() for folder in folders)
    )
