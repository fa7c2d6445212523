"""What the criteria of a search are called, and what is said of those that are not understood."""

from domain.cadre import CADRES
from domain.search_criteria import OLD_REFUSAL, DateRange, SearchRole
from domain.text import Text

ANY = Text("Tous", "Any")
ANY_STRUCTURE = Text("Toutes", "Any")
STAR = Text("* remplace n'importe quels caractères.", "* stands for any characters.")
SIRET_OR_SIREN = Text("Son SIRET, ou son SIREN.", "Its SIRET, or its SIREN.")
LABELS: dict[str, Text] = {
    "structure": Text("Structure", "Structure"),
    "numero": Text("Numéro de facture", "Invoice number"),
    "fournisseur": Text("Fournisseur", "Supplier"),
    "destinataire": Text("SIRET du destinataire", "SIRET of the recipient"),
    "service": Text("Code service", "Service code"),
    "statut": Text("État", "Status"),
    "depuis": Text("Depuis le", "Since"),
    "jusqu_a": Text("Jusqu'au", "Until"),
    "periode": Text("Date de la période", "Date of the period"),
    "avec": Text("Structure qui y figure", "Structure named in it"),
    "role": Text("Rôle de cette structure", "Role of that structure"),
    "piece": Text("Type de pièce", "Kind of piece"),
    "cadre": Text("Cadre de facturation", "Cadre de facturation"),
    "engagement": Text("Numéro d'engagement", "Engagement number"),
    "marche": Text("Numéro de marché", "Contract number"),
    "dossier": Text("Numéro de dossier de facturation", "Number of the works dossier"),
    "ttc_min": Text("Montant TTC au moins", "Amount with VAT, at least"),
    "ttc_max": Text("Montant TTC au plus", "Amount with VAT, at most"),
    "ht_min": Text("Montant HT au moins", "Amount without VAT, at least"),
    "ht_max": Text("Montant HT au plus", "Amount without VAT, at most"),
    "compte_de_depot": Text("Compte qui a déposé", "Account that deposited"),
    "certificat": Text("Certificat de dépôt", "Certificate of deposit"),
    "masquer_rejetees": Text(
        f"Masquer les factures rejetées depuis plus de {OLD_REFUSAL} jours",
        f"Hide invoices refused more than {OLD_REFUSAL} days ago",
    ),
    "masquer_telechargees": Text("Masquer les factures téléchargées", "Hide invoices that were downloaded"),
    "archivees": Text("Seulement les factures archivées", "Only invoices that are archived"),
    "a_traiter": Text("Seulement ce qui attend", "Only what waits"),
}
"""Each criterion, as people read it; the name is that of the address."""
PERIODES: dict[DateRange, Text] = {
    DateRange.DEPOT: Text("Dépôt", "Deposit"),
    DateRange.FACTURE: Text("Facture", "Invoice"),
    DateRange.ETAT: Text("Dernier état", "Last status"),
}
ROLES: dict[SearchRole, Text] = {
    SearchRole.FOURNISSEUR: Text("Fournisseur", "Supplier"),
    SearchRole.DESTINATAIRE: Text("Destinataire", "Recipient"),
    SearchRole.VALIDEUR: Text("Valideur", "Valideur"),
    SearchRole.MOE: Text("Maîtrise d'œuvre (MOE)", "Project manager (MOE)"),
    SearchRole.MOA: Text("Maîtrise d'ouvrage (MOA)", "Project owner (MOA)"),
}
PIECES: list[tuple[str, Text]] = [
    ("facture", Text("Facture", "Invoice")),
    ("avoir", Text("Avoir", "Credit note")),
    ("travaux", Text("Pièce de travaux", "Works piece")),
    *((kind, Text(kind, kind)) for kind in sorted({cadre.travaux for cadre in CADRES.values() if cadre.travaux})),
]
NO_DAY = Text("Ce n'est pas une date : jj/mm/aaaa.", "This is no date: yyyy-mm-dd.")
NO_AMOUNT = Text("Ce n'est pas un montant.", "This is no amount.")
NO_CHOICE = Text("Ce choix n'existe pas, ou plus.", "There is no such choice, or no more.")
NO_IDENTIFIER = Text("Donnez 14 chiffres, ou 9.", "Give 14 digits, or 9.")
NO_STRUCTURE = Text("Dites de qui : son SIRET ou son SIREN.", "Say whose: its SIRET or its SIREN.")
