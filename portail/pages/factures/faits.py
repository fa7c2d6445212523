"""What an invoice says, line by line."""

from domain.deposit import DepositedInvoice
from domain.paris_time import moment_text
from domain.text import Locale, Text
from exporters.common.number_formats import amount, by_four, day, identifiant
from exporters.html.shown import outside
from portail.views import Fact


def facts_of(one: DepositedInvoice, locale: Locale) -> tuple[Fact, ...]:
    """Those that it says, each with what the directory adds."""
    values, route, devise = one.values, one.route, one.values["devise"] or ""
    siret = values["siret_fournisseur"] or ""
    found = [
        Fact(label=SUPPLIER, value=outside(values["nom_fournisseur"]), detail=outside(identifiant(siret))),
        Fact(
            label=RECIPIENT,
            value=outside(route.raison_sociale if route else values["nom_destinataire"]),
            detail=outside(identifiant(route.siret if route else values["siret_destinataire"] or "")),
        ),
        Fact(
            label=SERVICE,
            value=outside(route.code_service if route else values["code_service"]),
            detail=outside(route.nom_service if route else ""),
        ),
        Fact(label=DATE, value=outside(day(values["date_facture"] or "", locale))),
        Fact(label=WITHOUT_VAT, value=outside(amount(values["montant_ht"] or "", devise, locale))),
        Fact(label=VAT, value=outside(amount(values["montant_tva"] or "", devise, locale))),
        Fact(label=WITH_VAT, value=outside(amount(values["montant_ttc"] or "", devise, locale))),
        Fact(label=DUE, value=outside(amount(values["montant_a_payer"] or "", devise, locale))),
        Fact(label=ENGAGEMENT, value=outside(values["numero_engagement"])),
        Fact(label=MARCHE, value=outside(values["numero_marche"])),
        Fact(label=CADRE, value=outside(values["cadre_facturation"])),
        Fact(label=DOSSIER, value=outside(one.dossier)),
        Fact(label=DEPOSITED, value=moment_text(one.deposited_at), detail=outside(one.deposit_name)),
        Fact(label=CERTIFICATE, value=outside(by_four(one.certificate or ""))),
        Fact(label=MANDAT, value=outside(one.mandat)),
    ]
    return tuple(fact for fact in found if fact.value)


SUPPLIER = Text("Fournisseur", "Supplier")
RECIPIENT = Text("Destinataire", "Recipient")
SERVICE = Text("Service", "Service")
DATE = Text("Date de la facture", "Date of the invoice")
WITHOUT_VAT = Text("Montant HT", "Amount without VAT")
VAT = Text("TVA", "VAT")
WITH_VAT = Text("Montant TTC", "Amount with VAT")
DUE = Text("Montant à payer", "Amount to be paid")
ENGAGEMENT = Text("Numéro d'engagement", "Engagement number")
MARCHE = Text("Numéro de marché", "Contract number")
CADRE = Text("Cadre de facturation", "Cadre de facturation")
DOSSIER = Text("Dossier de facturation", "Works dossier")
DEPOSITED = Text("Déposée le", "Deposited on")
CERTIFICATE = Text("Certificat de dépôt", "Certificate of deposit")
MANDAT = Text("Mandat", "Mandate")
