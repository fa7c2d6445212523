"""The readable view: an invoice that comes as XML only, as a PDF that people can read and print.

It is a copy: the original is the XML, whose SHA-256 is printed on every page. The same facts give the same bytes.
"""

from domain.deposit import DepositedInvoice
from domain.document import Format
from domain.invoice import Attachment, Invoice
from domain.text import Locale, Text
from exporters.common.number_formats import one_line
from exporters.lisible.header_footer import COPY, heading
from exporters.lisible.page import compose
from exporters.pdf.document import Imprint

SUFFIX = "_lisible.pdf"
"""Suffix of the view's name, after the stem of the delivered files."""
XML = frozenset({Format.UBL_INVOICE, Format.UBL_CREDITNOTE, Format.CII, Format.CPP_MIXTE, Format.CPP_PIVOT})
"""The formats that people cannot read without a program."""
_LISIBLE, _FACTURE = "lisible", "01"
"""Description and type of an attachment that is the invoice's own page: BR-FR-17, and ``TypePJ`` of Chorus Pro."""
_SUBJECT = Text("Copie lisible d'une facture reçue en XML", "Readable copy of an invoice received as XML")
_LONGEST = 200


def is_wanted(invoice: Invoice, form: Format) -> bool:
    """Whether a view is needed: the document is XML, and carries no page of its own."""
    return form in XML and not any(map(_is_own_page, invoice.attachments))


def as_pdf(invoice: Invoice, deposited: DepositedInvoice | None = None, locale: Locale = Locale.FR) -> bytes:
    """``invoice`` as pages of A4; for its route, the ledger's values take precedence over the document's."""
    supplier = one_line((invoice.nom_fournisseur or "")[:_LONGEST])
    imprint = Imprint(
        title=" – ".join(filter(None, (f"{COPY.in_(locale)} : {heading(invoice, locale)}", supplier))),
        subject=_SUBJECT.in_(locale),
        keywords=deposited.sha256 if deposited else "",
        language="en" if locale is Locale.EN else "fr-FR",
        created=_created(invoice, deposited),
    )
    identity = f"{imprint.title}\n{imprint.keywords}\n{locale.value}".encode("utf-8", "replace")
    return compose(invoice, deposited, locale, imprint, identity).pdf()


def _created(invoice: Invoice, deposited: DepositedInvoice | None) -> str:
    if deposited:
        return deposited.deposited_at.strftime("%Y%m%d%H%M%S")
    return f"{invoice.date_facture:%Y%m%d}000000" if invoice.date_facture else "20000101000000"


def _is_own_page(one: Attachment) -> bool:
    description = (one.description or "").strip().casefold()
    return (one.content or b"").startswith(b"%PDF") and (description == _LISIBLE or one.kind == _FACTURE)
