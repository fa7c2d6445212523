"""The files of an invoice: as it was deposited, as pages, its certificate."""

from fastapi import APIRouter, Response

from domain.deposit import DepositedInvoice, History
from domain.espace import Espace
from domain.text import Text
from exporters import certificat
from exporters.common import file_names
from hub.inspect import readable
from portail.acces.asker import AnyMember, Member, NotFound
from portail.downloads import download
from portail.espaces import has_files, history_of, kept, open_espace
from portail.pages.suivi.pieces import other_files
from portail.views import Link

router = APIRouter()


@router.get("/{espace}/{invoice_id:rang}/original")
def original(who: AnyMember, espace: str, invoice_id: int) -> Response:
    """The document as it was deposited, to be kept: a browser does not open it here."""
    invoice = kept(history_of(who, open_espace(who, espace), invoice_id))
    content = who.portail.store.get(invoice.location)
    ending = file_names.extension(invoice.member or invoice.deposit_name, invoice.format)
    return download(content, f"{_stem(invoice)}{ending}", "application/octet-stream")


@router.get("/{espace}/{invoice_id:rang}/lisible")
def as_pages(who: AnyMember, espace: str, invoice_id: int) -> Response:
    """The invoice as pages."""
    invoice = kept(history_of(who, open_espace(who, espace), invoice_id))
    content = readable.as_pages(who.portail.station, invoice, who.locale)
    return download(content, f"{_stem(invoice)}_lisible.pdf", "application/pdf")


@router.get("/{espace}/{invoice_id:rang}/certificat")
def certificate(who: AnyMember, espace: str, invoice_id: int) -> Response:
    """Its certificate of deposit."""
    invoice = history_of(who, open_espace(who, espace), invoice_id).invoice
    found = who.portail.ledger.certificates.of_invoices([invoice.id]).get(invoice.id)
    if found is None:
        raise NotFound
    content = certificat.as_pdf(found, who.locale)
    return download(content, f"certificat_{file_names.certificate_stem(found)}.pdf", "application/pdf")


def _stem(invoice: DepositedInvoice) -> str:
    return file_names.delivered_stem(invoice)


def file_links(who: Member, espace: Espace, history: History) -> tuple[Link, ...]:
    """Where each of its files is; its certificate alone once its bytes left."""
    invoice = history.invoice
    base = f"/{espace.value}/{invoice.id}"
    proof = (Link(href=f"{base}/certificat", label=CERTIFICATE_FILE),) if invoice.certificate else ()
    if not has_files(history):
        return proof
    own = (Link(href=f"{base}/lisible", label=AS_PAGES), Link(href=f"{base}/original", label=ORIGINAL))
    return (*own, *proof, *other_files(who, espace, invoice))


AS_PAGES = Text("Facture lisible (PDF)", "Readable invoice (PDF)")
ORIGINAL = Text("Fichier déposé, tel quel", "File as it was deposited")
CERTIFICATE_FILE = Text("Certificat de dépôt (PDF)", "Certificate of deposit (PDF)")
