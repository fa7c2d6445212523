"""Bank-detail fraud: an account that a supplier was never paid on, where its earlier invoices named others.

Asked of the ledger, which keeps a digest and the last characters of each account, never the account. A warning only:
companies do change banks; what matters is that somebody who pays looks before paying.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from domain.bank_account import BankAccount, comptes
from domain.deposit import INTEGRATED, Settled
from domain.finding import Pack, Rule, Severity
from domain.paris_time import jour_a_paris
from domain.text import Text
from validators.common.phrasing import day

NEW_ACCOUNT = Rule(
    code="BQ-01",
    pack=Pack.NAVETTE,
    severity=Severity.WARNING,
    message=Text(
        "Le compte à créditer (…{value}) n'est pas celui des factures précédentes de ce fournisseur (…{known}, reçu le "
        "{since}).",
        "The account to credit (…{value}) is not that of this supplier's earlier invoices (…{known}, received on "
        "{since}).",
    ),
    remedy=Text(
        "Avant de payer, faites confirmer le changement par le fournisseur à un numéro déjà connu, jamais par celui de "
        "la facture.",
        "Before you pay, have the supplier confirm the change at a number you knew already, never at the invoice's.",
    ),
    source="BT-84; fraude au changement de coordonnées bancaires",
)
RULES = (NEW_ACCOUNT,)


def suppliers(settled: Iterable[Settled]) -> frozenset[str]:
    """The suppliers whose accounts are to be asked of the ledger."""
    return frozenset(one.key.supplier for one in settled if one.key and one.disposition in INTEGRATED)


def watched(
    settled: Sequence[Settled], known: Mapping[str, tuple[BankAccount, ...]], now: datetime
) -> tuple[Settled, ...]:
    """``settled``, with a finding on each invoice none of whose accounts is among those its supplier had.

    What comes first in the batch is known to what follows.
    """
    had = {supplier: list(accounts) for supplier, accounts in known.items()}
    return tuple(_watched(one, had, now) for one in settled)


def _watched(one: Settled, had: dict[str, list[BankAccount]], now: datetime) -> Settled:
    invoice = one.decision.invoice
    if invoice is None or one.key is None or one.disposition not in INTEGRATED:
        return one
    named = comptes(invoice, now)
    before = had.setdefault(one.key.supplier, [])
    digests = {each.digest for each in before}
    fresh = [each for each in named if each.digest not in digests]
    strange = bool(before) and bool(named) and len(fresh) == len(named)
    last = max(before, key=lambda each: each.since) if strange else None
    before += fresh
    return one if last is None else _told(one, fresh[0], last)


def _told(one: Settled, named: BankAccount, last: BankAccount) -> Settled:
    since = day(jour_a_paris(last.since))
    finding = NEW_ACCOUNT.finding(value=named.ending, known=last.ending, since=since)
    return one.told(finding)
