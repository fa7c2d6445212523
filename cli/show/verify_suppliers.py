"""``navette verify --suppliers``: accepted invoices that an earlier version may have given to another supplier."""

import json
import sys
from collections.abc import Iterator

from cli import language
from cli.show.lines import LineWriter, printable
from domain.deposit import DepositedInvoice
from domain.text import Text
from exporters.common.number_formats import by_four
from ledger import Ledger

NONE = Text(
    "✓ Aucune facture n'est connue sous un fournisseur douteux",
    "✓ No invoice is known under a doubtful supplier",
)
SOME = Text(
    "? Factures connues sous un fournisseur que leur document ne donnerait peut-être plus : reçues de nouveau, elles "
    "pourraient ne pas être reconnues",
    "? Invoices known under a supplier that their document might not give any more: received again, they might not be "
    "recognised",
)


def check(ledger: Ledger, *, as_json: bool) -> int:
    """Lists them; 1 when there are any."""
    found = ledger.invoices.with_doubtful_suppliers()
    if as_json:
        bodies = [_body(invoice) for invoice in found]
        sys.stdout.write(json.dumps(bodies, ensure_ascii=False) + "\n")
        return 1 if bodies else 0
    return 1 if _show(found) else 0


def _show(found: Iterator[DepositedInvoice]) -> bool:
    """Whether there was any."""
    locale, writer, any_ = language.current(), LineWriter(), False
    for invoice in found:
        if not any_:
            writer.console.print(SOME.in_(locale), style="bold yellow")
        writer.write(printable(_line(invoice)), indent=2, hanging=4)
        any_ = True
    if not any_:
        writer.console.print(NONE.in_(locale), style="bold green")
    return any_


def _line(invoice: DepositedInvoice) -> str:
    values = invoice.values
    told = (values["numero_facture"], values["date_facture"], values["nom_fournisseur"], values["tva_fournisseur"])
    return f"- {invoice.supplier} : {', '.join(filter(None, told))}, {by_four(invoice.certificate or '')}"


def _body(invoice: DepositedInvoice) -> dict[str, object]:
    values = invoice.values
    names = ("numero_facture", "date_facture", "nom_fournisseur", "siret_fournisseur", "tva_fournisseur")
    return {"supplier": invoice.supplier, **{name: values[name] for name in names}, "certificate": invoice.certificate}
