"""A *saisie manuelle* made into a file: a Factur-X with the values of its form, deposited as any other."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from domain.brouillon import Brouillon, StoredFile
from domain.finding import Finding
from domain.manual_entry import ManualEntry
from exporters import factur_x
from hub.brouillons.uploads import plain_name
from hub.runtime.station import Station
from parsers.manual_entry.typed_invoice import typed_invoice
from parsers.manual_entry.typed_supplier import STRUCTURE, known_entries


def entries_of(draft: Brouillon) -> tuple[ManualEntry, ...]:
    """The values of the form; the supplier is the structure that deposits, whatever the form says. One that is a SIREN
    says which of its establishments it is.
    """
    known = known_entries(draft.structure)
    supplier = ManualEntry(field=STRUCTURE, text=draft.structure)
    return (*(one for one in draft.entries if one.field not in known), supplier)


def unread(entries: Sequence[ManualEntry]) -> tuple[Finding, ...]:
    """Why some of the values cannot be read; empty when all can."""
    return typed_invoice(entries).findings


def made(entries: Sequence[ManualEntry]) -> tuple[StoredFile, bytes]:
    """The file, which is kept nowhere: its location is empty. The same values give the same bytes."""
    invoice = typed_invoice(entries).invoice
    content = factur_x.as_pdf(invoice)
    name = plain_name(f"{invoice.numero_facture or 'saisie'}.pdf".replace("/", "-"))
    sha256 = hashlib.sha256(content).hexdigest()
    return StoredFile(name=name, size=len(content), sha256=sha256, location=""), content


def kept(station: Station, entries: Sequence[ManualEntry]) -> StoredFile:
    """The same file, kept in the store: it is being sent."""
    file, content = made(entries)
    return replace(file, location=station.store.put_many([(file.sha256, content)])[file.sha256])
