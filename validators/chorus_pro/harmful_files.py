"""Harmful attachments, detected by content: programs (also inside a zip) and zip bombs."""

from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from zipfile import ZipFile, ZipInfo

from domain.invoice import Attachment, Invoice
from domain.text import Text
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule

MEGABYTE = 1024 * 1024
RATIO_CHECKED_FROM = 200 * MEGABYTE
"""Unpacked size of a zip, in bytes, from which its compression ratio is checked."""
LARGEST_RATIO = 200
"""Largest compression ratio (unpacked / packed bytes); documents reach 60, a zip bomb 1,000."""
_MEMBERS_READ = 200
"""Members of a zip whose first bytes are checked."""
_HEAD = 4096
_ZIP = b"PK\x03\x04"
_PE_AT = slice(60, 64)
"""Offset in a DOS header of the address of the Windows header."""
_WINDOWS = (b"PE\0\0", b"NE", b"LE", b"LX")
_MAGIC = (
    (b"\x7fELF", Text("un programme Linux", "a Linux program")),
    (b"\xfe\xed\xfa\xce", Text("un programme macOS", "a macOS program")),
    (b"\xfe\xed\xfa\xcf", Text("un programme macOS", "a macOS program")),
    (b"\xce\xfa\xed\xfe", Text("un programme macOS", "a macOS program")),
    (b"\xcf\xfa\xed\xfe", Text("un programme macOS", "a macOS program")),
    (b"\xca\xfe\xba\xbe", Text("un programme Java ou macOS", "a Java or macOS program")),
    (b"#!/", Text("un script", "a script")),
    (b"L\0\0\0\x01\x14\x02\0", Text("un raccourci Windows", "a Windows shortcut")),
)
_EXE = Text("un programme Windows", "a Windows program")
_REMEDY = Text(
    "Retirez cette pièce jointe et déposez de nouveau la facture ; si vous ne l'avez pas mise là, faites vérifier "
    "votre poste.",
    "Remove this attachment and deposit the invoice again; if it is not yours, have your computer checked.",
)


@rule(
    "PJ-11",
    message=Text(
        "La pièce jointe « {value} » est {kind} : elle n'est pas transmise, et la facture est refusée.",
        "The attachment “{value}” is {kind}: it is not handed on, and the invoice is refused.",
    ),
    remedy=_REMEDY,
    source="G4.03, annexe EDI; IRR_VIRUS, IRR_EXT_PJ",
)
def none_is_a_program(invoice: Invoice, _: Case) -> Answer:
    """No attachment, and no member of a zip, begins like a program, script or shortcut."""
    return tuple(
        fault(value=each.filename or each.reference or "?", kind=kind)
        for each in invoice.attachments
        if (kind := _program(each.content or b"") or _zipped_program(each))
    )


@rule(
    "PJ-14",
    message=Text(
        "La pièce jointe « {value} » est un zip de {packed} ko qui en donne {unpacked} Mo : il n'est pas transmis, et "
        "la facture est refusée.",
        "The attachment “{value}” is a zip of {packed} kB that unpacks to {unpacked} MB: it is not handed on, and the "
        "invoice is refused.",
    ),
    remedy=_REMEDY,
    source="DSE 1.0 section 5.4.1 (antivirus); IRR_VIRUS",
)
def none_is_a_zip_bomb(invoice: Invoice, _: Case) -> Answer:
    """No zip declares an unpacked size above :data:`LARGEST_RATIO` times its own."""
    return tuple(
        fault(value=each.filename or each.reference or "?", packed=len(content) // 1024, unpacked=size // MEGABYTE)
        for each in invoice.attachments
        if (content := each.content or b"").startswith(_ZIP)
        and (size := sum(member.file_size for member in _members(content)))
        > max(RATIO_CHECKED_FROM, LARGEST_RATIO * len(content))
    )


def _program(content: bytes) -> Text | None:
    if content.startswith(b"MZ"):
        at = int.from_bytes(content[_PE_AT], "little")
        return _EXE if len(content) > _PE_AT.stop and content[at : at + 4].startswith(_WINDOWS) else None
    return next((kind for magic, kind in _MAGIC if content.startswith(magic)), None)


def _zipped_program(attachment: Attachment) -> Text | None:
    content = attachment.content or b""
    if not content.startswith(_ZIP):
        return None
    kind = next(filter(None, map(_program, _heads(content))), None)
    return Text(f"un zip où se trouve {kind.fr}", f"a zip that holds {kind.en}") if kind else None


def _heads(content: bytes) -> Iterator[bytes]:
    """First bytes of the members of a zip; empty for unreadable members."""
    members = _members(content)
    if not members:
        return
    with ZipFile(BytesIO(content)) as archive:
        for member in islice(members, _MEMBERS_READ):
            yield _head(archive, member)


def _head(archive: ZipFile, member: ZipInfo) -> bytes:
    try:
        with archive.open(member) as file:
            return file.read(_HEAD)
    except MemoryError:  # says nothing about the file
        raise
    except Exception:  # noqa: BLE001 - a damaged zip may raise any exception
        return b""


def _members(content: bytes) -> list[ZipInfo]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            return archive.infolist()
    except MemoryError:  # says nothing about the file
        raise
    except Exception:  # noqa: BLE001 - see above
        return []


CHECKS = (none_is_a_program, none_is_a_zip_bomb)
