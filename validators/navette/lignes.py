"""Lines of an invoice (BG-25) that the official rules let pass: a sign that is not that of its quantity and price, an
identifier given twice. Warnings for payers.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from domain.finding import Pack, Severity, excerpt
from domain.invoice import Invoice, Line
from domain.text import Text
from validators.chorus_pro.sommes import NOT_ADDED_STATUSES, ZERO
from validators.common.phrasing import NO_TEXT, amount
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule

_ONE = Decimal(1)


@rule(
    "NAV-07",
    pack=Pack.NAVETTE,
    severity=Severity.WARNING,
    message=Text(
        "La ligne {line} (quantité {quantity}, prix {price}) est facturée {value} : le montant n'a pas le signe de la "
        "quantité multipliée par le prix{others}.",
        "Line {line} (quantity {quantity}, price {price}) is invoiced {value}: the amount does not have the sign of "
        "the quantity times the price{others}.",
    ),
    remedy=Text(
        "Corrigez le signe de la quantité, du prix ou du montant de la ligne.",
        "Correct the sign of the quantity, of the price or of the amount of the line.",
    ),
    source="BT-129, BT-131, BT-146; EN 16931-1 §6.4, BG-25",
    pages=False,
)
def amounts_have_the_sign_of_their_quantity(invoice: Invoice, _: Case) -> Answer:
    """Every BT-131 is on the same side of zero as quantity × price, less allowances, plus charges of the line."""
    wrong = [line for line in _every(invoice.lines) if _is_opposed(line)]
    if not wrong:
        return True
    first = wrong[0]
    return fault(
        value=amount(first.net_amount),
        others=_others(len(wrong)),
        line=excerpt(first.identifier or "?"),
        quantity=amount(first.quantity),
        price=amount(first.net_price),
    )


@rule(
    "NAV-08",
    pack=Pack.NAVETTE,
    severity=Severity.WARNING,
    message=Text(
        "Le numéro de ligne « {value} » est donné à {lines} lignes{others}.",
        "The line number “{value}” is given to {lines} lines{others}.",
    ),
    remedy=Text("Donnez à chaque ligne un numéro qu'aucune autre n'a.", "Give each line a number that no other has."),
    source="BT-126; EN 16931-1 §6.4, BG-25",
    pages=False,
)
def line_numbers_are_given_once(invoice: Invoice, _: Case) -> Answer:
    """No two lines have one BT-126; sub-lines of UBL are numbered within their line."""
    repeated = list(_repeated(invoice.lines))
    if not repeated:
        return True
    value, lines = repeated[0]
    return fault(value=excerpt(value), lines=lines, others=_others(len(repeated)))


CHECKS = (amounts_have_the_sign_of_their_quantity, line_numbers_are_given_once)


def _others(count: int) -> Text:
    """Between brackets, how many more of ``count`` are not named; empty for none."""
    return Text(f" ({count - 1} de plus)", f" ({count - 1} more)") if count > 1 else NO_TEXT


def _is_opposed(line: Line) -> bool:
    """Whether the amount is on the other side of zero; ``False`` where quantity or amount is not given, or zero."""
    if line.quantity is None or line.net_amount is None or line.status in NOT_ADDED_STATUSES:
        return False
    if line.net_price is None and line.allowances:
        return False  # what the line costs before its allowances is not known
    price = _ONE if line.net_price is None else line.net_price
    base = line.price_base_quantity
    gross = line.quantity * price / (base if base else _ONE)
    added = (each.amount if each.charge else -each.amount for each in line.allowances if each.amount is not None)
    return (gross + sum(added, ZERO)) * line.net_amount < 0


def _every(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from _every(line.lines)


def _repeated(lines: Iterable[Line]) -> Iterator[tuple[str, int]]:
    """Each identifier that several of ``lines``, or several sub-lines of one of them, have, and how many."""
    every = tuple(lines)
    counted = Counter(line.identifier for line in every if line.identifier)
    yield from ((value, count) for value, count in counted.items() if count > 1)
    for line in every:
        yield from _repeated(line.lines)
