"""The other files of an invoice: its attachments, what came to complete it, its pivot."""

from dataclasses import dataclass

from fastapi import APIRouter, Response

from domain.deposit import INTEGRATED, DepositedInvoice
from domain.espace import Espace
from domain.suivi import Complement
from domain.text import Locale, Text
from exporters.common import file_names
from exporters.common.number_formats import count
from exporters.html.shown import Outside, outside
from hub.deliver.one_pivot import pivot_of
from hub.inspect.attachments import CarriedFile, carried_by
from portail.acces.asker import AnyMember, Member, NotFound
from portail.downloads import download
from portail.espaces import history_of, kept, open_espace
from portail.render import page
from portail.views import Link

router = APIRouter()
OCTETS = "application/octet-stream"
"""Of every file from outside: a browser opens none of them here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """An attachment."""

    href: str
    """Empty: it is not here, the invoice only says where it is."""
    name: Outside
    description: Outside
    size: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentsView:
    """The attachments of one invoice."""

    heading: Text
    back: Link
    rows: tuple[FileRow, ...]
    none: Text = Text("Cette facture ne porte aucune pièce jointe.", "This invoice carries no attachment.")
    name_label: Text = Text("Pièce jointe", "Attachment")
    description_label: Text = Text("Description", "Description")
    size_label: Text = Text("Taille", "Size")


@router.get("/{espace}/{invoice_id:rang}/pieces-jointes")
def attachments(who: AnyMember, espace: str, invoice_id: int) -> Response:
    """What the invoice carries, read from its bytes."""
    here = open_espace(who, espace)
    invoice = kept(history_of(who, here, invoice_id))
    base = f"/{here.value}/{invoice.id}"
    found = carried_by(who.portail.station, invoice)
    number = invoice.values["numero_facture"] or "?"
    view = AttachmentsView(
        heading=ATTACHMENTS,
        back=Link(href=base, label=outside(number)),
        rows=tuple(_row(base, each, who.locale) for each in found),
    )
    return page(who, "pieces_jointes", view, title=ATTACHMENTS)


@router.get("/{espace}/{invoice_id:rang}/pieces-jointes/{rank:rang}")
def attachment(who: AnyMember, espace: str, invoice_id: int, rank: int) -> Response:
    """One of them, to be kept."""
    invoice = kept(history_of(who, open_espace(who, espace), invoice_id))
    found = [each for each in carried_by(who.portail.station, invoice, rank) if each.rank == rank]
    if not found or found[0].size is None:
        raise NotFound
    return download(found[0].content, f"{file_names.delivered_stem(invoice)}_{found[0].name}", OCTETS)


@router.get("/{espace}/{invoice_id:rang}/complements/{rank:rang}")
def complement(who: AnyMember, espace: str, invoice_id: int, rank: int) -> Response:
    """A file that came to complete the invoice, to be kept."""
    invoice = kept(history_of(who, open_espace(who, espace), invoice_id))
    found = _complements(who, invoice)
    if not 0 < rank <= len(found) or not found[rank - 1].location:
        raise NotFound
    one = found[rank - 1]
    name = file_names.original_name(one.name, file_names.ATTACHMENT)
    return download(who.portail.store.get(one.location), f"{file_names.delivered_stem(invoice)}_{name}", OCTETS)


@router.get("/{espace}/{invoice_id:rang}/pivot")
def pivot(who: AnyMember, espace: str, invoice_id: int) -> Response:
    """The invoice as the pivot of Chorus Pro, or a note that says why there is none."""
    invoice = kept(history_of(who, open_espace(who, espace), invoice_id))
    if invoice.disposition not in INTEGRATED:
        raise NotFound
    found = pivot_of(who.portail.station, invoice)
    return download(found.content, found.name, OCTETS)


def other_files(who: Member, espace: Espace, invoice: DepositedInvoice) -> tuple[Link, ...]:
    """The links of the invoice's page to what is here."""
    base = f"/{espace.value}/{invoice.id}"
    found = [Link(href=f"{base}/pivot", label=PIVOT)] if invoice.disposition in INTEGRATED else []
    found += [
        Link(href=f"{base}/complements/{rank}", label=outside(each.name))
        for rank, each in enumerate(_complements(who, invoice), start=1)
        if each.location
    ]
    return tuple(found)


def _complements(who: Member, invoice: DepositedInvoice) -> tuple[Complement, ...]:
    return who.portail.ledger.follow_up.complements_of([invoice.id]).get(invoice.id, ())


def _row(base: str, one: CarriedFile, locale: Locale) -> FileRow:
    is_here = one.size is not None
    kilobytes = count(max(1, (one.size or 0) // 1024), locale)
    return FileRow(
        href=f"{base}/pieces-jointes/{one.rank}" if is_here else "",
        name=outside(one.name),
        description=outside(one.description),
        size=KILOBYTES.with_({"n": kilobytes}) if is_here else ELSEWHERE,
    )


ATTACHMENTS = Text("Pièces jointes", "Attachments")
PIVOT = Text("Flux pivot de Chorus Pro (XML)", "Pivot of Chorus Pro (XML)")
KILOBYTES = Text("{n} Ko", "{n} KB")
ELSEWHERE = Text("à une adresse que la facture indique", "at an address that the invoice gives")
