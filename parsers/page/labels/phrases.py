"""Phrases of labels: every wording, French first, then English.

Phrases end at a semicolon. ``{a|b}`` is either, ``<name>`` any of a group, ``<name*>`` the same inside braces.
Accents, case, plurals, *de, du, la* and the ways to write *n°* are ignored. The longest phrase is taken; a phrase
given twice belongs to the stronger label, and to the first of equals.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from parsers.page.labels.label_kinds import Label, LabelKind, Role
from parsers.page.labels.rare_phrases import TOURNURES


class Phrases(NamedTuple):
    """The phrases of ``label``."""

    label: Label
    text: str


def phrases(table: Iterable[Phrases]) -> Iterator[tuple[Label, str]]:
    """Every label of ``table`` with each of its phrases, in order."""
    groups = {
        name: "|".join(part.strip() for part in " ".join(text.split()).split("|")) for name, text in _GROUPS.items()
    }
    for label, text in table:
        whole = " ".join(text.split())
        for name, inner in groups.items():
            whole = whole.replace(f"<{name}>", f"{{{inner}}}").replace(f"<{name}*>", inner)
        for phrase in whole.split(";"):
            yield from ((label, words) for words in _expanded(phrase.strip()))


def _expanded(phrase: str) -> Iterator[str]:
    parts = re.split(r"\{([^{}]*)\}", phrase)
    choices = [part.split("|") if rank % 2 else [part] for rank, part in enumerate(parts)]
    for chosen in product(*choices):
        yield " ".join(chosen)


_GROUPS = {
    "fournisseur": """
        fournisseur | expediteur | emetteur | vendeur | prestataire | titulaire | creancier | seller | supplier |
        vendor
    """,
    "client": """
        client | destinataire | acheteur | acquereur | debiteur | customer | buyer | recipient | maitre
        ouvrage | moa | structure | structure publique | entite publique | collectivite | organisme |
        organisme public | structure destinataire | entite destinataire | collectivite destinataire |
        administration | service destinataire | destinataire facture | facture destinataire | structure
        cliente
    """,
    "moe": """
        moe | maitre oeuvre | maitrise oeuvre | maitre oeuvre delegue
    """,
    "tiers": """
        livraison | lieu livraison | site livraison | delivery | ship to | mandataire
        | sous traitant | cotraitant | representant fiscal | beneficiaire | affactureur | factor | payeur |
        tiers | transporteur | payee | valideur | lieu execution | chantier | site |
        banque | etablissement livre | consignataire
    """,
    "total": """
        total | montant | total montant | montant total | total general | total facture | total net | net |
        montant global | total global | montant general | cout total | grand total | somme | somme totale | valeur |
        valeur totale | total cumule |
        net total | montant net
    """,
    "ht": """
        ht | hors taxe | hors tva | hors t v a | ht eur | eur ht | ht euro | ht avant tva | hors taxe eur |
        euro ht
    """,
    "ttc": """
        ttc | toute taxe comprise | toute taxe | tva comprise | tva incluse | tvac | ttc eur | eur ttc | ttc
        euro | euro ttc | taxe comprise
    """,
    "ref": """
        no | ref | ref no | no ref | code | id | identifiant
    """,
}
"""Groups of words used by many phrases."""

_TABLE: tuple[Phrases, ...] = (
    Phrases(
        Label(LabelKind.NUMERO, 1.0),
        """
        {no|ref} facture; facture {no|ref}; no facture no; facture {client|vente|definitive} no; no facture
        client; invoice {no|ref|id}; tax invoice no; sale invoice no; no invoice; {no|ref} {avoir|facture
        avoir|note credit}; {avoir|note credit|facture avoir} {no|ref}; credit {note|memo} {no|ref|id}; avoir
        client no; facture rectificative {no|ref}; facture {solde|finale} no; note honoraire {no|ref}; no
        note honoraire; memoire no; facture avoir no; no facture avoir
        """,
    ),
    Phrases(
        Label(LabelKind.NUMERO, 0.86),
        """
        {facture|demande} acompte no; facture {situation|intermediaire} no
        """,
    ),
    Phrases(
        Label(LabelKind.NUMERO, 0.8),
        """
        {no|ref} {piece|document|piece comptable}; {piece|document} {no|ref}; document number
        """,
    ),
    Phrases(
        Label(LabelKind.ORIGINE, 1.0),
        """
        {no|ref|} facture {origine|initiale|rectifiee|corrigee|annulee|creditee|associee|liee} {|no}
        """,
    ),
    Phrases(
        Label(LabelKind.NUMERO, 0.66),
        """
        no
        """,
    ),
    Phrases(
        Label(LabelKind.ORIGINE, 1.0),
        """
        {no|ref|} facture {precedente|anterieure|concernee|visee|reference|referencee} {|no}; avoir
        {sur|relatif|relative|pour|concernant|annulant|correspondant} {|no|votre|notre} facture {|no};
        {annule|annulation|remplace|annule remplace|rectifie|corrige|credite} {|notre|votre} facture {|no};
        {concerne|concernant|relatif|relative|rattache|rattachee|correspondant} {|notre|votre} facture {|no};
        {original|preceding|corrected|related|credited} invoice {|no|ref}; {for|against} invoice {|no}
        """,
    ),
    Phrases(
        Label(LabelKind.ORIGINE, 1.0),
        """
        {no|ref|} piece precedente {|no|ref}; {sur|pour|relatif|relative|suite} {projet decompte|decompte|demande
        paiement|etat acompte|projet decompte mensuel|projet decompte final} no; piece associee {|no}; no piece
        associee
        """,
    ),
    Phrases(
        Label(LabelKind.ORIGINE, 0.9),
        """
        avoir partiel sur facture {|no}; avoir total sur facture {|no}; sur {|notre|votre} facture no
        """,
    ),
    Phrases(
        Label(LabelKind.DATE, 1.0),
        """
        date {facture|facturation|emission|emission facture|avoir|etablissement|invoice}; date
        {piece|document|etablissement facture|note honoraire|creation|redaction|note credit};
        {invoice|issue|billing|credit note|document|invoicing} date; date {issue|issued}; facture date;
        {facture|document|avoir|note} {emise|emis|etablie|etabli|datee|date} {|le}; facture {emise|datee}
        """,
    ),
    Phrases(
        Label(LabelKind.DATE, 0.95),
        """
        {emise|emis|etablie|etabli} le; {emise|emis|etablie|etabli}; issued {|on}
        """,
    ),
    Phrases(
        Label(LabelKind.DATE, 0.86),
        """
        date edition
        """,
    ),
    Phrases(
        Label(LabelKind.DATE, 0.9),
        """
        datee; fait le; dressee le; facturee le
        """,
    ),
    Phrases(
        Label(LabelKind.DATE, 0.75),
        """
        date
        """,
    ),
    Phrases(
        Label(LabelKind.ECHEANCE, 1.0),
        """
        date {|limite} {echeance|paiement|reglement}; echeance {|le|paiement|reglement}; {due|payment due} date;
        payable {|avant|plus tard}; {paiement|reglement} {avant|plus tard}; {due|payable} by; date limite;
        regler {avant|plus tard}; payer {avant|plus tard}; regler pour
        """,
    ),
    Phrases(
        Label(LabelKind.AUTRE, 1.0),
        """
        date {facture origine|facture initiale|facture associee|facture liee|facture precedente|facture
        rectifiee}; date {livraison|commande|bon commande|execution|prestation|service
        fait|impression|expedition|vente}; date
        {reception|notification|debut|fin|valeur|operation|intervention|marche|devis|naissance|engagement}; date
        {debut|fin} {prestation|periode|execution|travaux|contrat|marche}; date {tirage|envoi|depot|signature};
        {order|delivery|shipping|payment|print|ship} date; date {order|delivery|payment|supply}; date heure;
        date {releve|index|prelevement|versement|acompte|virement|bl|bon livraison|fait generateur|exigibilite};
        date {visa|validation|certification|enregistrement|arrivee|cachet|mandatement|transmission|mise
        ligne|mise paiement|saisie}; edite; editee;
        livre; livree; expedie; expediee; imprime; paiement; reglement; periode; periode
        {facturation|facturee|prestation|reference|consommation}; billing period; mois {|facturation}
        """,
    ),
    Phrases(
        Label(LabelKind.ENGAGEMENT, 1.0),
        """
        {no|ref|code} {engagement|engagement juridique|ej|engagement comptable|engagement bon commande};
        {engagement|engagement juridique|ej} {|no|ref}; bon engagement {|no}; no bon engagement; engagement
        {|juridique} {no|ref}; no {ej|engagement|engagement juridique} chorus {|pro}; {no|ref} {engagement|bon
        commande|commande} {bon commande|engagement|ej}
        """,
    ),
    Phrases(
        Label(LabelKind.ENGAGEMENT, 0.85),
        """
        {no|ref|} bon commande {|no|ref|client}; {no|ref|votre|vos|} bc {|no}; {no|votre} bon commande {|no}
        """,
    ),
    Phrases(
        Label(LabelKind.ENGAGEMENT, 0.8),
        """
        {no|ref} commande {|client|acheteur|no}; commande {client|acheteur} {|no}; commande {no|ref};
        {votre|vos} {|no|ref} commande {|no|ref}; purchase order {|no|ref}; {po|p o} {no|ref}; your order
        {|no|ref}; customer order {|no|ref}; buyer order {|no|ref}; order {no|ref}; no po; customer po {|no};
        your po {|no}; {|no} bdc {|no}; {commitment} {|no|ref}
        """,
    ),
    Phrases(
        Label(LabelKind.ENGAGEMENT, 0.7),
        """
        commande
        """,
    ),
    Phrases(
        Label(LabelKind.MARCHE, 1.0),
        """
        {no|ref} {marche|marche public|accord cadre|marche contrat|contrat marche}; {marche|marche public}
        {no|ref}; code marche; accord cadre {no|ref}; {marche|marche public} {|contrat}; public contract
        {|no|ref}; lot marche no
        """,
    ),
    Phrases(
        Label(LabelKind.MARCHE, 0.8),
        """
        {no|ref} contrat {|no}; contrat {no|ref}; contract {no|ref}; procurement contract {|no|ref}
        """,
    ),
    Phrases(
        Label(LabelKind.CODE_SERVICE, 1.0),
        """
        code service {|executant|destinataire|facturation|chorus|chorus pro|no}; code {|du} service; no service
        {|executant|destinataire|facturation|chorus|chorus pro}; service destinataire code; service executant
        {|code|no}; ref service {|executant}; service code; identifiant service {|executant}; ref acheteur
        service executant; ref acheteur; buyer ref; code service executant chorus {|pro}; service chorus {|pro}
        """,
    ),
    Phrases(
        Label(LabelKind.CODE_SERVICE, 0.9),
        """
        code routage; code {se|service gestionnaire}; service exec; executing service {|code}; routing code;
        department code
        """,
    ),
    Phrases(
        Label(LabelKind.CADRE, 1.0),
        """
        cadre facturation {|chorus|chorus pro}; code cadre facturation; cadre; type processus chorus {|pro};
        billing framework {|code}
        """,
    ),
    Phrases(
        Label(LabelKind.CADRE, 0.9),
        """
        cadre chorus {|pro}; business process; processus metier; billing {process|frame}; invoicing framework
        {|code}
        """,
    ),
    Phrases(
        Label(LabelKind.TYPE, 1.0),
        """
        {type|nature} {|document|facture|piece}; code type {|document|facture}; document type; invoice type
        {|code}; type code
        """,
    ),
    Phrases(
        Label(LabelKind.DEVISE, 1.0),
        """
        {devise|monnaie|currency} {|facture|facturation|code}; code devise; invoice currency {|code}
        """,
    ),
    Phrases(
        Label(LabelKind.FACTURE, 1.0),
        """
        facture; invoice; tax invoice; sale invoice; note honoraire; facture
        {client|vente|finale|solde|definitive|simplifiee}; {votre|notre} facture
        """,
    ),
    Phrases(
        Label(LabelKind.FACTURE, 0.8),
        """
        bill; memoire; note frais honoraire; memoire frais justice
        """,
    ),
    Phrases(
        Label(LabelKind.AVOIR, 1.0),
        """
        avoir; avoir client; facture avoir; note credit; credit {note|memo}; note avoir; avoir {partiel|total}
        """,
    ),
    Phrases(
        Label(LabelKind.RECTIFICATIVE, 1.0),
        """
        facture {rectificative|corrective}; corrective invoice; corrected invoice
        """,
    ),
    Phrases(
        Label(LabelKind.ACOMPTE, 1.0),
        """
        facture acompte; demande acompte; {prepayment|deposit|down payment} invoice
        """,
    ),
    Phrases(
        Label(LabelKind.AUTRE_PIECE, 1.0),
        """
        devis; bon livraison; bon commande; facture proforma; facture pro forma; proforma {|invoice}; pro forma
        invoice; relance; releve compte; quotation; quote; delivery note; order confirmation; accuse reception
        {|commande}; recepisse
        """,
    ),
    Phrases(
        Label(LabelKind.HT, 1.0),
        """
        <total> <ht>; <total> {facture|facture eur|eur|euro} <ht>; <ht> total; <total> net <ht>; total travaux
        <ht>; <ht> net; net commercial {|ht}; total apres remise <ht>; <ht> apres remise; <total> <ht>
        {net|apres remise|remise}; total {excluding|excl|exc|without|before|ex} {tva|tax|taxe}; {net|taxable}
        amount; net total; amount {excl|excluding|before|without} {tva|tax}; total amount
        {excl|excluding|without} {tva|tax}; total net {|amount}; tax exclusive amount; invoice total without
        tva; total hors taxe {|ht}
        """,
    ),
    Phrases(
        Label(LabelKind.HT, 0.85),
        """
        <ht>; prix total <ht>; {base|assiette} <ht>; {base|total} imposable; base {tva|taxable}; montant
        {facture|marche} <ht>
        """,
    ),
    Phrases(
        Label(LabelKind.HT, 0.7),
        """
        {subtotal|sous total} {|ht|<ht*>}; total prestation {|ht}; total fourniture {|ht}; honoraire ht; total
        honoraire {|ht}
        """,
    ),
    Phrases(
        Label(LabelKind.AVANT_REMISE, 1.0),
        """
        {total|montant} brut {|ht}; {total|montant} {|ht} {avant remise|brut}; brut ht; total ligne {|ht}; gross
        total; total avant remise {|ht}; {sous total|subtotal|total} {page|lot|chapitre|a
        reporter|section|poste}; report; reporter; report page; a reporter; total page; sous total ht page
        """,
    ),
    Phrases(
        Label(LabelKind.TVA, 1.0),
        """
        {total|montant|montant total|total montant|dont|plus|somme} {tva|taxe|tva eur}; {total|montant}
        {|general} {tva|taxe} {|eur|facture|due|collectee}; {tva|taxe} {total|totale|totaux|eur}; total tax; tax
        {amount|total}; tva amount; total tva amount; tva {due|collectee}; taxe valeur ajoutee; taxe tva; tva
        taxe
        """,
    ),
    Phrases(
        Label(LabelKind.TVA, 0.8),
        """
        tva; taxe; tax; gst; sales tax; dont tva; montant taxe valeur ajoutee; tva {taux|normal|taux
        normal|reduit|taux reduit|intermediaire}
        """,
    ),
    Phrases(
        Label(LabelKind.TTC, 1.0),
        """
        <total> <ttc>; <total> {facture|facture eur|eur|euro} <ttc>; <ttc> total; <total> net <ttc>; <ttc>
        {net}; total travaux <ttc>; total {including|incl|inc|with} {tva|tax|taxe}; amount {incl|including}
        {tva|tax}; total amount {incl|including|with} {tva|tax}; {total avoir|montant avoir} ttc; tax inclusive
        amount; gross amount; invoice total with tva; {invoice total|grand total} {|incl tva|incl tax|including
        tva}; total facture ttc
        """,
    ),
    Phrases(
        Label(LabelKind.TTC, 0.85),
        """
        <ttc>; prix total <ttc>; montant {facture|marche} <ttc>; total general <ttc>
        """,
    ),
    Phrases(
        Label(LabelKind.TOTAL, 0.6),
        """
        total; {total|montant} {general|global}; total facture; montant total; montant facture; total avoir;
        montant avoir; total eur; total amount; total euro; amount; montant total facture; total
        {somme|invoice|document|commande}; somme totale; montant; montant {eur|euro}
        """,
    ),
    Phrases(
        Label(LabelKind.A_PAYER, 1.0),
        """
        {net|reste|solde|montant|montant net|total|total net|somme|montant total|net total|net facture}
        {payer|regler|devoir} {|ttc|eur|euro|en eur|<ttc*>}; {solde|reste|montant} {due|restant|restant due|ttc
        payer}; restant due; montant restant {due|payer}; payer {|ttc}; {solde|somme} {due|exigible};
        {amount|balance|total} {due|payable|to pay}; due payable; total amount {due|payable}; {amount|balance}
        outstanding; outstanding {amount|balance}; due; residual; please pay; total to pay;
        {net|montant|somme|total|solde} {votre credit|votre avoir|vous deduire|vous
        rembourser|deduire|rembourser|crediter|votre faveur}; montant {rembourser|crediter|deduire}; solde
        {|client|facture|ttc}; somme payer ttc; amount payable
        """,
    ),
    Phrases(
        Label(LabelKind.DEJA_PAYE, 1.0),
        """
        {|montant|somme|total} {deja}
        {paye|payee|regle|reglee|verse|versee|percu|percue|acquitte|facture|encaisse}; acompte
        {|verse|versee|recu|paye|regle|deja verse|deduit|percu|deja regle}; {montant|somme|total}
        {paye|payee|regle|reglee|verse|versee|percu|acompte|acompte verse}; avance {|versee|forfaitaire|recue};
        moins acompte; {amount|already|total} paid; paid {|amount|to date}; deposit {|paid|received}; prepaid
        {|amount}; advance payment; {deduction|remboursement|resorption} {acompte|avance}; reglement recu;
        paiement recu; total acompte {|verse}; prepayment
        """,
    ),
    Phrases(
        Label(LabelKind.DEDUIT, 1.0),
        """
        retenue {|garantie}; rg; escompte {|accorde|deduit}; arrondi; rounding; retention; precompte; timbre;
        retenue garantie {|no}
        """,
    ),
    Phrases(
        Label(LabelKind.AUTRE, 1.0),
        """
        capital; capital social; indemnite forfaitaire; frais recouvrement; total
        {quantite|article|heure|jour|ht remise|colis|poids|point|consommation}; {montant|total} {remise|remise
        ht|escompte|frais port|port|port ht}; remise {|ht|globale|commerciale|totale|exceptionnelle}; rabais;
        ristourne; discount; frais port {|ht}; port {|ht}; {total|montant}
        {precedent|anterieur|cumule|cumul|marche|initial|marche ht|marche initial|marche ttc|commande|devis};
        cumul {|anterieur|precedent|ht|ttc}; {montant|total} {lettre|caution|minimum|garantie}; {total|montant}
        {ht|ttc} {marche|commande|contrat|anterieur|precedent|cumule|devis|bon commande}; montant marche
        {|ht|ttc|initial}; montant initial {|marche}; commande ht; commande ttc
        """,
    ),
    Phrases(
        Label(LabelKind.SANS_TVA, 1.0),
        """
        tva {non applicable|non applique|sans objet|neant|exoneree|non due|non facturee|non soumise|non
        assujettie}; {exoneration|exonere|exoneree|franchise|hors champ|autoliquidation|auto liquidation|sans}
        {|base} tva; non {assujetti|assujettie|soumis|soumise} {|a} tva; autoliquidation; reverse charge; tva
        exempt; exempt {from|} tva; art 293 b; article 293 b; exoneration; no tva applicable; opera non
        assujettie
        """,
    ),
    Phrases(
        Label(LabelKind.AUTRE, 1.0),
        """
        tva acquittee {|sur|d apres}; tva {payee|exigible} {|sur}; tva sur {debit|encaissement}; option tva;
        regime tva; exigibilite tva; tva debit; tva encaissement; code tva; categorie tva
        """,
    ),
    Phrases(
        Label(LabelKind.TAUX, 1.0),
        """
        taux; taux tva; tva %; % tva; tax rate; tva rate; rate; taux {taxe|taxation}; code taux; tx tva;
        tx; %
        """,
    ),
    Phrases(
        Label(LabelKind.COLONNE, 1.0),
        """
        {designation|description|libelle|quantite|qte|qty|quantity|qt|article|produit|prestation|item|desc|detail|intitule|objet
        prestation|nature prestation|code article|ref article}; {prix|prix unitaire|p u|pu|px unitaire|p
        unitaire|prix unit|prix u|unit price|price|cout unitaire} {|ht|ttc|net|eur|ht eur|brut|euro|h t}; unite;
        unit; u; remise %; rem; uom; uop; designation {prestation|article|produit|travaux|ouvrage}; montant
        {ligne}; total ligne; line {total|amount}; unit cost; nb; nombre; nombre {heure|jour}; heure; jour; ref
        produit; ordered; libelle {prestation|article}
        """,
    ),
    Phrases(
        Label(LabelKind.IDENTIFIANT, 1.0),
        """
        siret {siege|siege social};
        {no|code|id|} {siret|siren|siren siret|siret siren|rcs siret|siret no|siren no}; identifiant {|siret};
        <ref> {entreprise}; {no|id|code|} tva {intra|intracommunautaire|intra
        intracommunautaire|ue|no|id|intracommunautaire no|intra no}; no tva; {no|} identification tva; id tva;
        tva identifiant; tva registration {|no}; tva id
        """,
    ),
    Phrases(
        Label(LabelKind.IDENTIFIANT, 1.0, Role.FOURNISSEUR),
        """
        {no|} {siret|siren|tva|tva intra|tva intracommunautaire|identifiant} {|no} <fournisseur>; <fournisseur>
        {siret|siren|tva|no siret|no tva|tva intracommunautaire|tva intra|tva no|siret no}; {notre|nos|our}
        {|no} {siret|tva|siren|tva no|tva intracommunautaire|tva intra}; company {siret|tva}
        """,
    ),
    Phrases(
        Label(LabelKind.IDENTIFIANT, 1.0, Role.DESTINATAIRE),
        """
        {no|} {siret|siren|tva|tva intra|tva intracommunautaire|identifiant} {|no} <client>; <client>
        {siret|siren|tva|no siret|no tva|tva intracommunautaire|tva intra|tva no|siret no|identifiant};
        {votre|vos|your} {|no} {siret|tva|siren|tva no|tva intracommunautaire|tva intra}; siret chorus
        {|pro}; identifiant chorus {|pro}; siret {facturation|budget|adresse facturation|entite facturee|client
        facture|facture}
        """,
    ),
    Phrases(
        Label(LabelKind.IDENTIFIANT, 1.0, Role.MOE),
        """
        {no|} {siret|siren|tva|tva intra|tva intracommunautaire|identifiant} <moe>; <moe> {siret|siren|tva|no
        siret|no tva|tva intracommunautaire}
        """,
    ),
    Phrases(
        Label(LabelKind.IDENTIFIANT, 1.0, Role.TIERS),
        """
        {no|} {siret|siren|tva|tva intra|tva intracommunautaire|identifiant} <tiers>; <tiers>
        {siret|siren|tva|no siret|no tva|tva intracommunautaire}
        """,
    ),
    Phrases(
        Label(LabelKind.NOM, 1.0, Role.FOURNISSEUR),
        """
        {raison sociale|nom|denomination} <fournisseur>; <fournisseur> name
        """,
    ),
    Phrases(
        Label(LabelKind.NOM, 1.0, Role.DESTINATAIRE),
        """
        {raison sociale|nom|denomination|name} <client>; <client> name
        """,
    ),
    Phrases(
        Label(LabelKind.NOM, 0.9),
        """
        raison sociale; denomination sociale
        """,
    ),
    Phrases(
        Label(LabelKind.BLOC, 1.0, Role.FOURNISSEUR),
        """
        <fournisseur>; {emis|emise|etablie|emetteur facture} par;
        {adresse|coordonnee|identite|identification|information} <fournisseur>; from; sold by; issued by;
        <fournisseur> facture; service provider; bill from
        """,
    ),
    Phrases(
        Label(LabelKind.BLOC, 1.0, Role.DESTINATAIRE),
        """
        <client>; {adresse|coordonnee|identite|identification|information} <client>;
        {facture|facturee|adressee|adresse|envoyee|vendu} a {|client}; doit; <client> facture; client facture;
        adresse facturation; facturation adresse; {vos|votre} identifiant; {bill|billed|invoice|invoiced|sold}
        to {|adresse}; billing address; attention; facturer; destinataire facture; client public; pour le
        compte; ordonnateur; pouvoir adjudicateur; comptable assignataire
        """,
    ),
    Phrases(
        Label(LabelKind.BLOC, 1.0, Role.MOE),
        """
        {adresse|coordonnee|identite|identification|} <moe>
        """,
    ),
    Phrases(
        Label(LabelKind.BLOC, 1.0, Role.TIERS),
        """
        {adresse|coordonnee|} <tiers>; {livre|livree|expedie|expediee} a; adresse
        {livraison|chantier|expedition|intervention|installation|execution|prestation};
        adresse {paiement|reglement|encaissement|envoi reglement|envoi cheque}; {paiement|reglement|cheque}
        {adresser|envoyer|retourner|libeller} {|a}; {adresser|envoyer} {votre|vos} {paiement|reglement|cheque} {|a};
        centre encaissement; {remit|remittance} {|to|adresse}; {paiement|reglement|cheque} {|a} ordre; payable to;
        {ship|shipped|deliver|delivered} to; {delivery|shipping} adresse; livraison {adresse}
        """,
    ),
    Phrases(
        Label(LabelKind.MENTION, 1.0),
        """
        rcs; r c s; rc; ape; naf; code {ape|naf}; {sarl|sas|sasu|eurl|sa|sci|snc|scop|societe|sasu|association|s
        a r l|s a s} {au|} capital; capital; capital social; siege social; immatricule {|rcs}; registre
        commerce; rm; repertoire metier; social
        """,
    ),
    Phrases(
        Label(LabelKind.IBAN, 1.0),
        """
        iban; rib; compte bancaire; coordonnee bancaire; domiciliation; bank account; iban no; no iban
        """,
    ),
    Phrases(
        Label(LabelKind.AUTRE, 1.0),
        """
        <ref> {client|compte|compte client|fournisseur|dossier|devis|bon
        livraison|bl|adherent|abonne|ligne|affaire|chantier|projet|offre|proposition|lot|agrement|adeli|finess|rpps|ordre|police|sinistre|bon
        vente|avis paiement}; {client|compte|compte client|dossier|devis|bon
        livraison|bl|affaire|chantier|projet|offre|proposition|lot|situation|decompte|etat acompte|bon
        vente|vente|expedition} {no|ref}; code client; id client; code fournisseur; situation; customer
        {no|id|ref}; account no; {notre|nos|our} {|no|ref} {commande|devis|bl|bon livraison|offre|order}
        {|no|ref}; tel; telephone; fax; mobile; portable; email; e mail; mail; courriel; site web; web; bic;
        swift; bic swift; code banque; code guichet; no compte; cle rib; page; phone; contact; votre contact;
        interlocuteur; gln; duns; odette; gtin; ean; {votre|vos|notre|nos|your|our}
        {ref|contact|interlocuteur|client|dossier}; objet; affaire suivie par; suivi par; mode
        {paiement|reglement}; modalite {paiement|reglement}; condition {paiement|reglement|general|generale
        vente}; moyen paiement; payment {term|mode|method|ref}; {no|} ligne {bc|commande|bon commande};
        titulaire compte; nom banque; banque; {ref|communication} {paiement|reglement|virement}; note;
        commentaire; observation; facture a {regler|payer}; no
        {serie|suivi|colis|lot|immatriculation|agrement|contrat client}; tender {no|ref}; ref {client|acheteur
        client|interne|produit|appel offre|projet|comptable}; {no|ref}
        {mandat|bordereau|titre|budget|operation|sous traitance|tranche|offre|ordre service}; ordre service
        {|no}; lot {no}; tranche {no}; bon reception {|no}; no bon {reception|vente|livraison};
        {situation|decompte} no; avenant {|no}; facture {page}; duree marche; objet marche; lieu
        {livraison|execution|prestation|intervention}; bon livraison {|no}; {votre|vos} interlocuteur;
        {sous|ref} rubrique; imputation {|budgetaire}; article budgetaire; chapitre; fonction; nature comptable;
        vendor no; registre; delai paiement; penalite retard; {lot|jour|nombre jour|heure|nombre heure|mois|periode
        |quantite|acte|unite|consommation} {facture|facturee} {|no}
        """,
    ),
)
TABLE: tuple[Phrases, ...] = (*_TABLE, *(Phrases(*one) for one in TOURNURES))
"""Phrases in French and English, usual wordings before rarer ones."""
