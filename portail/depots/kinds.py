"""What a dropped file is, in words."""

from domain.decision import Decision
from domain.document import Format
from domain.signature import Signature
from domain.text import Text

FORMATS: dict[Format, Text] = {
    Format.UBL_INVOICE: Text("XML (UBL)", "XML (UBL)"),
    Format.UBL_CREDITNOTE: Text("XML (UBL, avoir)", "XML (UBL, credit note)"),
    Format.CII: Text("XML (CII)", "XML (CII)"),
    Format.FACTURX: Text("Factur-X", "Factur-X"),
    Format.PDF_TEXT: Text("PDF", "PDF"),
    Format.PDF_IMAGE: Text("PDF numérisé", "Scanned PDF"),
    Format.CPP_MIXTE: Text("XML (Chorus Pro, mixte)", "XML (Chorus Pro, mixte)"),
    Format.CPP_PIVOT: Text("XML (Chorus Pro, pivot)", "XML (Chorus Pro, pivot)"),
    Format.UNKNOWN: Text("Format inconnu", "Unknown format"),
}
SIGNED = Text("{format}, signé ({kinds})", "{format}, signed ({kinds})")
_PDFS = frozenset({Format.PDF_TEXT, Format.PDF_IMAGE, Format.FACTURX})
NOT_SIGNED = Text("{format}, non signé", "{format}, not signed")
LOT = Text("Lot de plusieurs factures", "Several invoices in one file")


def kind(decision: Decision) -> Text:
    """The format of deposit: its format, and whether and how it is signed."""
    form = FORMATS[decision.format]
    if decision.signatures:
        kinds = ", ".join(dict.fromkeys(map(_procede, decision.signatures)))
        return Text(SIGNED.fr.format(format=form.fr, kinds=kinds), SIGNED.en.format(format=form.en, kinds=kinds))
    if decision.format in _PDFS:
        return Text(NOT_SIGNED.fr.format(format=form.fr), NOT_SIGNED.en.format(format=form.en))
    return form


def _procede(signature: Signature) -> str:
    return NAMES[signature.procede.value]


NAMES = {"pades": "PAdES", "horodatage": "horodatage", "cades": "CAdES", "xades": "XAdES"}
