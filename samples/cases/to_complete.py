"""Pages with a doubt on a decisive field: the invoice is neither refused nor guessed, but waits for completion."""

from dataclasses import replace

from domain.decision import Verdict
from domain.document import Format
from samples.cases.case import Case, accepted
from samples.invoices import bases
from samples.invoices.builder import build
from samples.invoices.demo import DemoInvoice, Places
from samples.layouts.page import Layout, pdf


def cases() -> tuple[Case, ...]:
    """Every sample to complete. Numbers from ``COM-0001``."""
    papeterie = replace(bases.PAPETERIE, cadre="A1", places=Places.CHORUS, remise=None)
    college = replace(bases.REPAS_COLLEGE, cadre="A1", places=Places.CHORUS)
    return (
        _page(
            "deux-engagements.pdf",
            replace(college, numero="COM-0001"),
            "Numéro d'engagement : 104729",
            "deux numéros d'engagement, aussi bons l'un que l'autre",
        ),
        _page(
            "deux-services.pdf",
            replace(papeterie, numero="COM-0002"),
            "Code service : INFORMATIQUE",
            "deux codes service, dont un que le destinataire n'a pas",
        ),
    )


def _page(name: str, demo: DemoInvoice, line: str, why: str) -> Case:
    """An invoice whose page also prints ``line`` under the recipient's name."""
    invoice = build(demo)
    case = accepted(name, pdf(invoice, Layout.CLASSIQUE, service=line), Format.PDF_TEXT, invoice)
    return replace(case, verdict=Verdict.TO_COMPLETE, why=why)
