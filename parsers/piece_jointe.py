"""Attached documents (BG-24): from base64, and for the Chorus Pro formats from a zip of one file, to bytes."""

import zlib
from binascii import Error, a2b_base64
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from domain.finding import Finding, Pack, Rule, Severity
from domain.text import Text

NOT_BASE64 = Rule(
    code="LEC-033",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    message=Text(
        "La pièce jointe « {name} » ne peut pas être décodée : son contenu n'est pas du base64.",
        "The attachment “{name}” cannot be decoded: its content is not base64.",
    ),
    remedy=Text(
        "Encodez le fichier en base64 (RFC 4648) et déposez de nouveau la facture, ou envoyez la pièce autrement.",
        "Encode the file in base64 (RFC 4648) and deposit the invoice again, or send the document by another way.",
    ),
    source="BT-125",
)
TOO_BIG = Rule(
    code="LEC-034",
    pack=Pack.LECTURE,
    message=Text(
        "La pièce jointe « {name} » dépasse la taille permise de {limit} octets.",
        "The attachment “{name}” is larger than the {limit} bytes allowed.",
    ),
    remedy=Text(
        "Réduisez la pièce jointe ou répartissez-la en plusieurs pièces.",
        "Make the attachment smaller or split it.",
    ),
    source="DSE Chorus Pro 1.0, limites EDI",
)
NOT_ONE_FILE_ZIP = Rule(
    code="LEC-035",
    pack=Pack.LECTURE,
    severity=Severity.WARNING,
    message=Text(
        "La pièce jointe « {name} » n'est pas un zip lisible d'un seul fichier : elle est gardée telle quelle.",
        "The attachment “{name}” is not a readable zip of one file: it is kept as it came.",
    ),
    remedy=Text(
        "Dans un flux Chorus Pro, PJ/Contenu est le base64 d'un zip, sans mot de passe, d'un seul fichier.",
        "In a Chorus Pro file, PJ/Contenu is the base64 of a zip, without password, of a single file.",
    ),
    source="CPPFacturePivot_V2_02.xsd, PJ/Contenu",
)
RULES: tuple[Rule, ...] = (NOT_BASE64, TOO_BIG, NOT_ONE_FILE_ZIP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An attachment's bytes, or what was wrong with it; both when it is kept with a remark."""

    content: bytes | None = None
    finding: Finding | None = None


def decoded(text: str, name: str | None, limit: int) -> Opened:
    """The bytes of base64 ``text``; blanks and line ends are allowed, nothing else is (RFC 4648)."""
    try:
        content = a2b_base64("".join(text.split()), strict_mode=True)
    except (Error, ValueError):
        return Opened(finding=NOT_BASE64.finding(name=name or "?"))
    return _too_big(name, limit) if len(content) > limit else Opened(content=content)


def unzipped(zipped: bytes, name: str | None, limit: int) -> Opened:
    """The one file of a zip; what is no zip of one file is kept as it came, with a finding."""
    try:
        with ZipFile(BytesIO(zipped)) as archive:
            members = archive.infolist()
            if len(members) != 1 or members[0].is_dir():
                return _as_it_came(zipped, name)
            with archive.open(members[0]) as member:
                content = member.read(limit + 1)
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error):
        return _as_it_came(zipped, name)
    return _too_big(name, limit) if len(content) > limit else Opened(content=content)


def _as_it_came(content: bytes, name: str | None) -> Opened:
    return Opened(content=content, finding=NOT_ONE_FILE_ZIP.finding(name=name or "?"))


def _too_big(name: str | None, limit: int) -> Opened:
    return Opened(finding=TOO_BIG.finding(name=name or "?", limit=limit))
