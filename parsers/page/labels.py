"""The labels an invoice is read by: one line per way of saying, and where they occur in a text.

In a phrase ``{a|b}`` stands for either; accents, case, plurals, *de, du, la* and the ways to write *n°* do
not count. ``strength`` says how sure it is that what follows is the field.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import product

from parsers.page.folding import Token, tokens


class Kind(Enum):
    """What a label announces."""

    NUMERO = auto()
    ORIGINE = auto()
    DATE = auto()
    ECHEANCE = auto()
    ENGAGEMENT = auto()
    MARCHE = auto()
    CODE_SERVICE = auto()
    CADRE = auto()
    TYPE = auto()
    DEVISE = auto()
    FACTURE = auto()
    """A title; says the type of the document."""
    AVOIR = auto()
    RECTIFICATIVE = auto()
    ACOMPTE = auto()
    AUTRE_PIECE = auto()
    """A title of what is no invoice."""
    HT = auto()
    TVA = auto()
    TTC = auto()
    TOTAL = auto()
    A_PAYER = auto()
    DEJA_PAYE = auto()
    DEDUIT = auto()
    """Retained or discounted after the total."""
    AVANT_REMISE = auto()
    TAUX = auto()
    COLONNE = auto()
    """A column of a table of lines."""
    SANS_TVA = auto()
    IDENTIFIANT = auto()
    """A SIRET, SIREN or VAT number; the role says whose."""
    NOM = auto()
    BLOC = auto()
    """Opens an address; the role says whose."""
    MENTION = auto()
    """A legal notice, which a supplier writes about itself."""
    IBAN = auto()
    AUTRE = auto()
    """Anything else that has a label: ends what stands before it."""


class Role(Enum):
    """Whose identifier or address it is."""

    FOURNISSEUR = auto()
    DESTINATAIRE = auto()
    TIERS = auto()
    """Delivery, contractor's supervisor, factor, tax representative, and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a phrase announces."""

    kind: Kind
    strength: float = 1.0
    role: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A label found in a text, from character ``start`` to ``end``; ``words`` is its length in folded words."""

    label: Label
    start: int
    end: int
    words: int

    @property
    def kind(self) -> Kind:
        """What it announces."""
        return self.label.kind


_FOURNISSEUR = "{fournisseur|emetteur|vendeur|prestataire|titulaire|creancier|seller|supplier|vendor}"
_CLIENT = (
    "{client|destinataire|acheteur|acquereur|debiteur|customer|buyer|recipient|maitre ouvrage|moa|"
    "structure|structure publique|entite publique|collectivite|organisme|organisme public|structure destinataire|"
    "entite destinataire|collectivite destinataire|administration|service destinataire|destinataire facture|"
    "facture destinataire|structure cliente}"
)
_TIERS = (
    "{livraison|lieu livraison|site livraison|delivery|ship to|moe|maitre oeuvre|mandataire|sous traitant|cotraitant|"
    "representant fiscal|beneficiaire|affactureur|factor|payeur|tiers|transporteur|siege|siege social|payee|"
    "valideur|lieu execution|chantier|site|banque|etablissement livre|consignataire}"
)
_TOTAL = "{total|montant|total montant|montant total|total general|total facture|total net|net|net total|montant net}"
_HT = "{ht|hors taxe|hors tva|hors t v a|ht eur|eur ht|ht euro|ht avant tva|hors taxe eur|euro ht}"
_TTC = (
    "{ttc|toute taxe comprise|toute taxe|tva comprise|tva incluse|tvac|ttc eur|eur ttc|ttc euro|euro ttc|taxe comprise}"
)
_REF = "{no|ref|ref no|no ref|code|id|identifiant}"

_TABLE: tuple[tuple[Kind, float, Role | None, str], ...] = (
    # --- the number and what may be mistaken for it
    (Kind.NUMERO, 1.0, None, "{no|ref} facture; facture {no|ref}; no facture no; facture {client|vente|definitive} no"),
    (Kind.NUMERO, 1.0, None, "no facture client; invoice {no|ref|id}; tax invoice no; sale invoice no; no invoice"),
    (Kind.NUMERO, 1.0, None, "{no|ref} {avoir|facture avoir|note credit}; {avoir|note credit|facture avoir} {no|ref}"),
    (Kind.NUMERO, 1.0, None, "credit {note|memo} {no|ref|id}; avoir client no; facture rectificative {no|ref}"),
    (Kind.NUMERO, 1.0, None, "{facture|demande} acompte no; facture {situation|solde|finale|intermediaire} no"),
    (
        Kind.NUMERO,
        1.0,
        None,
        "note honoraire {no|ref}; no note honoraire; memoire no; facture avoir no; no facture avoir",
    ),
    (Kind.NUMERO, 0.8, None, "{no|ref} {piece|document|piece comptable}; {piece|document} {no|ref}; document number"),
    (
        Kind.ORIGINE,
        1.0,
        None,
        "{no|ref|} facture {origine|initiale|rectifiee|corrigee|annulee|creditee|associee|liee} {|no}",
    ),
    (Kind.NUMERO, 0.66, None, "no"),
    (Kind.ORIGINE, 1.0, None, "{no|ref|} facture {precedente|anterieure|concernee|visee|reference|referencee} {|no}"),
    (
        Kind.ORIGINE,
        1.0,
        None,
        "avoir {sur|relatif|relative|pour|concernant|annulant|correspondant} {|no|votre|notre} facture {|no}",
    ),
    (
        Kind.ORIGINE,
        1.0,
        None,
        "{annule|annulation|remplace|annule remplace|rectifie|corrige|credite} {|notre|votre} facture {|no}",
    ),
    (
        Kind.ORIGINE,
        1.0,
        None,
        "{concerne|concernant|relatif|relative|rattache|rattachee|correspondant} {|notre|votre} facture {|no}",
    ),
    (
        Kind.ORIGINE,
        1.0,
        None,
        "{original|preceding|corrected|related|credited} invoice {|no|ref}; {for|against} invoice {|no}",
    ),
    (
        Kind.ORIGINE,
        0.9,
        None,
        "avoir partiel sur facture {|no}; avoir total sur facture {|no}; sur {|notre|votre} facture no",
    ),
    # --- dates
    (Kind.DATE, 1.0, None, "date {facture|facturation|emission|emission facture|avoir|etablissement|edition|invoice}"),
    (Kind.DATE, 1.0, None, "date {piece|document|etablissement facture|note honoraire|creation|redaction|note credit}"),
    (
        Kind.DATE,
        1.0,
        None,
        "{invoice|issue|billing|credit note|document|invoicing} date; date {issue|issued}; facture date",
    ),
    (
        Kind.DATE,
        1.0,
        None,
        "{facture|document|avoir|note} {emise|emis|etablie|etabli|datee|date} {|le}; facture {emise|datee}",
    ),
    (Kind.DATE, 0.95, None, "{emise|emis|etablie|etabli|editee|edite} le; {emise|emis|etablie|etabli}; issued {|on}"),
    (Kind.DATE, 0.9, None, "datee; fait le; dressee le"),
    (Kind.DATE, 0.75, None, "date"),
    (
        Kind.ECHEANCE,
        1.0,
        None,
        "date {|limite} {echeance|paiement|reglement}; echeance {|le|paiement|reglement}; {due|payment due} date",
    ),
    (
        Kind.ECHEANCE,
        1.0,
        None,
        "payable {|avant|plus tard}; {paiement|reglement} {avant|plus tard}; {due|payable} by; date limite",
    ),
    (
        Kind.AUTRE,
        1.0,
        None,
        "date {facture origine|facture initiale|facture associee|facture liee|facture precedente|facture rectifiee}",
    ),
    (
        Kind.AUTRE,
        1.0,
        None,
        "date {livraison|commande|bon commande|execution|prestation|service fait|impression|expedition|vente}",
    ),
    (
        Kind.AUTRE,
        1.0,
        None,
        "date {reception|notification|debut|fin|valeur|operation|intervention|marche|devis|naissance|engagement}",
    ),
    (
        Kind.AUTRE,
        1.0,
        None,
        "date {debut|fin} {prestation|periode|execution|travaux|contrat|marche}; date {tirage|envoi|depot|signature}",
    ),
    (
        Kind.AUTRE,
        1.0,
        None,
        "{order|delivery|shipping|payment|print|ship} date; date {order|delivery|payment|supply}; date heure",
    ),
    (
        Kind.AUTRE,
        1.0,
        None,
        "date {releve|index|prelevement|versement|acompte|virement|bl|bon livraison|fait generateur|exigibilite}",
    ),
    (Kind.AUTRE, 1.0, None, "livre; livree; expedie; expediee; imprime; paiement; reglement"),
    (
        Kind.AUTRE,
        1.0,
        None,
        "periode; periode {facturation|facturee|prestation|reference|consommation}; billing period; mois {|facturation}",
    ),
    # --- public references
    (
        Kind.ENGAGEMENT,
        1.0,
        None,
        "{no|ref|code} {engagement|engagement juridique|ej|engagement comptable|engagement bon commande}",
    ),
    (
        Kind.ENGAGEMENT,
        1.0,
        None,
        "{engagement|engagement juridique|ej} {|no|ref}; bon engagement {|no}; no bon engagement",
    ),
    (
        Kind.ENGAGEMENT,
        1.0,
        None,
        "engagement {|juridique} {no|ref}; no {ej|engagement|engagement juridique} chorus {|pro}",
    ),
    (Kind.ENGAGEMENT, 1.0, None, "{no|ref} {engagement|bon commande|commande} {bon commande|engagement|ej|marche}"),
    (
        Kind.ENGAGEMENT,
        0.85,
        None,
        "{no|ref|} bon commande {|no|ref|client}; {no|ref|votre|vos|} bc {|no}; {no|votre} bon commande {|no}",
    ),
    (
        Kind.ENGAGEMENT,
        0.8,
        None,
        "{no|ref} commande {|client|acheteur|no}; commande {client|acheteur} {|no}; commande {no|ref}",
    ),
    (
        Kind.ENGAGEMENT,
        0.8,
        None,
        "{votre|vos} {|no|ref} commande {|no|ref}; purchase order {|no|ref}; {po|p o} {no|ref}; your order {|no|ref}",
    ),
    (
        Kind.ENGAGEMENT,
        0.8,
        None,
        "customer order {|no|ref}; buyer order {|no|ref}; order {no|ref}; no po; customer po {|no}; {commitment} {|no|ref}",
    ),
    (Kind.ENGAGEMENT, 0.7, None, "commande"),
    (
        Kind.MARCHE,
        1.0,
        None,
        "{no|ref} {marche|marche public|accord cadre|marche contrat|contrat marche}; {marche|marche public} {no|ref}",
    ),
    (
        Kind.MARCHE,
        1.0,
        None,
        "code marche; accord cadre {no|ref}; {marche|marche public} {|contrat}; public contract {|no|ref}; lot marche no",
    ),
    (
        Kind.MARCHE,
        0.8,
        None,
        "{no|ref} contrat {|no}; contrat {no|ref}; contract {no|ref}; procurement contract {|no|ref}",
    ),
    (
        Kind.CODE_SERVICE,
        1.0,
        None,
        "code service {|executant|destinataire|facturation|chorus|chorus pro|no}; code {|du} service; no service executant",
    ),
    (
        Kind.CODE_SERVICE,
        1.0,
        None,
        "service executant {|code|no}; ref service {|executant}; service code; identifiant service {|executant}",
    ),
    (
        Kind.CODE_SERVICE,
        1.0,
        None,
        "ref acheteur service executant; ref acheteur; buyer ref; code service executant chorus {|pro}; service chorus {|pro}",
    ),
    (
        Kind.CODE_SERVICE,
        0.9,
        None,
        "code routage; code {se|service gestionnaire}; executing service {|code}; routing code; department code",
    ),
    (
        Kind.CADRE,
        1.0,
        None,
        "cadre facturation {|chorus|chorus pro}; code cadre facturation; cadre; type processus chorus {|pro}; billing framework {|code}",
    ),
    (
        Kind.CADRE,
        0.9,
        None,
        "cadre chorus {|pro}; business process; processus metier; billing {process|frame}; invoicing framework {|code}",
    ),
    (
        Kind.TYPE,
        1.0,
        None,
        "{type|nature} {|document|facture|piece}; code type {|document|facture}; document type; invoice type {|code}; type code",
    ),
    (
        Kind.DEVISE,
        1.0,
        None,
        "{devise|monnaie|currency} {|facture|facturation|code}; code devise; invoice currency {|code}",
    ),
    # --- titles
    (
        Kind.FACTURE,
        1.0,
        None,
        "facture; invoice; tax invoice; sale invoice; note honoraire; facture {client|vente|finale|solde|definitive|simplifiee}",
    ),
    (Kind.FACTURE, 0.8, None, "bill; memoire; note frais honoraire; memoire frais justice"),
    (
        Kind.AVOIR,
        1.0,
        None,
        "avoir; avoir client; facture avoir; note credit; credit {note|memo}; note avoir; avoir {partiel|total}",
    ),
    (Kind.RECTIFICATIVE, 1.0, None, "facture {rectificative|corrective}; corrective invoice; corrected invoice"),
    (Kind.ACOMPTE, 1.0, None, "facture acompte; demande acompte; {prepayment|deposit|down payment} invoice"),
    (
        Kind.AUTRE_PIECE,
        1.0,
        None,
        "devis; bon livraison; bon commande; facture proforma; facture pro forma; proforma {|invoice}; pro forma invoice",
    ),
    (
        Kind.AUTRE_PIECE,
        1.0,
        None,
        "relance; releve compte; quotation; quote; delivery note; order confirmation; accuse reception {|commande}; recepisse",
    ),
    # --- amounts
    (
        Kind.HT,
        1.0,
        None,
        f"{_TOTAL} {_HT}; {_TOTAL} {{facture|facture eur|eur|euro}} {_HT}; {_HT} total; {_TOTAL} net {_HT}; total travaux {_HT}",
    ),
    (
        Kind.HT,
        1.0,
        None,
        f"{_HT} net; net commercial {{|ht}}; total apres remise {_HT}; {_HT} apres remise; {_TOTAL} {_HT} {{net|apres remise|remise}}",
    ),
    (
        Kind.HT,
        1.0,
        None,
        "total {excluding|excl|exc|without|before|ex} {tva|tax|taxe}; {net|taxable} amount; net total; amount {excl|excluding|before|without} {tva|tax}",
    ),
    (
        Kind.HT,
        1.0,
        None,
        "total amount {excl|excluding|without} {tva|tax}; total net {|amount}; tax exclusive amount; invoice total without tva; total hors taxe {|ht}",
    ),
    (
        Kind.HT,
        0.85,
        None,
        f"{_HT}; prix total {_HT}; {{base|assiette}} {_HT}; {{base|total}} imposable; base {{tva|taxable}}; montant {{facture|marche}} {_HT}",
    ),
    (
        Kind.HT,
        0.7,
        None,
        f"{{subtotal|sous total}} {{|ht|{_HT[1:-1]}}}; total prestation {{|ht}}; total fourniture {{|ht}}; honoraire ht; total honoraire {{|ht}}",
    ),
    (
        Kind.AVANT_REMISE,
        1.0,
        None,
        "{total|montant} brut {|ht}; {total|montant} {|ht} {avant remise|brut}; brut ht; total ligne {|ht}; gross total; total avant remise {|ht}",
    ),
    (
        Kind.AVANT_REMISE,
        1.0,
        None,
        "{sous total|subtotal|total} {page|lot|chapitre|a reporter|section|poste}; report; reporter; report page; a reporter; total page; sous total ht page",
    ),
    (
        Kind.TVA,
        1.0,
        None,
        "{total|montant|montant total|total montant|dont|plus|somme} {tva|taxe|tva eur}; {total|montant} {|general} {tva|taxe} {|eur|facture|due|collectee}",
    ),
    (
        Kind.TVA,
        1.0,
        None,
        "{tva|taxe} {total|totale|totaux|eur}; total tax; tax {amount|total}; tva amount; total tva amount; tva {due|collectee}; taxe valeur ajoutee; taxe tva; tva taxe",
    ),
    (
        Kind.TVA,
        0.8,
        None,
        "tva; taxe; tax; gst; sales tax; dont tva; montant taxe valeur ajoutee; tva {taux|normal|taux normal|reduit|taux reduit|intermediaire}",
    ),
    (
        Kind.TTC,
        1.0,
        None,
        f"{_TOTAL} {_TTC}; {_TOTAL} {{facture|facture eur|eur|euro}} {_TTC}; {_TTC} total; {_TOTAL} net {_TTC}; {_TTC} {{net}}; total travaux {_TTC}",
    ),
    (
        Kind.TTC,
        1.0,
        None,
        "total {including|incl|inc|with} {tva|tax|taxe}; amount {incl|including} {tva|tax}; total amount {incl|including|with} {tva|tax}; {total avoir|montant avoir} ttc",
    ),
    (
        Kind.TTC,
        1.0,
        None,
        "tax inclusive amount; gross amount; invoice total with tva; {invoice total|grand total} {|incl tva|incl tax|including tva}; total facture ttc",
    ),
    (Kind.TTC, 0.85, None, f"{_TTC}; prix total {_TTC}; montant {{facture|marche}} {_TTC}; total general {_TTC}"),
    (
        Kind.TOTAL,
        0.6,
        None,
        "total; total general; total facture; montant total; montant facture; total avoir; montant avoir; total eur; total amount; total euro; amount; montant total facture",
    ),
    (Kind.TOTAL, 0.6, None, "total {somme|invoice|document|commande}; somme totale; montant; montant {eur|euro}"),
    (
        Kind.A_PAYER,
        1.0,
        None,
        f"{{net|reste|solde|montant|montant net|total|total net|somme|montant total|net total|net facture}} {{payer|regler|devoir}} {{|ttc|eur|euro|en eur|{_TTC[1:-1]}}}",
    ),
    (
        Kind.A_PAYER,
        1.0,
        None,
        "{solde|reste|montant} {due|restant|restant due|ttc payer}; restant due; montant restant {due|payer}; payer {|ttc}; {solde|somme} {due|exigible}",
    ),
    (
        Kind.A_PAYER,
        1.0,
        None,
        "{amount|balance|total} {due|payable|to pay}; total amount {due|payable}; {amount|balance} outstanding; outstanding {amount|balance}; due; residual; please pay; total to pay",
    ),
    (
        Kind.A_PAYER,
        1.0,
        None,
        "net {|a} {votre credit|vous deduire|vous rembourser|deduire|rembourser|crediter}; montant {rembourser|crediter|deduire}; solde {|client|facture|ttc}; somme payer ttc; amount payable",
    ),
    (
        Kind.DEJA_PAYE,
        1.0,
        None,
        "{|montant|somme|total} {deja} {paye|payee|regle|reglee|verse|versee|percu|percue|acquitte|facture|encaisse}; acompte {|verse|versee|recu|paye|regle|deja verse|deduit|percu|deja regle}",
    ),
    (
        Kind.DEJA_PAYE,
        1.0,
        None,
        "{montant|somme|total} {paye|payee|regle|reglee|verse|versee|percu|acompte|acompte verse}; avance {|versee|forfaitaire|recue}; moins acompte; {amount|already|total} paid; paid {|amount|to date}",
    ),
    (
        Kind.DEJA_PAYE,
        1.0,
        None,
        "deposit {|paid|received}; prepaid {|amount}; advance payment; {deduction|remboursement|resorption} {acompte|avance}; reglement recu; paiement recu; total acompte {|verse}; prepayment",
    ),
    (
        Kind.DEDUIT,
        1.0,
        None,
        "retenue {|garantie}; rg; escompte {|accorde|deduit}; arrondi; rounding; retention; precompte; timbre; retenue garantie {|no}",
    ),
    (
        Kind.AUTRE,
        1.0,
        None,
        "capital; capital social; indemnite forfaitaire; frais recouvrement; total {quantite|article|heure|jour|ht remise|colis|poids|point|consommation}",
    ),
    (
        Kind.AUTRE,
        1.0,
        None,
        "{montant|total} {remise|remise ht|escompte|frais port|port|port ht}; remise {|ht|globale|commerciale|totale|exceptionnelle}; rabais; ristourne; discount; frais port {|ht}; port {|ht}",
    ),
    (
        Kind.AUTRE,
        1.0,
        None,
        "{total|montant} {precedent|anterieur|cumule|cumul|marche|initial|marche ht|marche initial|marche ttc|commande|devis}; cumul {|anterieur|precedent|ht|ttc}; {montant|total} {lettre|caution|minimum|garantie}",
    ),
    (
        Kind.AUTRE,
        1.0,
        None,
        "{total|montant} {ht|ttc} {marche|commande|contrat|anterieur|precedent|cumule|devis|bon commande}; montant marche {|ht|ttc|initial}; montant initial {|marche}; commande ht; commande ttc",
    ),
    (
        Kind.SANS_TVA,
        1.0,
        None,
        "tva {non applicable|non applique|sans objet|neant|exoneree|non due|non facturee|non soumise|non assujettie}; {exoneration|exonere|exoneree|franchise|hors champ|autoliquidation|auto liquidation|sans} {|base} tva",
    ),
    (
        Kind.SANS_TVA,
        1.0,
        None,
        "non {assujetti|assujettie|soumis|soumise} {|a} tva; autoliquidation; reverse charge; tva exempt; exempt {from|} tva; art 293 b; article 293 b; exoneration; no tva applicable; opera non assujettie",
    ),
    (
        Kind.AUTRE,
        1.0,
        None,
        "tva acquittee {|sur|d apres}; tva {payee|exigible} {|sur}; tva sur {debit|encaissement}; option tva; regime tva; exigibilite tva; tva debit; tva encaissement; code tva; categorie tva",
    ),
    (
        Kind.TAUX,
        1.0,
        None,
        "taux; taux tva; tva taux; tva %; % tva; tax rate; tva rate; rate; taux {taxe|taxation}; code taux; tx tva; tx; %",
    ),
    # --- tables of lines
    (
        Kind.COLONNE,
        1.0,
        None,
        "{designation|description|libelle|quantite|qte|qty|quantity|qt|article|produit|prestation|item|desc|detail|intitule|objet prestation|nature prestation|code article|ref article}",
    ),
    (
        Kind.COLONNE,
        1.0,
        None,
        "{prix|prix unitaire|p u|pu|px unitaire|p unitaire|prix unit|prix u|unit price|price|cout unitaire} {|ht|ttc|net|eur|ht eur|brut|euro|h t}; unite; unit; u; remise %; rem; uom; uop",
    ),
    (
        Kind.COLONNE,
        1.0,
        None,
        "designation {prestation|article|produit|travaux|ouvrage}; montant {ligne}; total ligne; line {total|amount}; unit cost; nb; nombre; nombre {heure|jour}; heure; jour; ref produit; ordered; libelle {prestation|article}",
    ),
    # --- identifiers and parties
    (
        Kind.IDENTIFIANT,
        1.0,
        None,
        f"{{no|code|id|}} {{siret|siren|siren siret|siret siren|rcs siret|siret no|siren no}}; identifiant {{|siret}}; {_REF} {{entreprise}}",
    ),
    (
        Kind.IDENTIFIANT,
        1.0,
        None,
        "{no|id|code|} tva {intra|intracommunautaire|intra intracommunautaire|ue|no|id|intracommunautaire no|intra no}; no tva; {no|} identification tva; id tva; tva identifiant; tva registration {|no}; tva id",
    ),
    (
        Kind.IDENTIFIANT,
        1.0,
        Role.FOURNISSEUR,
        f"{{no|}} {{siret|siren|tva|tva intra|tva intracommunautaire|identifiant}} {{|no}} {_FOURNISSEUR}; {_FOURNISSEUR} {{siret|siren|tva|no siret|no tva|tva intracommunautaire|tva intra|tva no|siret no}}",
    ),
    (
        Kind.IDENTIFIANT,
        1.0,
        Role.FOURNISSEUR,
        "{notre|nos|our} {|no} {siret|tva|siren|tva no|tva intracommunautaire|tva intra}; company {siret|tva}",
    ),
    (
        Kind.IDENTIFIANT,
        1.0,
        Role.DESTINATAIRE,
        f"{{no|}} {{siret|siren|tva|tva intra|tva intracommunautaire|identifiant}} {{|no}} {_CLIENT}; {_CLIENT} {{siret|siren|tva|no siret|no tva|tva intracommunautaire|tva intra|tva no|siret no|identifiant}}",
    ),
    (
        Kind.IDENTIFIANT,
        1.0,
        Role.DESTINATAIRE,
        "{votre|vos|your} {|no} {siret|tva|siren|tva no|tva intracommunautaire|tva intra|identifiant}; siret chorus {|pro}; identifiant chorus {|pro}; siret {facturation|budget|adresse facturation|entite facturee|client facture|facture}",
    ),
    (
        Kind.IDENTIFIANT,
        1.0,
        Role.TIERS,
        f"{{no|}} {{siret|siren|tva|tva intra|tva intracommunautaire|identifiant}} {_TIERS}; {_TIERS} {{siret|siren|tva|no siret|no tva|tva intracommunautaire}}",
    ),
    (Kind.NOM, 1.0, Role.FOURNISSEUR, f"{{raison sociale|nom|denomination}} {_FOURNISSEUR}; {_FOURNISSEUR} name"),
    (Kind.NOM, 1.0, Role.DESTINATAIRE, f"{{raison sociale|nom|denomination|name}} {_CLIENT}; {_CLIENT} name"),
    (Kind.NOM, 0.9, None, "raison sociale; denomination sociale"),
    (
        Kind.BLOC,
        1.0,
        Role.FOURNISSEUR,
        f"{_FOURNISSEUR}; {{emis|emise|etablie|emetteur facture}} par; {{adresse|coordonnee|identite|identification|information}} {_FOURNISSEUR}; from; sold by; issued by; {_FOURNISSEUR} facture; service provider; bill from",
    ),
    (
        Kind.BLOC,
        1.0,
        Role.DESTINATAIRE,
        f"{_CLIENT}; {{adresse|coordonnee|identite|identification|information}} {_CLIENT}; {{facture|facturee|adressee|adresse|envoyee|vendu}} a {{|client}}; doit; {_CLIENT} facture; client facture",
    ),
    (
        Kind.BLOC,
        1.0,
        Role.DESTINATAIRE,
        "adresse facturation; facturation adresse; {bill|billed|invoice|invoiced|sold} to {|adresse}; billing address; attention; facturer; destinataire facture; client public; pour le compte; ordonnateur; pouvoir adjudicateur; comptable assignataire",
    ),
    (
        Kind.BLOC,
        1.0,
        Role.TIERS,
        f"{{adresse|coordonnee|}} {_TIERS}; {{livre|livree|expedie|expediee}} a; adresse {{livraison|chantier|expedition|intervention|installation|execution|prestation}}; {{ship|shipped|deliver|delivered}} to; {{delivery|shipping}} adresse; livraison {{adresse}}",
    ),
    (
        Kind.MENTION,
        1.0,
        None,
        "rcs; r c s; rc; ape; naf; code {ape|naf}; {sarl|sas|sasu|eurl|sa|sci|snc|scop|societe|sasu|association|s a r l|s a s} {au|} capital; capital; capital social; siege social; immatricule {|rcs}; registre commerce; rm; repertoire metier; social",
    ),
    (
        Kind.IBAN,
        1.0,
        None,
        "iban; rib; compte bancaire; coordonnee bancaire; domiciliation; bank account; iban no; no iban",
    ),
    (
        Kind.AUTRE,
        1.0,
        None,
        f"{_REF} {{client|compte|compte client|fournisseur|dossier|devis|bon livraison|bl|adherent|abonne|ligne|affaire|chantier|projet|offre|proposition|lot|agrement|adeli|finess|rpps|ordre|police|sinistre|bon vente|avis paiement}}",
    ),
    (
        Kind.AUTRE,
        1.0,
        None,
        "{client|compte|compte client|dossier|devis|bon livraison|bl|affaire|chantier|projet|offre|proposition|lot|situation|decompte|etat acompte|bon vente|vente|expedition} {no|ref}; code client; id client; code fournisseur; situation; customer {no|id|ref}; account no",
    ),
    (
        Kind.AUTRE,
        1.0,
        None,
        "tel; telephone; fax; mobile; portable; email; e mail; mail; courriel; site web; web; bic; swift; bic swift; code banque; code guichet; no compte; cle rib; page; phone; contact; votre contact; interlocuteur; gln; duns; odette; gtin; ean",
    ),
    (
        Kind.AUTRE,
        1.0,
        None,
        "{votre|vos|notre|nos|your|our} {ref|contact|interlocuteur|client|dossier}; objet; affaire suivie par; suivi par; mode {paiement|reglement}; modalite {paiement|reglement}; condition {paiement|reglement|general|generale vente}; moyen paiement",
    ),
    (
        Kind.AUTRE,
        1.0,
        None,
        "payment {term|mode|method|ref}; {no|} ligne {bc|commande|bon commande}; titulaire compte; nom banque; banque; {ref|communication} {paiement|reglement|virement}; note; commentaire; observation; facture a {regler|payer}; no {serie|suivi|colis|lot|immatriculation|agrement|contrat client}; tender {no|ref}; ref {client|acheteur client|interne|produit|appel offre|projet|comptable}",
    ),
    (
        Kind.AUTRE,
        1.0,
        None,
        "{no|ref} {mandat|bordereau|titre|budget|operation|sous traitance|tranche|offre|ordre service}; ordre service {|no}; lot {no}; tranche {no}; bon reception {|no}; no bon {reception|vente|livraison}; {situation|decompte} no; avenant {|no}; facture {page}; duree marche; objet marche",
    ),
    (
        Kind.AUTRE,
        1.0,
        None,
        "lieu {livraison|execution|prestation|intervention}; bon livraison {|no}; {votre|vos} interlocuteur; {sous|ref} rubrique; imputation {|budgetaire}; article budgetaire; chapitre; fonction; nature comptable; vendor no; registre; delai paiement; penalite retard",
    ),
)


def _expanded(phrase: str) -> Iterator[str]:
    parts = re.split(r"\{([^{}]*)\}", phrase)
    choices = [part.split("|") if rank % 2 else [part] for rank, part in enumerate(parts)]
    for chosen in product(*choices):
        yield " ".join(chosen)


class _Node:
    """A word of the tree of labels: the words that may follow, and the label that may end here."""

    __slots__ = ("label", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.label: Label | None = None


def _planted() -> _Node:
    root = _Node()
    for kind, strength, role, phrases in _TABLE:
        label = Label(kind=kind, strength=strength, role=role)
        for phrase in phrases.split(";"):
            for words in _expanded(phrase.strip()):
                node = root
                for token in tokens(words):
                    node = node.next.setdefault(token.word, _Node())
                if node is not root and (node.label is None or _outranks(label, node.label)):
                    node.label = label
    return root


def _outranks(new: Label, old: Label) -> bool:
    """Whether ``new`` keeps a phrase that the table gives twice: the surer, and the first of equals."""
    return new.strength > old.strength and old.kind is not Kind.AUTRE


_ROOT = _planted()


def mentions(text: str) -> list[Mention]:
    """The labels in ``text``, the longest at each place, from left to right, never overlapping."""
    return _scanned(tokens(text))


def _scanned(words: list[Token]) -> list[Mention]:
    found: list[Mention] = []
    rank = 0
    while rank < len(words):
        label, length = _longest(words, rank)
        if label is None:
            rank += 1
            continue
        last = words[rank + length - 1]
        found.append(Mention(label=label, start=words[rank].start, end=last.end, words=length))
        rank += length
    return found


def _longest(words: list[Token], rank: int) -> tuple[Label | None, int]:
    node, label, length = _ROOT, None, 0
    for offset in range(rank, len(words)):
        word = words[offset]
        if offset > rank and word.apart:
            break
        following = node.next.get(word.word)
        if following is None:
            break
        node = following
        if node.label is not None:
            label, length = node.label, offset - rank + 1
    return label, length


def broken(upper: str, lower: str) -> Mention | None:
    """A label written on two lines: it starts in ``upper``, ends it, and takes all of ``lower``.

    The mention's places are in ``upper + " " + lower``; ``None`` when either says the label alone.
    """
    head, tail = tokens(upper), tokens(lower)
    if not head or not tail or len(tail) > 4:
        return None
    joined = tokens(f"{upper} {lower}")
    for rank in range(max(0, len(head) - 4), len(head)):
        label, length = _longest(joined, rank)
        if label is not None and rank + length == len(joined) and length > len(head) - rank:
            return Mention(label=label, start=joined[rank].start, end=joined[-1].end, words=length)
    return None
