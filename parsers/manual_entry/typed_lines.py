"""The lines of an invoice that is typed in: what each says, what they come to by rate of VAT."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from domain.finding import Finding
from domain.invoice import Line, VatBreakdown
from domain.text import Text
from parsers.manual_entry.rules import LINE, NO_LINE
from parsers.manual_entry.zero_rate import OUT_OF_SCOPE, ZeroRate

MOST = 200
"""Lines of one form."""
PARTS = ("designation", "quantite", "unite", "prix", "taux")
SAYING = ("designation", "quantite", "prix")
"""A line in which one of them is typed is a line of the invoice."""
UNIT = "C62"
"""One (UN/ECE recommendation 20), when no unit is named."""
RATES = ("20", "10", "8.5", "5.5", "2.1", "0")
"""Rates of VAT of France, overseas departments among them (CGI, articles 278 to 281 and 296)."""
CENT = Decimal("0.01")
LARGEST = Decimal(10) ** 12
"""What a line comes to is smaller, in euros, whatever its sign."""
_NUMBER = re.compile(r"(-?(?:[0-9]{1,12}|[0-9]{1,3}(?: [0-9]{3}){1,3}))(?:[.,]([0-9]{1,6}))?").fullmatch
_PERCENT = re.compile(r"\s*%$")
_NAMES = {
    "designation": Text("la désignation", "the name"),
    "quantite": Text("la quantité", "the quantity"),
    "unite": Text("l'unité", "the unit"),
    "prix": Text("le prix unitaire", "the unit price"),
    "taux": Text("le taux de TVA", "the VAT rate"),
    "montant": Text("la quantité multipliée par le prix", "the quantity multiplied by the price"),
}
_FORMS = {
    "designation": Text("une ligne de texte", "one line of text"),
    "quantite": Text("un nombre comme 12 ou 1,5", "a number like 12 or 1.5"),
    "unite": Text("un code d'unité comme C62, HUR ou KGM", "a code of a unit like C62, HUR or KGM"),
    "prix": Text("un prix comme 12,50", "a price like 12.50"),
    "taux": Text("un taux de TVA comme 20 ou 5,5", "a VAT rate like 20 or 5.5"),
    "montant": Text(
        "une quantité et un prix dont le produit a 12 chiffres au plus",
        "a quantity and a price whose product has 12 digits at most",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedLines:
    """The lines, what they come to, and why some could not be read."""

    lines: tuple[Line, ...]
    breakdown: tuple[VatBreakdown, ...]
    findings: tuple[Finding, ...]


def name_of(rank: int, part: str) -> str:
    """The field of a form for a part of the line ``rank``, from 1."""
    return f"ligne_{rank}_{part}"


def lines_of(said: Mapping[str, str], zero: ZeroRate) -> TypedLines:
    """The lines that ``said`` has, by :func:`name_of`; ``zero``: what stands on those at 0 %. Empty lines are left out,
    and nothing is computed while a line cannot be read.
    """
    lines: list[Line] = []
    findings: list[Finding] = []
    for rank in range(1, MOST + 1):
        texts = {part: said.get(name_of(rank, part), "").strip() for part in PARTS}
        if any(texts[part] for part in SAYING):
            line, found = _line(rank, str(len(lines) + 1), texts, zero)
            lines.append(line)
            findings += found
    if not lines:
        findings.append(NO_LINE.finding(field="montant_ht"))
    breakdown = () if findings else tuple(_breakdown(lines, zero))
    return TypedLines(lines=tuple(lines), breakdown=breakdown, findings=tuple(findings))


def _line(rank: int, identifier: str, texts: Mapping[str, str], zero: ZeroRate) -> tuple[Line, tuple[Finding, ...]]:
    quantity, price = number(texts["quantite"]), number(texts["prix"])
    rate = number(_PERCENT.sub("", texts["taux"]) or "20")
    net = (quantity * price).quantize(CENT, ROUND_HALF_UP) if quantity and price is not None else CENT * 0
    unit = texts["unite"].upper() or UNIT
    wrong = {
        "designation": not 0 < len(texts["designation"]) <= 500 or not texts["designation"].isprintable(),
        "quantite": quantity is None,
        "unite": re.fullmatch("[A-Z0-9]{2,3}", unit) is None,
        "prix": price is None or price < 0,
        "taux": rate is None or not 0 <= rate < 100,
        "montant": abs(net) >= LARGEST,
    }
    findings = tuple(
        LINE.finding(field="montant_ht", rank=rank, what=_NAMES[part], value=texts.get(part, net), form=_FORMS[part])
        for part, is_wrong in wrong.items()
        if is_wrong
    )
    line = Line(
        identifier=identifier,
        name=texts["designation"][:500] or None,
        quantity=quantity,
        unit=unit,
        net_price=price,
        net_amount=net,
        vat_category="S" if rate else zero.category,
        vat_rate=rate if rate or zero.category != OUT_OF_SCOPE else None,
    )
    return line, findings


def _breakdown(lines: list[Line], zero: ZeroRate) -> Iterator[VatBreakdown]:
    bases: defaultdict[tuple[str, Decimal], Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.net_amount is not None:
            bases[line.vat_category or "S", line.vat_rate or Decimal()] += line.net_amount
    for (category, rate), base in sorted(bases.items(), key=lambda pair: -pair[0][1]):
        amount = (base * rate / 100).quantize(CENT, ROUND_HALF_UP)
        if category == "S":
            yield VatBreakdown(base=base, amount=amount, category=category, rate=rate)
            continue
        yield VatBreakdown(
            base=base,
            amount=amount,
            category=category,
            rate=rate if category != OUT_OF_SCOPE else None,
            exemption_reason=zero.reason,
            exemption_code=zero.code,
        )


def number(text: str) -> Decimal | None:
    """A number with a comma or a point before its decimals, blanks between thousands only: ``12 5`` is ``None``, as is
    anything else.
    """
    found = _NUMBER(" ".join(text.split()))
    return Decimal(f"{''.join(found[1].split())}.{found[2] or '0'}") if found else None
