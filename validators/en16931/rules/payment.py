"""Sentences on payment: means, account, card."""

from domain.finding import Severity
from domain.text import Text
from validators.en16931.rules.statement import stated

RULES = (
    stated(
        "BR-49",
        "BT-81",
        Text(
            "Les instructions de paiement (BG-16) ne disent pas le moyen de paiement (BT-81).",
            "The payment instructions (BG-16) do not say the means of payment (BT-81).",
        ),
        Text(
            "Indiquez le code du moyen de paiement (BT-81) : 30 ou 58 pour un virement, 59 pour un prélèvement SEPA.",
            "Give the code of the means of payment (BT-81): 30 or 58 for a transfer, 59 for a SEPA direct debit.",
        ),
    ),
    stated(
        "BR-50",
        "BT-84",
        Text(
            "Un virement est décrit (BG-17) sans le compte à créditer (BT-84).",
            "A credit transfer is described (BG-17) without the account to credit (BT-84).",
        ),
        Text(
            "Indiquez l'IBAN ou le numéro de compte (BT-84), ou retirez le groupe du virement (BG-17).",
            "Give the IBAN or account number (BT-84), or drop the group of the transfer (BG-17).",
        ),
    ),
    stated(
        "BR-51",
        "BT-87",
        Text(
            "Le numéro de carte de paiement (BT-87) a plus de dix caractères : il ne doit pas être écrit en entier.",
            "The payment card number (BT-87) has more than ten characters: it must not be written in full.",
        ),
        Text(
            "N'écrivez que les six premiers et les quatre derniers chiffres de la carte, ou moins.",
            "Write the first six and the last four digits of the card only, or fewer.",
        ),
        severity=Severity.WARNING,
    ),
    stated(
        "BR-61",
        "BT-84",
        Text(
            "Le paiement se fait par virement (BT-81, code 30 ou 58), mais le compte à créditer (BT-84) manque.",
            "Payment is by transfer (BT-81, code 30 or 58), but the account to credit (BT-84) is missing.",
        ),
        Text(
            "Indiquez l'IBAN ou le numéro de compte (BT-84), ou un autre moyen de paiement (BT-81).",
            "Give the IBAN or account number (BT-84), or another means of payment (BT-81).",
        ),
    ),
)
"""The rules about payment, in the order of their numbers."""
