"""Rarer wordings of French invoices, in the notation of :mod:`parsers.page.labels.phrases`.

Phrases that :mod:`parsers.page.labels.phrases` already has keep the label given there.
"""

from parsers.page.labels.label_kinds import Label, LabelKind, Role

type_phrases = tuple[Label, str]

TOURNURES: tuple[type_phrases, ...] = (
    (
        Label(LabelKind.NUMERO, 1.0),
        """
        {no|ref|id|identifiant} {facturation|facture client|facture fournisseur|note|note
        honoraire|memoire|avoir client}; facture {num|id|identifiant}; {votre|notre} facture {no|ref}; facture
        {|client} no ref; no {facture avoir|avoir facture|facture no}; facture electronique no; facture
        {fournisseur|prestation} no; ref {votre|notre} facture; facture {client|fournisseur} {ref|id}
        """,
    ),
    (Label(LabelKind.NUMERO, 0.8), "{id|identifiant} {document|piece}; document ref no; piece {ref|comptable} no"),
    (
        Label(LabelKind.DATE, 1.0),
        """
        date {facture no|emission piece|emission document|emission avoir|etablissement avoir|etablissement
        piece|delivrance|fact|factur}; jour {facture|facturation}; {facture|document|piece}
        {etablie|etabli|creee|cree} {|le}; emission facture; date {emise|etablie}
        """,
    ),
    (
        Label(LabelKind.DATE, 0.9),
        """
        {emise|emis|etablie|etabli|datee|date|creee|cree} date; fait {|a} date
        """,
    ),
    (
        Label(LabelKind.ECHEANCE, 1.0),
        """
        {reglement|paiement} {attendu|exigible} {|avant}; {regler|payer|paiement|reglement} plus tard;
        {regler|payer} {pour|avant|jusqu}; date {paiement prevue|exigibilite paiement|paiement au plus tard};
        echeance {paiement|reglement|facture} {|le|au}; exigible {|le}; date limite {payer|regler}
        """,
    ),
    (
        Label(LabelKind.ENGAGEMENT, 1.0),
        """
        {no|ref|code} {engagement juridique ej|ej engagement|engagement ej|ej chorus pro|engagement chorus
        pro|engagement depense|bon engagement|engagement budgetaire|engagement financier|commande
        engagement|commande ej}; engagement {comptable|depense|budgetaire|financier} {|no|ref}; ej
        {chorus|engagement} {|no}; engagement juridique ej {|no}; engagement ej {|no}; commande {chorus|chorus
        pro} {|no}; {no|ref} commande {chorus|chorus pro}; engagement commande {|no}; commande engagement {|no};
        {no|ref} ej bc; ej bc {|no}
        """,
    ),
    (
        Label(LabelKind.ENGAGEMENT, 0.85),
        """
        {no|ref} {votre|vos} {commande|bon commande|bc|bdc}; {votre|vos} {bon commande|bc|bdc} {|no|ref}; bon
        commande {acheteur|public|ref}; {no|ref} bon commande {acheteur|public|client}; {ref|no} {bc|bdc};
        {bc|bdc} {ref|client}; commande publique {no|ref}; {no|ref} commande publique; {ref|no} commande
        {acheteur|client|public}; {votre|vos} ref commande; ref votre {commande|bon commande}
        """,
    ),
    (
        Label(LabelKind.MARCHE, 1.0),
        """
        {no|ref|code} {marche subsequent|contrat marche public|contrat public|marche formalise|mapa|accord cadre
        marche|marche accord cadre|marche travaux}; marche {subsequent|travaux|public travaux|formalise}
        {no|ref}; mapa {|no}; {marche|accord cadre} ref; {votre|vos} marche {|no|ref}; {no|ref} {votre|vos}
        marche; marche contrat {|no|ref}; contrat marche {|no|ref}
        """,
    ),
    (Label(LabelKind.MARCHE, 0.9), "accord cadre"),
    (
        Label(LabelKind.MARCHE, 0.8),
        """
        {votre|vos} contrat {|no|ref}; {no|ref} {votre|vos} contrat; contrat public {|no|ref}
        """,
    ),
    (
        Label(LabelKind.CODE_SERVICE, 1.0),
        """
        {code|no|ref|id|identifiant} {service|service executant|se|serv|service destinataire|service
        acheteur|service client|service facturation|service facturier|service gestionnaire|service
        prescripteur|service demandeur|service administratif} {|chorus|chorus pro|acheteur|client}; code serv
        {|chorus|chorus pro}; {service executant|se} {chorus|chorus pro}; service executant chorus {|pro}; ref
        {votre|vos} service; code {votre|vos} service; service chorus {code|no|ref}; code chorus service;
        service {gestionnaire|facturier|prescripteur} {code|no}
        """,
    ),
    (
        Label(LabelKind.CADRE, 1.0),
        """
        {code|type|ref} cadre {|facturation}; cadre {fact|factur|depot|facture|facturation chorus pro}; cadre
        facturation {code|no}; type {depot|facturation} {|chorus|chorus pro}; cadre {|de} la facture
        """,
    ),
    (
        Label(LabelKind.HT, 1.0),
        """
        total {commande|article|ligne|lot|chantier|general net} ht; {total|montant}
        {prestation|travaux|fourniture|service|vente|produit} ht; {total|montant} {|net} hors tva;
        {total|montant} ht {facture|periode|mois|situation|decompte}; ht {facture|a facturer}; total ht eur;
        total general hors taxe; total imposable; total soumis tva; net imposable
        """,
    ),
    (
        Label(LabelKind.TVA, 1.0),
        """
        {total|montant|somme} {tva|taxe} {total|totale|facture|mois|situation|periode}; {tva|taxe}
        {facture|mois|situation}; tva {collectee|facturee}; {total|montant} {general|global} tva; tva valeur
        ajoutee; total taxe valeur ajoutee; montant {tva|taxe} {eur|euro}; {tva|taxe} {totale|total} {eur|euro}
        """,
    ),
    (
        Label(LabelKind.TTC, 1.0),
        """
        total {commande|chantier|prestation|travaux|general net} ttc; {total|montant} ttc
        {facture|mois|situation|periode|eur|euro}; {total|montant} {tva comprise|tva incluse|toute taxe}; total
        avec {tva|taxe}; total {taxe|tva} comprise; montant {avec|dont} taxe
        """,
    ),
    (
        Label(LabelKind.A_PAYER, 1.0),
        """
        {montant|somme|total|net}
        {virer|mandater|verser|prelever|recevoir|acquitter|debourser|encaisser|percevoir}; {reste|solde|net}
        {due|exigible|regler ttc|payer net}; {restant|reste} {payer|regler|devoir}; {montant|total|somme}
        {exigible|restant}; total {facture|general} {payer|regler}; {montant|total|net} {payer|regler} {fin|ce
        jour|echeance|client|virement|maintenant}; {prelevement|virement} {effectuer|venir}; votre solde; net
        due; montant {net|total} due; solde {reste|restant} {due|payer}; montant facture payer
        """,
    ),
    (
        Label(LabelKind.DEJA_PAYE, 1.0),
        """
        {acompte|avance|provision|arrhe|versement|paiement|reglement} {|deja}
        {paye|payee|regle|reglee|verse|versee|recu|recue|percu|percue|deduit|deduite|deduire|encaisse|facture|facturee|imputer|effectue};
        {total|montant|somme} {acompte|avance|reglement|paiement|versement} {|deja}
        {|recu|verse|percu|paye|regle|deduire}; moins deduire; {acompte|avance} {|deduite|deduit}
        {commande|signature}; arrhe; provision; deja {paye|regle|verse|percu|encaisse|facture|acquitte}
        """,
    ),
    (
        Label(LabelKind.AJOUTE, 1.0),
        """
        {|report} solde {anterieur|precedent|ancien|reporte}; ancien solde; report {solde|ancien solde|facture
        precedente}; {montant|total|} impaye; arriere; {|total|montant} consigne; {|total|montant} debours;
        {frais|droit} timbre
        """,
    ),
    (
        Label(LabelKind.IDENTIFIANT, 1.0, Role.DESTINATAIRE),
        """
        siret
        {mairie|commune|ville|region|departement|hopital|ministere|etat|metropole|universite|lycee|college|syndicat|public|budget|entite|maitrise
        ouvrage|service|donneur ordre}; {no|id|identifiant|code} {structure|structure publique|structure
        chorus|client chorus|chorus client|chorus destinataire|public}; siret {structure chorus|client
        chorus|client public|entite facturee|facture a|factures a}
        """,
    ),
    (
        Label(LabelKind.IDENTIFIANT, 1.0, Role.FOURNISSEUR),
        """
        siret {entreprise|societe|prestation|titulaire marche|etablissement emetteur|emetteur facture|entreprise
        titulaire}; {entreprise|societe} siret
        """,
    ),
    (
        Label(LabelKind.BLOC, 1.0, Role.DESTINATAIRE),
        """
        {entite|structure|organisme|administration|collectivite} {facturee|facture|destinataire|publique};
        donneur ordre; client facture; {facture|facturee} {adressee|adresse|destinee|envoyee} a; destinataire
        {|de} la facture; acheteur public; maitrise ouvrage
        """,
    ),
    (
        Label(LabelKind.BLOC, 1.0, Role.FOURNISSEUR),
        """
        entreprise {|titulaire|executante}; titulaire marche; titulaire {du|de} marche; entreprise emettrice;
        societe emettrice
        """,
    ),
    (
        Label(LabelKind.AUTRE, 1.0),
        """
        {no|ref} {acte engagement|deliberation|consultation|lot|bordereau prix|bpu|ordre|sous commande|tva
        debit|relance}; acte engagement {|no}; {cumul|montant|total} {a ce
        jour|jour|anterieur|precedent|realise|execute}; ce mois; {cumul|situation}
        {precedente|anterieure|precedent}; {no|ref} {interne|produit|colis|suivi}; avancement {|%}
        """,
    ),
)
"""The phrases, by label."""
