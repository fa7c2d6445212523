"""Complements of a suspended invoice: attachments accepted by Chorus Pro, and a short comment.

The limits of a complement are those of an attachment, with the same codes (``PJ``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.finding import Finding, Level, Pack, Rule
from domain.suivi import LONGEST_MOTIF
from domain.text import Text
from validators.chorus_pro.pieces_jointes import (
    EXTENSIONS,
    LARGEST_SIZE,
    LARGEST_TOTAL,
    MEGABYTE,
    contents_are_not_empty,
    sizes_are_possible,
    total_is_possible,
    types_are_allowed,
)

_SOURCE = "Communauté Chorus Pro, statuts SUSPENDUE, COMPLETEE"

UNKNOWN = Rule(
    code="CPL-01",
    pack=Pack.ACHEMINEMENT,
    level=Level.DEPOT,
    message=Text(
        "Aucune facture « {number} » n'a été intégrée pour votre compte : rien n'est complété.",
        "No invoice “{number}” was integrated for your account: nothing is completed.",
    ),
    remedy=Text(
        "Nommez le fichier NUMERO__nom.ext, avec le numéro de la facture (« / » s'écrit « - ») ou celui de son "
        "certificat de dépôt.",
        "Name the file NUMBER__name.ext, with the number of the invoice (“/” is written “-”) or that of its "
        "certificate of deposit.",
    ),
    source=_SOURCE,
)
NOT_SUSPENDED = Rule(
    code="CPL-02",
    pack=Pack.ACHEMINEMENT,
    level=Level.DEPOT,
    message=Text(
        "La facture « {number} » est à l'état « {status} » : seule une facture suspendue se complète.",
        "The invoice “{number}” has the status “{status}”: only a suspended invoice is completed.",
    ),
    remedy=Text(
        "Ne déposez un complément que pour une facture que son destinataire a suspendue.",
        "Deposit a complement only for an invoice that its recipient suspended.",
    ),
    source=_SOURCE,
)
SEVERAL = Rule(
    code="CPL-03",
    pack=Pack.ACHEMINEMENT,
    level=Level.DEPOT,
    message=Text(
        "Plusieurs factures suspendues de votre compte peuvent être « {number} ».",
        "Several suspended invoices of your account may be “{number}”.",
    ),
    remedy=Text(
        "Nommez le fichier par le certificat de dépôt : CERTIFICAT__nom.ext.",
        "Name the file by the certificate of deposit: CERTIFICATE__name.ext.",
    ),
    source=_SOURCE,
)
LONG_COMMENT = Rule(
    code="CPL-04",
    pack=Pack.ACHEMINEMENT,
    level=Level.DEPOT,
    message=Text(
        "Le commentaire a {length} caractères ; {limit} au plus.",
        "The comment has {length} characters; at most {limit}.",
    ),
    remedy=Text(
        "Raccourcissez le commentaire, ou joignez-le comme un document.", "Shorten the comment, or attach a document."
    ),
    source=_SOURCE,
)
HELD = Rule(
    code="CPL-05",
    pack=Pack.ACHEMINEMENT,
    level=Level.DEPOT,
    message=Text(
        "Un autre fichier pour la facture « {number} », déposé en même temps, est refusé : elle n'est pas complétée "
        "en partie.",
        "Another file for the invoice “{number}”, deposited at the same time, is refused: it is not completed in part.",
    ),
    remedy=Text("Corrigez l'autre fichier, puis redéposez-les ensemble.", "Correct the other file, then deposit both."),
    source=_SOURCE,
)
NOTHING = Rule(
    code="CPL-06",
    pack=Pack.ACHEMINEMENT,
    level=Level.DEPOT,
    message=Text("L'archive « {name} » ne contient aucun fichier.", "The archive “{name}” holds no file."),
    remedy=Text("Mettez-y les pièces demandées.", "Put what was asked for in it."),
    source=_SOURCE,
)
RULES = (UNKNOWN, NOT_SUSPENDED, SEVERAL, LONG_COMMENT, HELD, NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A file offered as a complement; ``size`` in bytes."""

    name: str
    size: int


def refusals(files: Sequence[Offered]) -> tuple[Finding, ...]:
    """Findings that refuse these files: type, empty content, size of each, total size."""
    return tuple(_file_refusals(files)) + _total_refusals(files)


def comment_refusals(comment: str) -> tuple[Finding, ...]:
    """Findings that refuse this comment: it becomes the motif of the status and has its maximum length."""
    if len(comment) <= LONGEST_MOTIF:
        return ()
    return (LONG_COMMENT.finding(length=len(comment), limit=LONGEST_MOTIF),)


def _file_refusals(files: Sequence[Offered]) -> list[Finding]:
    found: list[Finding] = []
    for file in files:
        if file.name.rpartition(".")[2].strip().lower() not in EXTENSIONS:
            known = Text(*2 * (" ".join(sorted(EXTENSIONS)),))
            found.append(types_are_allowed.rule.finding(value=file.name, known=known))
        if not file.size:
            found.append(contents_are_not_empty.rule.finding(value=file.name))
        if file.size > LARGEST_SIZE:
            found.append(sizes_are_possible.rule.finding(value=file.name, size=file.size // MEGABYTE))
    return found


def _total_refusals(files: Sequence[Offered]) -> tuple[Finding, ...]:
    total = sum(file.size for file in files)
    return (total_is_possible.rule.finding(size=total // MEGABYTE),) if total > LARGEST_TOTAL else ()
