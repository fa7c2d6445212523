"""Decodes attached documents (BG-24): base64, and for the Chorus Pro formats a zip of one file."""

import zlib
from binascii import Error, a2b_base64
from dataclasses import dataclass
from io import BytesIO
from stat import S_ISLNK
from zipfile import BadZipFile, ZipFile, ZipInfo

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
REFUSED_ZIP = Rule(
    code="LEC-041",
    pack=Pack.LECTURE,
    message=Text(
        "Le zip de la pièce jointe « {name} » est refusé : {why}.",
        "The zip of the attachment “{name}” is refused: {why}.",
    ),
    remedy=Text(
        "Déposez de nouveau la facture avec un zip ordinaire, sans mot de passe, d'un seul fichier.",
        "Deposit the invoice again with an ordinary zip, without password, of a single file.",
    ),
    source="CPPFacturePivot_V2_02.xsd, PJ/Contenu; DSE 1.0 section 5.4.1 (antivirus)",
)
TAKEN_OUT = Rule(
    code="LEC-042",
    pack=Pack.LECTURE,
    severity=Severity.INFO,
    message=Text(
        "La pièce jointe « {name} » est arrivée dans un zip d'un seul fichier : elle en a été sortie.",
        "The attachment “{name}” came in a zip of a single file: it was taken out of it.",
    ),
    remedy=Text(
        "Il n'y a rien à faire ; en UBL et en CII, le base64 est d'ordinaire celui du fichier lui-même.",
        "There is nothing to do; in UBL and CII, the base64 is as a rule that of the file itself.",
    ),
    source="BT-125; CPPFactureMixte",
)
RULES: tuple[Rule, ...] = (NOT_BASE64, TOO_BIG, NOT_ONE_FILE_ZIP, REFUSED_ZIP, TAKEN_OUT)

CONTAINERS = frozenset("zip docx xlsx pptx docm xlsm odt ods odp odg jar gz tgz gzip bz2 p7s".split())
"""Extensions of documents that are zips, or archives, themselves."""
_ENCRYPTED = 0x1
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PASSWORD = Text("il est protégé par un mot de passe", "it is protected by a password")
_CLIMBS = Text("le nom du fichier qu'il contient sort de son dossier", "the name of the file in it leaves its folder")
_LINK = Text("il contient un lien et non un fichier", "it holds a link and no file")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An attachment's bytes, or the finding about it; both when it is kept with a remark."""

    content: bytes | None = None
    finding: Finding | None = None


def decoded(text: str, name: str | None, limit: int) -> Opened:
    """The bytes of base64 ``text``; blanks and line ends are allowed, no other foreign character (RFC 4648)."""
    try:
        content = a2b_base64("".join(text.split()), strict_mode=True)
    except (Error, ValueError):
        return Opened(finding=NOT_BASE64.finding(name=name or "?"))
    return _too_big(name, limit) if len(content) > limit else Opened(content=content)


def unzipped(zipped: bytes, name: str | None, limit: int) -> Opened:
    """The single file of a zip; content that is no zip of one file is kept unchanged, with a finding.

    So is a ``.zip`` that was not wrapped in a zip of its own. A hostile zip is refused.
    """
    try:
        with ZipFile(BytesIO(zipped)) as archive:
            members = archive.infolist()
            if len(members) != 1 or members[0].is_dir():
                return _as_it_came(zipped, name)
            if why := _hostile(members[0]):
                return Opened(finding=REFUSED_ZIP.finding(name=name or "?", why=why))
            with archive.open(members[0]) as member:
                content = member.read(limit + 1)
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error):
        return _as_it_came(zipped, name)
    if len(content) > limit:
        return _too_big(name, limit)
    return _as_it_came(zipped, name) if _is_itself(name, members[0].filename, content) else Opened(content=content)


def unwrapped(content: bytes, name: str | None, limit: int) -> Opened:
    """``content`` unchanged, or the single file of the zip it is wrapped in although its name is no zip's."""
    if not content.startswith(_ZIP) or not _ending(name) or _ending(name) in CONTAINERS:
        return Opened(content=content)
    opened = unzipped(content, name, limit)
    if opened.content is None:
        return opened
    if opened.finding:
        return Opened(content=content)
    return Opened(content=opened.content, finding=TAKEN_OUT.finding(name=name))


def _hostile(member: ZipInfo) -> Text | None:
    if member.flag_bits & _ENCRYPTED:
        return _PASSWORD
    if ".." in member.filename.replace("\\", "/").split("/"):
        return _CLIMBS
    return _LINK if S_ISLNK(member.external_attr >> 16) else None


def _is_itself(name: str | None, inside: str, content: bytes) -> bool:
    """Whether the zip is the document itself and no wrapper: a ``.zip`` whose member has another name."""
    return _ending(name) == "zip" and inside != name and not content.startswith(_ZIP)


def _ending(name: str | None) -> str:
    return name.rpartition(".")[2].strip().lower() if name and "." in name else ""


def _as_it_came(content: bytes, name: str | None) -> Opened:
    return Opened(content=content, finding=NOT_ONE_FILE_ZIP.finding(name=name or "?"))


def _too_big(name: str | None, limit: int) -> Opened:
    return Opened(finding=TOO_BIG.finding(name=name or "?", limit=limit))
