"""Labels that people read for codes: fields of an invoice, severity of a finding, outcome of a deposit."""

from domain.chain_head import ChainHead
from domain.deposit import Disposition
from domain.finding import Severity
from domain.text import Locale, Text
from exporters.common.number_formats import by_four, count

FIELD_LABELS: dict[str, Text] = {
    "numero_facture": Text("Numéro de facture", "Invoice number"),
    "type_facture": Text("Type de facture", "Invoice type"),
    "date_facture": Text("Date de facture", "Invoice date"),
    "devise": Text("Devise", "Currency"),
    "siret_fournisseur": Text("SIRET du fournisseur", "Supplier's SIRET"),
    "tva_fournisseur": Text("Numéro de TVA du fournisseur", "Supplier's VAT number"),
    "nom_fournisseur": Text("Nom du fournisseur", "Supplier's name"),
    "siret_destinataire": Text("SIRET du destinataire", "Recipient's SIRET"),
    "nom_destinataire": Text("Nom du destinataire", "Recipient's name"),
    "code_service": Text("Code service", "Service code"),
    "numero_engagement": Text("Numéro d'engagement", "Engagement number"),
    "numero_marche": Text("Numéro de marché", "Contract number"),
    "cadre_facturation": Text("Cadre de facturation", "Cadre de facturation"),
    "montant_ht": Text("Montant HT", "Amount without VAT"),
    "montant_tva": Text("Montant TVA", "VAT amount"),
    "montant_ttc": Text("Montant TTC", "Amount with VAT"),
    "montant_a_payer": Text("Montant à payer", "Amount due"),
    "numero_facture_origine": Text("Numéro de la facture d'origine", "Original invoice number"),
    "siret_moe": Text("SIRET de la maîtrise d'œuvre", "SIRET of the MOE (project manager)"),
}
"""One label for each of :data:`domain.invoice.ENTRY_FIELDS`."""

SEVERITY_LABELS: dict[Severity, Text] = {
    Severity.FATAL: Text("Bloquant", "Fatal"),
    Severity.WARNING: Text("Avertissement", "Warning"),
    Severity.INFO: Text("Information", "Information"),
}

SUITES: dict[Disposition, Text] = {
    Disposition.ACCEPTED: Text("Intégrée", "Integrated"),
    Disposition.REJECTED: Text("Rejetée", "Rejected"),
    Disposition.IRRECEVABLE: Text("Irrecevable", "Unusable"),
    Disposition.DOUBLON: Text("Doublon", "Duplicate"),
    Disposition.RECYCLED: Text("Recyclée", "Recycled"),
    Disposition.A_COMPLETER: Text("À compléter", "To be completed"),
}
"""What became of a deposited document."""


def field_label(field: str | None, locale: Locale) -> str:
    """The label of a field; empty when the whole file is meant, the name itself when it is not one of
    :data:`domain.invoice.ENTRY_FIELDS`."""
    if field is None:
        return ""
    label = FIELD_LABELS.get(field)
    return label.in_(locale) if label else field


CHAIN = Text(
    "Chaîne des certificats de dépôt : {count}, le dernier {number}",
    "Chain of certificates of deposit: {count}, the last one {number}",
)


def chain_line(head: ChainHead, locale: Locale) -> str:
    """The end of the chain in one line, which whoever keeps it can hold the ledger to; empty without certificates."""
    if not head.count:
        return ""
    return CHAIN.with_({"count": count(head.count, locale), "number": by_four(head.number)}).in_(locale)
