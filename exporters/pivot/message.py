"""An accepted invoice as CPPFacturePivot V2_02, the file finance software takes from Chorus Pro (FEN0036A).

:func:`obstacles` lists first what the format cannot hold of it. The document, its attachments and what came to
complete it are inside, each a zip of one file in base64. The same facts give the same bytes: nothing depends on the
moment of writing. Source: ``CPPFacturePivot_V2_02.xsd``, whose order is kept; DSE 1.0 section 4.1.1.2.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from lxml import etree
from lxml.etree import _Element as Element

from domain.comparable_text import code
from domain.deposit import DepositedInvoice, Disposition
from domain.invoice import Invoice
from domain.paris_time import paris_day
from exporters.common.xml_elements import group, put, sound, written
from exporters.pivot.attachments import Piece
from exporters.pivot.attachments import write as write_pieces
from exporters.pivot.invoice_data import put_invoice_data
from exporters.pivot.parties import debiteur, fournisseur

SUFFIX = "_pivot.xml"
"""Suffix of the pivot's name, after the stem of the delivered files."""
VERSION = "V2_02"
_EMITTER = "NAV001"
_INTERFACE = "0036"
"""FEN0036A, diffusion of invoices."""
_SHORTEST, _LONGEST = 3, 8


class Renvoi(StrEnum):
    """Why an invoice the recipient had is made available again."""

    COMPLETEE = "Complétée"
    RECYCLEE = "Recyclée"


def as_xml(
    invoice: Invoice,
    deposited: DepositedInvoice,
    pieces: Sequence[Piece],
    *,
    completed: int = 0,
    moe_since: date | None = None,
) -> bytes:
    """The pivot of one invoice that has no :func:`obstacles`, in UTF-8.

    ``pieces`` are those of :func:`pieces_of`, one at least. ``completed`` counts what came to complete it;
    ``moe_since`` is the day the MOE first had the works dossier it belongs to.
    """
    root = etree.Element("CPPFacturePivot", Version=VERSION)
    _envelope(root, deposited, completed)
    unit = group(group(root, "CPPFactures", {"Compteur": "1"}), "CPPFacturePivotUnitaire", {"NumOrdre": "1"})
    fournisseur(group(unit, "Fournisseur"), invoice, deposited.format)
    debiteur(group(unit, "Debiteur"), invoice, deposited.route)
    renvoi = renvoi_of(deposited, completed)
    received = paris_day(deposited.deposited_at)
    put_invoice_data(group(unit, "DonneesFacture"), invoice, received=received, renvoi=renvoi, moe_since=moe_since)
    write_pieces(unit, pieces)
    return written(root)


def renvoi_of(deposited: DepositedInvoice, completed: int) -> str:
    """``Renvoi``; empty when the recipient has it for the first time."""
    if completed:
        return Renvoi.COMPLETEE.value
    return Renvoi.RECYCLEE.value if deposited.disposition is Disposition.RECYCLED else ""


def _envelope(root: Element, deposited: DepositedInvoice, completed: int) -> None:
    unit = group(group(root, "Enveloppe"), "EnveloppeUnitaire", {"NumOrdre": "1"})
    parameters = group(unit, "Parametres")
    produced = paris_day(deposited.deposited_at).isoformat()
    for rank, (name, value) in enumerate((("DtPrd", produced), ("IdFlx", _flux_id(deposited, completed))), start=1):
        parameter = group(parameters, "ParametreIndiv", {"NumOrdre": f"{rank:04d}"})
        put(parameter, "Code", name)
        put(parameter, "Valeurparametre", value)
    partners = group(unit, "Partenaires")
    recipient = deposited.route.raison_sociale if deposited.route else ""
    for tag, id_, label in (("Recepteur", _partner(recipient), recipient), ("Emetteur", _EMITTER, "Navette")):
        partner = group(partners, tag)
        group(partner, "Id").text = sound(id_)
        put(partner, "Libelle", label)


def _flux_id(deposited: DepositedInvoice, completed: int) -> str:
    """25 characters, another one for each time the invoice was completed."""
    return f"{_EMITTER}{_INTERFACE}{deposited.id:012d}{min(completed, 999):03d}"


def _partner(name: str) -> str:
    return code(name).replace("_", "")[:_LONGEST].ljust(_SHORTEST, "0")
