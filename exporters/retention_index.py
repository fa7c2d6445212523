"""The index of a retention archive, as CSV: for each file of the archive, everything it was kept for.

Semicolons, UTF-8 with a byte order mark, CRLF, moments in Paris; cells as in :mod:`exporters.common.csv_cells`.
"""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from domain.paris_time import moment
from domain.retention import Reference
from domain.status import LABELS
from domain.text import Locale, Text
from exporters.common.csv_cells import BOM, NEWLINE, SEPARATOR, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One file of an archive."""

    name: str
    """In the archive."""
    sha256: str
    size: int
    """Bytes."""
    rule: str
    references: tuple[Reference, ...]


COLUMNS: tuple[tuple[Text, Callable[[Piece, Reference], str]], ...] = (
    (Text("Fichier de l'archive", "File of the archive"), lambda piece, _: piece.name),
    (Text("SHA-256", "SHA-256"), lambda piece, _: piece.sha256),
    (Text("Octets", "Bytes"), lambda piece, _: str(piece.size)),
    (Text("Règle de conservation", "Retention rule"), lambda piece, _: piece.rule),
    (Text("Numéro de dépôt", "Deposit number"), lambda _, one: f"{one.deposit_id:015d}"),
    (Text("Fichier déposé", "Deposited file"), lambda _, one: one.file),
    (Text("Fichier dans le lot", "File in the lot"), lambda _, one: one.member),
    (Text("Déposé le", "Deposited on"), lambda _, one: moment(one.deposited_at)),
    (Text("Nature", "Kind"), lambda _, one: one.kind.value),
    (Text("Sort à l'intégration", "Fate at integration"), lambda _, one: one.disposition or ""),
    (Text("Numéro de facture", "Invoice number"), lambda _, one: one.numero_facture),
    (Text("Date de facture", "Invoice date"), lambda _, one: one.date_facture),
    (Text("Fournisseur", "Supplier"), lambda _, one: one.fournisseur),
    (Text("Destinataire", "Recipient"), lambda _, one: one.structure or ""),
    (Text("Cadre de facturation", "Cadre de facturation"), lambda _, one: one.cadre or ""),
    (Text("Dernier état", "Last status"), lambda _, one: LABELS[one.status] if one.status else ""),
    (Text("Dernier changement", "Last change"), lambda _, one: moment(one.since)),
    (Text("Certificat de dépôt", "Certificate of deposit"), lambda _, one: one.certificate),
)


def as_csv(pieces: Iterable[Piece], locale: Locale = Locale.FR) -> bytes:
    """One line for each thing a file was kept for, in the order of ``pieces``."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter=SEPARATOR, lineterminator=NEWLINE)
    writer.writerow([label.in_(locale) for label, _ in COLUMNS])
    for piece in pieces:
        for reference in piece.references:
            writer.writerow([text(cell(piece, reference)) for _, cell in COLUMNS])
    return BOM + lines.getvalue().encode("utf-8", "replace")
