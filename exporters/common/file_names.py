"""File names that are safe on every system and still describe the file.

A supplier's name is text from outside: it may climb folders, hide its extension behind a mark that turns the
reading direction, or be a device on Windows. What is delivered is named after the invoice and its certificate,
so that delivering twice writes the same file.
"""

import hashlib
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date

from domain.certificate import Certificate
from domain.deposit import DepositedInvoice
from domain.document import Format
from domain.enum_tables import Partial
from domain.invoice import Attachment

SANS_NOM = "sans_nom"
LONGEST = 150
"""Bytes of a supplier's file name (UTF-8): with our prefixes it stays under the 255 of common file systems."""
ATTACHMENT = 50
"""Characters of an attachment's name, extension included (Chorus Pro's limit)."""
FOLDER = 60
"""Bytes of a supplier's name in the name of its folder."""
SUFFIX = 12
"""Longest extension that is kept, in characters, dots included."""
_FORBIDDEN = frozenset('/\\:*?"<>|')
_RESERVED = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
    + [f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³"]
)
"""Names that Windows reserves for its devices, whatever the extension."""
_DOUBLE = (".tar.gz", ".tar.bz2", ".tar.xz")
EXTENSIONS: Partial[Format, str] = Partial(
    {
        Format.UBL_INVOICE: ".xml",
        Format.UBL_CREDITNOTE: ".xml",
        Format.CII: ".xml",
        Format.FACTURX: ".pdf",
        Format.PDF_TEXT: ".pdf",
        Format.PDF_IMAGE: ".pdf",
        Format.CPP_MIXTE: ".xml",
        Format.CPP_PIVOT: ".xml",
    }
)
"""Extensions follow from the recognised format; the name of the file may be wrong."""
SIGNED = ".p7m"
"""A document inside its signature keeps that ending too."""


def original_name(name: str, longest: int = LONGEST) -> str:
    """A supplier's file name as one safe name of at most ``longest`` bytes, its extension kept."""
    stem, suffix = _split(_clean(name))
    return _within(stem, suffix, lambda text: len(text.encode()) <= longest)


def attachment_name(attachment: Attachment) -> str:
    """A safe name of at most 50 characters (and 150 bytes) for an attachment; its reference when it has no name."""
    stem, suffix = _split(_clean(attachment.filename or attachment.reference or ""))
    return _within(stem, suffix, lambda text: len(text) <= ATTACHMENT and len(text.encode()) <= LONGEST)


def delivered_stem(deposited: DepositedInvoice) -> str:
    """``<date>_<supplier's SIREN>_<number>_<first 8 of the certificate>``, ASCII; no two invoices share one."""
    values = deposited.values
    supplier = (values.get("siret_fournisseur") or "")[:9] or values.get("tva_fournisseur") or ""
    mark = (deposited.certificate or deposited.sha256)[:8]
    return "_".join(
        (
            _word(values.get("date_facture"), 10),
            _word(supplier, 14),
            _word(values.get("numero_facture"), 40),
            _word(mark, 8),
        )
    )


def certificate_stem(certificate: Certificate) -> str:
    """``certificat_<invoice number>_<first 8 of the certificate>``, ASCII."""
    return stem_of_certificate(certificate.content.numero_facture, certificate.number)


def stem_of_certificate(numero_facture: str, number: str) -> str:
    """The same, of the certificate ``number`` given for the invoice ``numero_facture``."""
    return f"certificat_{_word(numero_facture.strip(), 40)}_{_word(number, 8)}"


def stem_of_day(day: date) -> str:
    """``compte-rendu_2026-11-21``: the page and the CSV of a day, for accounts that have one *compte rendu* a day."""
    return f"compte-rendu_{day.isoformat()}"


def supplier_folder(nom: str, key: str) -> str:
    """``<name>_<SIREN>``: the folder of a supplier, a safe name that tells it from another of the same name.

    Of another identifier than a SIREN its letters and digits, and eight digits of its digest: case and signs count.
    """
    mark = _word(key, 20)
    if not (key.isascii() and key.isdigit() and len(key) == 9):
        mark = f"{mark}_{hashlib.sha256(key.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"
    clean = _clean(nom.replace("/", "-").replace("\\", "-"))
    return f"{_within(clean, '', lambda text: len(text.encode()) <= FOLDER).rstrip(' ._')}_{mark}"


def extension(name: str, kind: Format) -> str:
    """The extension of a delivered original, from what it was recognised as; its own only when that is unknown."""
    known = EXTENSIONS.get(kind)
    if known and name.lower().endswith(SIGNED):
        return known + SIGNED  # what was recognised stands inside its signature
    return known or _split(_clean(name))[1].lower() or ".bin"


def _clean(name: str) -> str:
    """``name`` composed, without folders, invisible characters, leading dots and dashes or trailing dots."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    composed = unicodedata.normalize("NFC", last.encode("utf-8", "replace").decode())
    kept = "".join("_" if char in _FORBIDDEN else char for char in composed if char.isprintable())
    bare = kept.lstrip(" .-~").rstrip(" .")
    return f"_{bare}" if bare.split(".")[0].rstrip(" ").upper() in _RESERVED else bare


def _split(name: str) -> tuple[str, str]:
    for suffix in _DOUBLE:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)], name[-len(suffix) :]
    stem, dot, suffix = name.rpartition(".")
    return (stem, dot + suffix) if dot and stem and len(suffix) < SUFFIX else (name, "")


def _within(stem: str, suffix: str, fits: Callable[[str], bool]) -> str:
    stem = stem[:LONGEST] or SANS_NOM
    while stem and not fits(stem + suffix):
        stem = stem[:-1]
    return f"{stem.rstrip(' .') or SANS_NOM}{suffix}"


def _word(value: str | None, longest: int) -> str:
    """``value`` in letters, digits, ``-``, ``+`` and dots, never empty."""
    plain = unicodedata.normalize("NFKD", value or "").encode("ascii", "ignore").decode()
    return "".join(_letters(plain))[:longest].strip("-.") or "x"


def _letters(text: str) -> Iterable[str]:
    return (char if char.isalnum() or char in "-+." else "-" for char in text)
