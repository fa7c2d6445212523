"""Why the total with VAT (BT-112) is not BT-109 plus BT-110, when the sum itself is not at fault.

BR-CO-15 and the rules of the extended profiles after it need one VAT total in the invoice's currency: without any, or
with two, they fail whatever the amounts are.
"""

from collections.abc import Sequence

from domain.finding import excerpt
from domain.text import Text
from domain.tree import Node, Syntax, Tree
from validators.engine.official_rules import Cause

_CII = ("SupplyChainTradeTransaction", "ApplicableHeaderTradeSettlement")
_SUMS = (*_CII, "SpecifiedTradeSettlementHeaderMonetarySummation")
_PATHS = {
    Syntax.CII: ((*_CII, "InvoiceCurrencyCode"), (*_SUMS, "TaxTotalAmount")),
    Syntax.UBL: (("DocumentCurrencyCode",), ("TaxTotal", "TaxAmount")),
}
"""By syntax: the invoice's currency (BT-5), and the VAT totals (BT-110, BT-111)."""
_GIVE = Text(
    'Donnez un total de TVA (BT-110), et un seul, dans la devise de la facture : currencyID="{devise}".',
    'Give one VAT total (BT-110), and one only, in the invoice currency: currencyID="{devise}".',
)


def vat_total_cause(tree: Tree) -> Cause | None:
    """What is wrong with the VAT total of the document; ``None`` when there is one in the invoice's currency."""
    currency, totals = _PATHS[tree.syntax]
    devise = tree.root.text_at(*currency)
    taxes = tree.root.down(*totals)
    own = [one for one in taxes if one.attributes.get("currencyID") == devise]
    if not devise or len(own) == 1:
        return None
    values = {"devise": excerpt(devise).replace("{", "(").replace("}", ")")}
    return Cause(message=_message(taxes, own).with_(values), remedy=_GIVE.with_(values))


def _message(taxes: Sequence[Node], own: Sequence[Node]) -> Text:
    if len(own) > 1:
        return Text(
            f"Le total de TVA (BT-110) est donné {len(own)} fois dans la devise de la facture, {{devise}}.",
            f"The VAT total (BT-110) is given {len(own)} times in the invoice currency, {{devise}}.",
        )
    if any(not one.attributes.get("currencyID") for one in taxes):
        return Text(
            "Le total de TVA (BT-110) ne dit pas sa devise (currencyID) ; il en faut un en {devise}, la devise de la "
            "facture.",
            "The VAT total (BT-110) does not tell its currency (currencyID); there must be one in {devise}, the "
            "invoice currency.",
        )
    if taxes:
        return Text(
            "Le total de TVA (BT-110) n'est pas donné en {devise}, la devise de la facture.",
            "The VAT total (BT-110) is not given in {devise}, the invoice currency.",
        )
    return Text(
        "Le total de TVA (BT-110) est absent, et le total TTC (BT-112) n'est pas égal au total hors TVA (BT-109).",
        "The VAT total (BT-110) is missing, and the total with VAT (BT-112) is not the total without VAT (BT-109).",
    )
