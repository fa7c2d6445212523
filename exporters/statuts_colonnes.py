"""The columns of the status report: one line each.

They are those of Chorus Pro's search results (``codeDestinataire`` to ``commentaireEtatCourant``) under French labels,
then what only Navette knows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from domain.deposit import DepositedInvoice
from domain.finding import Severity
from domain.horloge import moment
from domain.invoice import AVOIRS
from domain.status import LABELS
from domain.text import Locale, Text
from exporters.cellules import number, text
from exporters.libelles import SUITES
from exporters.typographie import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A heading, and the finished cell of an invoice under it."""

    label: Text
    cell: Callable[[DepositedInvoice, Locale], str]


def _value(name: str) -> Callable[[DepositedInvoice, Locale], str]:
    return lambda row, _: _cached(row.values.get(name))


def _amount(name: str) -> Callable[[DepositedInvoice, Locale], str]:
    return lambda row, _: number(row.values.get(name))


_cached = lru_cache(maxsize=100_000)(text)
"""Names and codes come again on every line."""


@lru_cache(maxsize=10_000)
def _day(value: str | None) -> str:
    shown = day(value or "")
    return text(shown) if shown == value else shown


@lru_cache(maxsize=10_000)
def _instant(at: datetime | None) -> str:
    return moment(at)


def _type(row: DepositedInvoice, locale: Locale) -> str:
    code = row.values.get("type_facture")
    return (AVOIR if code in AVOIRS else FACTURE).in_(locale) if code else ""


def _commentaire(row: DepositedInvoice, locale: Locale) -> str:
    """What was said with the status; for what never entered, every reason of the refusal."""
    refusals = (
        f"[{finding.code}] {finding.message.in_(locale)}"
        for finding in row.findings
        if finding.severity is Severity.FATAL
    )
    return text(row.motif or " ".join(refusals))


FACTURE, AVOIR = Text("Facture", "Invoice"), Text("Avoir", "Credit note")
COLUMNS = (
    Column(label=Text("Code destinataire", "Recipient code"), cell=_value("siret_destinataire")),
    Column(
        label=Text("Désignation destinataire", "Recipient name"),
        cell=lambda row, _: _cached(row.route.raison_sociale if row.route else row.values.get("nom_destinataire")),
    ),
    Column(
        label=Text("Code service exécutant", "Service code"),
        cell=lambda row, _: _cached(row.route.code_service if row.route else row.values.get("code_service")),
    ),
    Column(
        label=Text("Nom service exécutant", "Service name"),
        cell=lambda row, _: _cached(row.route.nom_service if row.route else None),
    ),
    Column(
        label=Text("Code fournisseur", "Supplier code"),
        cell=lambda row, _: _cached(row.values.get("siret_fournisseur") or row.values.get("tva_fournisseur")),
    ),
    Column(label=Text("Désignation fournisseur", "Supplier name"), cell=_value("nom_fournisseur")),
    Column(label=Text("Numéro facture", "Invoice number"), cell=lambda row, _: text(row.values.get("numero_facture"))),
    Column(label=Text("Type facture", "Invoice type"), cell=_type),
    Column(label=Text("Code type facture", "Invoice type code"), cell=_value("type_facture")),
    Column(label=Text("Cadre de facturation", "Cadre de facturation"), cell=_value("cadre_facturation")),
    Column(label=Text("Date facture", "Invoice date"), cell=lambda row, _: _day(row.values.get("date_facture"))),
    Column(label=Text("Date dépôt", "Deposited at"), cell=lambda row, _: _instant(row.deposited_at)),
    Column(label=Text("Devise", "Currency"), cell=_value("devise")),
    Column(label=Text("Montant HT", "Amount without VAT"), cell=_amount("montant_ht")),
    Column(label=Text("Montant TVA", "VAT amount"), cell=_amount("montant_tva")),
    Column(label=Text("Montant TTC", "Amount with VAT"), cell=_amount("montant_ttc")),
    Column(label=Text("Montant à payer", "Amount due"), cell=_amount("montant_a_payer")),
    Column(label=Text("Numéro bon de commande", "Order number"), cell=_value("numero_engagement")),
    Column(label=Text("Numéro marché", "Contract number"), cell=_value("numero_marche")),
    Column(label=Text("Numéro facture d'origine", "Original invoice number"), cell=_value("numero_facture_origine")),
    Column(label=Text("Statut", "Status"), cell=lambda row, _: LABELS[row.status] if row.status else ""),
    Column(label=Text("Code statut", "Status code"), cell=lambda row, _: row.status.value if row.status else ""),
    Column(label=Text("Date heure état courant", "Status since"), cell=lambda row, _: _instant(row.status_at)),
    Column(label=Text("Commentaire état courant", "Status comment"), cell=_commentaire),
    Column(
        label=Text("Suite donnée au dépôt", "Outcome of deposit"),
        cell=lambda row, lang: SUITES[row.disposition].in_(lang),
    ),
    Column(label=Text("Numéro de certificat", "Certificate number"), cell=lambda row, _: text(row.certificate)),
    Column(label=Text("Déposant", "Depositor"), cell=lambda row, _: _cached(row.drop)),
    Column(label=Text("Numéro de dépôt", "Deposit number"), cell=lambda row, _: _cached(f"{row.deposit_id:015d}")),
    Column(label=Text("Fichier déposé", "Deposited file"), cell=lambda row, _: _cached(row.deposit_name)),
    Column(label=Text("Fichier dans l'archive", "File in the archive"), cell=lambda row, _: text(row.member)),
)
"""The columns, in order: Chorus Pro's ``codeDestinataire`` to ``commentaireEtatCourant``, then the deposit."""
