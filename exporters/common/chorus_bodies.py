"""Answers in the words of Chorus Pro's API: invoices, deposited files, structures and services. Amounts are decimals.

Source: ``rechercherFactureParFournisseur``, ``consulterCR``, ``consulterCRDetaille``, ``rechercherStructure``,
``rechercherServicesStructure`` as public clients of the API read them.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal, InvalidOperation

from domain.causes import by_cause
from domain.deposit import INTEGRATED, Deposit, DepositedInvoice
from domain.finding import Finding
from domain.invoice import AVOIRS
from domain.paris_time import paris_day
from domain.structure import Service, Structure
from domain.text import Locale
from exporters.common.cause_sentences import sentence
from exporters.common.json_bodies import Body, in_json

OK, NOTHING = 0, 20000
"""``codeRetour``: done; no result."""
REFUSED = 20001
"""``codeRetour`` of a request that is not understood."""
DONE, NONE_FOUND = "GCU_MSG_01_000", "Aucun résultat ne correspond à la recherche."
INTERFACE = "IN_DP"


def returned(code: int = OK, words: str = DONE) -> Body:
    """What every answer has."""
    return {"codeRetour": code, "libelle": words}


def flux_body(deposit: Deposit, syntax: str) -> Body:
    """The answer to a deposit."""
    return {
        **returned(words="Le flux a été déposé."),
        "numeroFluxDepot": deposit.number,
        "dateDepot": paris_day(deposit.received_at).isoformat(),
        "syntaxeFlux": syntax,
    }


def report_body(deposit: Deposit, content: str) -> Body:
    """``consulterCR``; ``content`` is the *compte rendu*, a PDF in base64."""
    return {
        **returned(),
        "numeroFluxDepot": deposit.number,
        "nomFichierFlux": in_json(deposit.name),
        "dateDepotFlux": paris_day(deposit.received_at).isoformat(),
        "dateHeureEtatCourantFlux": _moment(deposit.received_at),
        "etatCourantFlux": deposit.status.value,
        "codeInterfaceFlux": INTERFACE,
        "codeAppliPartenaire": "",
        "designationPartenaire": "",
        "fichierCR": content,
    }


def detailed_report_body(deposit: Deposit, documents: Iterable[DepositedInvoice], locale: Locale) -> Body:
    """``consulterCRDetaille``: each reason why the file, or a payment request of it, was refused."""
    refused = (one for one in documents if one.disposition not in INTEGRATED)
    return {
        **returned(words="TRA_MSG_00.000"),
        "nomFichier": in_json(deposit.name),
        "dateDepotFlux": paris_day(deposit.received_at).isoformat(),
        "dateHeureEtatCourantFlux": _moment(deposit.received_at),
        "codeInterfaceDepotFlux": INTERFACE,
        "etatCourantDepotFlux": deposit.status.value,
        "listeErreurDP": [
            {
                "numeroDP": one.values["numero_facture"] or in_json(one.member) or "",
                "identifiantFournisseur": one.values["siret_fournisseur"] or "",
                "identifiantDestinataire": one.values["siret_destinataire"] or "",
                "libelleErreurDP": words,
            }
            for one in refused
            for words in _sentences(one.findings, locale)
        ],
        "listeErreurTechnique": [
            {
                "codeErreur": cause.headline.code,
                "libelleErreur": sentence(cause, locale),
                "natureErreur": cause.headline.severity.value.upper(),
            }
            for cause in by_cause(deposit.findings)
        ],
    }


def found_body(invoices: Iterable[DepositedInvoice], page: int, size: int, total: int) -> Body:
    """A page of invoices."""
    listed = [invoice_body(one) for one in invoices]
    answer = returned() if listed else returned(NOTHING, NONE_FOUND)
    return {**answer, "listeFactures": listed, "parametresRetour": _pages(page, size, total)}


def invoice_body(one: DepositedInvoice) -> Body:
    """An invoice of a list; our statuses are those of the API by their names."""
    values, route = one.values, one.route
    return {
        "identifiantFactureCPP": one.id,
        "idFacture": one.id,
        "numeroFacture": values["numero_facture"],
        "typeFacture": type_facture(one),
        "typeDemandePaiement": "FACTURE_TRAVAUX" if one.dossier else "FACTURE",
        "cadreFacturation": values["cadre_facturation"],
        "dateFacture": values["date_facture"],
        "dateDepot": paris_day(one.deposited_at).isoformat(),
        "statut": one.status.value if one.status else None,
        "dateHeureEtatCourant": _moment(one.status_at) if one.status_at else None,
        "commentaireEtatCourant": one.motif,
        "codeFournisseur": values["siret_fournisseur"] or one.supplier,
        "typeIdentifiantFournisseur": "SIRET" if values["siret_fournisseur"] else "AUTRE",
        "designationFournisseur": values["nom_fournisseur"],
        "idDestinataire": structure_id(route.siret) if route else None,
        "codeDestinataire": route.siret if route else values["siret_destinataire"],
        "designationDestinataire": route.raison_sociale if route else values["nom_destinataire"],
        "codeServiceExecutant": route.code_service if route else values["code_service"],
        "nomServiceExecutant": route.nom_service if route else None,
        "numeroBonCommande": values["numero_engagement"],
        "numeroMarche": values["numero_marche"],
        "devise": values["devise"],
        "montantHT": _number(values["montant_ht"]),
        "montantTTC": _number(values["montant_ttc"]),
        "montantAPayer": _number(values["montant_a_payer"]),
        "numeroFluxDepot": f"{one.deposit_id:015d}",
        "numeroDpMandat": one.mandat or None,
        "numeroDossierFacturation": one.dossier or None,
        "factureTelechargeeParDestinataire": one.downloaded_at is not None,
        "modeDepot": "UPLOAD_API",
        "empreinteCertificatDepot": one.certificate,
    }


def type_facture(one: DepositedInvoice) -> str:
    """``FACTURE`` or ``AVOIR``."""
    return "AVOIR" if one.values["type_facture"] in AVOIRS else "FACTURE"


def structure_body(one: Structure) -> Body:
    """A structure of a list."""
    return {
        "idStructureCPP": structure_id(one.siret),
        "typeIdentifiantStructure": one.type_identifiant or "SIRET",
        "identifiantStructure": one.siret,
        "designationStructure": one.raison_sociale,
        "statut": "ACTIF" if one.active else "INACTIF",
    }


def structure_details_body(one: Structure) -> Body:
    """``consulterStructure``."""
    return {
        **returned(),
        "informationGenerales": {
            "idStructureCPP": structure_id(one.siret),
            "identifiantStructure": one.siret,
            "typeIdentifiantStructure": one.type_identifiant or "SIRET",
            "raisonSocialeStructure": one.raison_sociale,
            "libelleStructure": one.raison_sociale,
            "structurePriveePublique": "PUBLIQUE",
        },
        "parametres": {
            "codeServiceDoitEtreRenseigne": one.service,
            "numeroEJDoitEtreRenseigne": one.engagement,
            "gestionNumeroEJOuCodeService": one.service_ou_engagement,
            "estMoaUniquement": one.moa_uniquement,
            "aMoa": one.moa,
            "connexionEDI": one.emetteur_edi,
            "recevoirDonneesViaEDI": one.recepteur_edi,
            "statutMiseEnPaiementNestPasRemonte": not one.statut_mise_en_paiement,
        },
        "adressePostaleDuSiege": {
            "adresse": one.place.adresse,
            "complementAdresse1": one.place.complement_1,
            "complementAdresse2": one.place.complement_2,
            "codePostal": one.place.code_postal,
            "ville": one.place.ville,
            "pays": one.place.pays,
        },
    }


def service_body(one: Service) -> Body:
    """A service of a structure."""
    return {
        "idService": service_id(one),
        "codeService": one.code,
        "libelleService": one.nom,
        "estActif": one.actif,
        "statutService": "ACTIF" if one.actif else "INACTIF",
        "numeroEngagement": one.engagement,
    }


def structure_id(siret: str) -> int:
    """A number for a structure, the same for ever: its SIRET."""
    return int(siret) if siret.isascii() and siret.isdigit() else 0


def service_id(one: Service) -> int:
    """A number for a service, the same for ever (48 bits)."""
    return int.from_bytes(hashlib.sha256(f"{one.siret}/{one.code}".encode()).digest()[:6])


def _pages(page: int, size: int, total: int) -> Body:
    return {"nbResultatsParPage": size, "pageCourante": page, "pages": -(-total // size), "total": total}


def _sentences(findings: Iterable[Finding], locale: Locale) -> list[str]:
    return [f"{cause.headline.code} : {sentence(cause, locale)}" for cause in by_cause(tuple(findings))]


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.000+00:00")


def _number(text: str | None) -> Decimal | None:
    """With its own digits; ``None`` for what is no number."""
    try:
        found = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() else None
