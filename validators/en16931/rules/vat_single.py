"""The rules of VAT that one category alone has: intra-community supply, out of scope, split payment."""

from domain.text import Text
from validators.en16931.rules.statement import stated

_ALONE = Text(
    "Séparez en deux factures ce qui est hors champ de la TVA et ce qui ne l'est pas.",
    "Make two invoices: one of what is outside the scope of VAT, one of what is not.",
)

RULES = (
    stated(
        "BR-IC-11",
        "BT-72",
        Text(
            "Une livraison intracommunautaire (K) ne dit ni sa date (BT-72) ni sa période (BG-14).",
            "An intra-community supply (K) says neither its date (BT-72) nor its period (BG-14).",
        ),
        Text(
            "Indiquez la date de livraison (BT-72), ou la période de facturation (BG-14).",
            "Give the date of delivery (BT-72), or the invoicing period (BG-14).",
        ),
    ),
    stated(
        "BR-IC-12",
        "BT-80",
        Text(
            "Une livraison intracommunautaire (K) ne dit pas son pays de livraison (BT-80).",
            "An intra-community supply (K) does not say its country of delivery (BT-80).",
        ),
        Text(
            "Indiquez le code du pays de livraison (BT-80), par exemple DE.",
            "Give the code of the country of delivery (BT-80), for instance DE.",
        ),
    ),
    stated(
        "BR-O-11",
        "BG-23",
        Text(
            "La ventilation de TVA a un groupe hors champ (O) et d'autres catégories.",
            "The VAT breakdown has a group outside the scope of VAT (O) and other categories.",
        ),
        _ALONE,
    ),
    stated(
        "BR-O-12",
        "BT-151",
        Text(
            "La facture est hors champ de la TVA (O), mais une ligne est d'une autre catégorie (BT-151).",
            "The invoice is outside the scope of VAT (O), but a line is of another category (BT-151).",
        ),
        _ALONE,
    ),
    stated(
        "BR-O-13",
        "BT-95",
        Text(
            "La facture est hors champ de la TVA (O), mais une remise est d'une autre catégorie (BT-95).",
            "The invoice is outside the scope of VAT (O), but an allowance is of another category (BT-95).",
        ),
        _ALONE,
    ),
    stated(
        "BR-O-14",
        "BT-102",
        Text(
            "La facture est hors champ de la TVA (O), mais une charge est d'une autre catégorie (BT-102).",
            "The invoice is outside the scope of VAT (O), but a charge is of another category (BT-102).",
        ),
        _ALONE,
    ),
    stated(
        "BR-B-01",
        "BT-151",
        Text(
            "La catégorie B (paiement scindé) est réservée aux factures italiennes, or un autre pays est nommé.",
            "The category B (split payment) is for invoices within Italy, and another country is named.",
        ),
        Text("Employez une autre catégorie de TVA que B.", "Use another VAT category than B."),
    ),
    stated(
        "BR-B-02",
        "BT-151",
        Text(
            "La facture mêle les catégories de TVA B (paiement scindé) et S (taux normal).",
            "The invoice mixes the VAT categories B (split payment) and S (standard rate).",
        ),
        Text(
            "Séparez en deux factures ce qui est en paiement scindé et ce qui ne l'est pas.",
            "Make two invoices: one of what is under split payment, one of what is not.",
        ),
    ),
)
"""The rules of VAT that no other category shares."""
