"""The *compte rendu* as JSON, with the names of Chorus Pro's ``consulterCRDetaille`` wherever it has one.

There, a *DP* (demande de paiement) is an invoice: ``listeErreurDP`` holds what was refused, ``listeErreurTechnique``
what is wrong with the file itself. The other lists and keys are Navette's.
"""

from domain.causes import by_cause, told
from domain.deposit import Deposit, DepositedInvoice
from domain.finding import Finding, Severity
from domain.flux import flux_name
from domain.text import Locale
from exporters.common.cause_sentences import sentence
from exporters.common.finding_json import findings_as_json
from exporters.compte_rendu.json_parts import JsonObject, as_bytes, file_keys
from exporters.compte_rendu.summary import DepositSummary, conclusion

SCHEMA = "navette/compte-rendu/1"


def document(deposit: Deposit, found: DepositSummary, locale: Locale) -> bytes:
    """The report; every key is always present, ``null`` when there is no value."""
    named = flux_name(deposit.name.rpartition("/")[2])
    body: JsonObject = {
        "schema": SCHEMA,
        "numeroFluxDepot": deposit.number,
        "codeInterfaceDepotFlux": named.interface if named else None,
        "identifiantFluxDeposant": named.identifiant if named else None,
        **file_keys(deposit, deposit.drop),
        "conclusion": conclusion(deposit, found).in_(locale),
        "compteurs": _counts(found),
        "listeErreurTechnique": [_technique(finding, head, locale) for finding, head in told(deposit.findings)],
        "listeErreurDP": [_refused(invoice, locale) for invoice in found.refused],
        "listeDPACompleter": [_refused(invoice, locale) for invoice in found.waiting],
        "listeDoublons": [_known(invoice, locale) for invoice in found.doublons],
        "listeDPRecyclees": [_known(invoice, locale) for invoice in found.recycled],
        "listeDPIntegrees": [_known(invoice, locale) for invoice in found.accepted],
    }
    return as_bytes(body)


def _counts(found: DepositSummary) -> JsonObject:
    return {
        "documents": found.total,
        "integrees": found.integrated,
        "dontRecyclees": len(found.recycled),
        "refusees": len(found.refused),
        "aCompleter": len(found.waiting),
        "doublons": len(found.doublons),
    }


def _technique(finding: Finding, head: str | None, locale: Locale) -> JsonObject:
    return {
        "codeErreur": finding.code,
        "libelleErreur": finding.message.in_(locale),
        "natureErreur": finding.severity.value,
        "remede": finding.remedy.in_(locale),
        "derriere": head,
    }


def _refused(invoice: DepositedInvoice, locale: Locale) -> JsonObject:
    causes = by_cause(invoice.findings)
    fatal = [sentence(cause, locale) for cause in causes if cause.headline.severity is Severity.FATAL]
    return {
        **_identity(invoice),
        "decision": invoice.disposition.value,
        "libelleErreurDP": " ".join(fatal),
        "erreurs": findings_as_json(invoice.findings, locale),
    }


def _known(invoice: DepositedInvoice, locale: Locale) -> JsonObject:
    route = invoice.route
    return {
        **_identity(invoice),
        "designationDestinataire": route.raison_sociale if route else invoice.values.get("nom_destinataire"),
        "codeServiceExecutant": route.code_service if route else invoice.values.get("code_service"),
        "nomServiceExecutant": route.nom_service if route else None,
        "montantAPayer": invoice.values.get("montant_a_payer"),
        "devise": invoice.values.get("devise"),
        "numeroCertificat": invoice.certificate,
        "avertissements": findings_as_json(invoice.findings, locale),
    }


def _identity(invoice: DepositedInvoice) -> JsonObject:
    values = invoice.values
    return {
        "numeroDP": values.get("numero_facture"),
        "identifiantFournisseur": values.get("siret_fournisseur") or values.get("tva_fournisseur"),
        "identifiantDestinataire": values.get("siret_destinataire"),
        "membre": invoice.member,
        "position": invoice.position,
        "sha256": invoice.sha256,
    }
