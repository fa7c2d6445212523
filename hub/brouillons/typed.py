"""A *saisie manuelle* made into a file: a Factur-X with the values of its form, deposited as any other."""

import hashlib
from collections.abc import Sequence

from domain.brouillon import Brouillon, StoredFile
from domain.finding import Finding
from domain.manual_entry import ManualEntry
from exporters import factur_x
from hub.brouillons.uploads import plain_name
from hub.runtime.station import Station
from parsers.manual_entry.typed_invoice import typed_invoice

SUPPLIER = "siret_fournisseur"


def entries_of(draft: Brouillon) -> tuple[ManualEntry, ...]:
    """The values of the form; the supplier is the structure that deposits, whatever the form says."""
    supplier = ManualEntry(field=SUPPLIER, text=draft.structure)
    return (*(one for one in draft.entries if one.field != SUPPLIER), supplier)


def unread(entries: Sequence[ManualEntry]) -> tuple[Finding, ...]:
    """Why some of the values cannot be read; empty when all can."""
    return typed_invoice(entries).findings


def file_of(station: Station, entries: Sequence[ManualEntry]) -> StoredFile:
    """The file, kept in the store; the same values give the same file."""
    invoice = typed_invoice(entries).invoice
    content = factur_x.as_pdf(invoice)
    sha256 = hashlib.sha256(content).hexdigest()
    location = station.store.put_many([(sha256, content)])[sha256]
    name = plain_name(f"{invoice.numero_facture or 'saisie'}.pdf".replace("/", "-"))
    return StoredFile(name=name, size=len(content), sha256=sha256, location=location)
