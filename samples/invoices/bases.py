"""Base demo invoices, from which samples are derived by one change."""

from datetime import date
from decimal import Decimal

from domain.invoice import Period
from samples.invoices import people
from samples.invoices.demo import DemoInvoice, Places
from samples.invoices.goods import FORMATIONS, FOURNITURES, LIVRES, NUMERIQUE, PETITS_TRAVAUX, REPAS, TRAVAUX

PAPETERIE = DemoInvoice(
    numero="PAP-2026-0101",
    jour=date(2026, 3, 3),
    fournisseur=people.PAPETERIE,
    destinataire=people.CULTURE,
    articles=FOURNITURES,
    cadre="B1",
    places=Places.UN_IDENTIFIANT,
    remise=Decimal(5),
    port=Decimal("12.50"),
    engagement="BC-2026-118",
    livraison=date(2026, 3, 2),
)
"""Goods, a discount, carriage; identifiers in the places of 2026."""

BATIMENT = DemoInvoice(
    numero="BTP-2026-0041",
    jour=date(2026, 4, 15),
    fournisseur=people.BATIMENT,
    destinataire=people.DCP,
    articles=TRAVAUX,
    places=Places.CHORUS,
    marche="2025-DCP-0117",
    engagement="EJ260415",
    deja_paye=Decimal("1500.00"),
)
"""Three rates, a contract, an advance; identifiers in the legacy places of Chorus Pro."""

NUMERIQUE_MARS = DemoInvoice(
    numero="NUM-2026-0012",
    jour=date(2026, 4, 2),
    fournisseur=people.INFORMATIQUE,
    destinataire=people.DSN,
    articles=NUMERIQUE,
    cadre="S1",
    marche="2026-DSN-014",
    encaissements=True,
    periode=Period(start=date(2026, 3, 1), end=date(2026, 3, 31)),
)
"""Services over a period, VAT due when paid."""

REPAS_COLLEGE = DemoInvoice(
    numero="TRA-2026-0007",
    jour=date(2026, 6, 2),
    fournisseur=people.TRAITEUR,
    destinataire=people.COLLEGE,
    articles=REPAS,
    places=Places.UN_IDENTIFIANT,
)
"""For Cotes-d'Armor, which requires a code service and an engagement of 5 or 6 digits."""

PRESSE = DemoInvoice(
    numero="PRE-2026-0301",
    jour=date(2026, 1, 30),
    fournisseur=people.PRESSE,
    destinataire=people.DOC,
    articles=LIVRES,
    places=Places.CHORUS,
)
"""The rates of the press and of books."""

FORMATION = DemoInvoice(
    numero="FOR-2026-0021",
    jour=date(2026, 2, 27),
    fournisseur=people.FORMATION,
    destinataire=people.OCCITANIE,
    articles=FORMATIONS,
    places=Places.CHORUS,
    exoneration="Exonération de TVA, article 261-4-4° a du CGI",
    exoneration_code="VATEX-EU-132-1I",
)
"""Exempt."""

FRANCHISE = DemoInvoice(
    numero="2026 / 14",
    jour=date(2026, 5, 20),
    fournisseur=people.ARTISAN,
    destinataire=people.PISCINE,
    articles=PETITS_TRAVAUX,
    places=Places.CHORUS,
    exoneration="TVA non applicable, article 293 B du CGI",
    exoneration_code="VATEX-FR-FRANCHISE",
)
"""Outside VAT, for a structure without services, under a number with blanks and a slash."""
