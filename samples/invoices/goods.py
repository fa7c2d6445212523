"""Articles of the demo suppliers: realistic lines at every French VAT rate."""

from decimal import Decimal

from samples.invoices.demo import Article


def _article(nom: str, quantite: str, prix: str, taux: str = "20", unite: str = "C62", **more: str) -> Article:
    remise = Decimal(more.pop("remise", "0"))
    return Article(
        nom=nom,
        quantite=Decimal(quantite),
        prix=Decimal(prix),
        taux=Decimal(taux),
        unite=unite,
        remise=remise,
        reference=more.get("reference"),
        description=more.get("description"),
    )


FOURNITURES = (
    _article("Ramette papier A4 80 g recyclé", "40", "3.90", remise="6.00", reference="PAP-A4-80"),
    _article("Stylo bille bleu, boîte de 50", "4", "11.25", reference="STY-B50"),
    _article("Classeur à levier dos 80 mm", "25", "2.36", reference="CLA-80"),
    _article("Toner noir compatible 6 000 pages", "3", "64.50", reference="TON-6K", description="Garantie deux ans"),
)
LIVRES = (
    _article("Abonnement presse quotidienne, un an", "2", "412.00", "2.1", reference="ABO-QUO"),
    _article("Beau livre, histoire de la Méditerranée", "12", "29.86", "5.5", reference="LIV-MED"),
    _article("Mise sous pli et expédition", "1", "18.00", reference="EXP"),
)
REPAS = (
    _article("Déjeuner du conseil d'administration", "28", "19.50", "10", reference="REP-CA"),
    _article("Eau minérale 50 cl, non alcoolisée", "60", "0.72", "5.5", reference="EAU-50"),
    _article("Vin de pays, bouteille", "9", "8.40", reference="VIN-PAYS"),
)
TRAVAUX = (
    _article("Reprise d'enrobés, chaussée RD 2210", "185.5", "24.80", unite="MTK", reference="ENR"),
    _article("Isolation des combles du logement de fonction", "62", "31.15", "5.5", "MTK", reference="ISO"),
    _article("Rénovation des sanitaires", "1", "4870.00", "10", reference="SAN"),
    _article("Installation et repli de chantier", "1", "950.00", unite="LS", reference="CHA"),
)
NUMERIQUE = (
    _article("Assistance à l'exploitation, journée", "12.5", "620.00", unite="DAY", reference="AMO-J"),
    _article("Hébergement souverain, mois", "3", "184.90", unite="MON", reference="HEB-M"),
)
FORMATIONS = (
    _article("Formation sécurité incendie, groupe", "2", "780.00", "0", reference="FOR-INC"),
    _article("Support pédagogique", "24", "6.50", "0", reference="FOR-SUP"),
)
PETITS_TRAVAUX = (
    _article("Réparation de la porte du vestiaire", "3.5", "42.00", "0", "HUR"),
    _article("Gonds et quincaillerie", "1", "37.40", "0"),
)
PLEINS_RAYONS = tuple(
    _article(f"Fourniture scolaire, référence {number:03d}", str(1 + number % 9), f"{2 + number % 13}.{number % 10}5")
    for number in range(1, 73)
)
"""Seventy-two lines, for an invoice over several pages."""
CATALOGUE = (*FOURNITURES, *LIVRES, *REPAS, *TRAVAUX, *NUMERIQUE)
"""Articles from which generated invoices are drawn."""
