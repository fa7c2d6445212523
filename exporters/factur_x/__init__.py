"""An invoice as Factur-X: pages that people read, and the same values as XML inside (PDF/A-3, profile EN 16931)."""

from dataclasses import replace

from domain.invoice import Invoice
from domain.text import Locale, Text
from exporters import cii
from exporters.common.number_formats import one_line
from exporters.lisible.header_footer import heading
from exporters.lisible.page import compose
from exporters.pdf.document import Attached, Imprint

NAME = "factur-x.xml"
"""Of the XML inside, which readers look for (Factur-X 1.0, 6.2.3)."""
CUSTOMIZATION = "urn:cen.eu:en16931:2017"
"""BT-24 of the profile."""
_PROFILE = "EN 16931"
_SUBJECT = Text("Facture électronique (Factur-X)", "Electronic invoice (Factur-X)")


def as_pdf(invoice: Invoice, locale: Locale = Locale.FR) -> bytes:
    """``invoice`` as a file to deposit; the same values give the same bytes."""
    whole = replace(invoice, customization=CUSTOMIZATION)
    attached = Attached(
        name=NAME,
        mime="text/xml",
        description=_SUBJECT.in_(locale),
        content=cii.write(whole),
        relationship="Alternative",
    )
    imprint = Imprint(
        title=f"{heading(invoice, locale)} – {one_line((invoice.nom_fournisseur or '')[:200])}",
        subject=_SUBJECT.in_(locale),
        keywords=one_line((invoice.numero_facture or "")[:100]),
        language="en" if locale is Locale.EN else "fr-FR",
        created=f"{invoice.date_facture:%Y%m%d}000000" if invoice.date_facture else "20000101000000",
        factur_x=_PROFILE,
    )
    return compose(invoice, None, locale, imprint, attached.content, attached).pdf()
