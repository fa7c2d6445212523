"""Bank-detail fraud: an account absent from the supplier's earlier invoices, which named others.

Uses the ledger, which stores a digest and the last characters of each account, never the account. A warning only:
companies do change banks; the payer is to verify before paying.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from domain.bank_account import BankAccount, NamedAccounts, accounts_of, holder_of
from domain.deposit import INTEGRATED, Settled
from domain.finding import Finding, Pack, Rule, Severity
from domain.paris_time import paris_day
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
    source="BT-84; Navette",
)
NOT_COMPARED = Rule(
    code="BQ-02",
    pack=Pack.NAVETTE,
    severity=Severity.WARNING,
    message=Text(
        "La facture nomme {count} comptes : les {compared} premiers ont été comparés à ceux des factures précédentes "
        "de ce fournisseur, {left} ne l'ont pas été.",
        "The invoice names {count} accounts: the first {compared} were compared with those of this supplier's earlier "
        "invoices, {left} were not.",
    ),
    remedy=Text(
        "Avant de payer, vérifiez que le compte à créditer est celui que vous connaissez de ce fournisseur.",
        "Before you pay, verify that the account to credit is the one you know of this supplier.",
    ),
    source="BT-84; Navette",
)
RULES = (NEW_ACCOUNT, NOT_COMPARED)


def suppliers(settled: Iterable[Settled]) -> frozenset[str]:
    """Suppliers whose accounts must be loaded from the ledger."""
    return frozenset(
        holder_of(one.decision.invoice) for one in settled if one.decision.invoice and one.disposition in INTEGRATED
    )


def with_new_account_findings(
    settled: Sequence[Settled], known: Mapping[str, tuple[BankAccount, ...]], now: datetime
) -> tuple[Settled, ...]:
    """``settled``, with a finding for each account of an invoice that its supplier's earlier ones do not name.

    Accounts of earlier documents of the batch are known to later ones. A supplier of which no account is known names
    its first ones. An invoice that names more than are compared says so, whoever sent it.
    """
    had = {supplier: list(accounts) for supplier, accounts in known.items()}
    return tuple(_with_findings(one, had, now) for one in settled)


def _with_findings(one: Settled, had: dict[str, list[BankAccount]], now: datetime) -> Settled:
    invoice = one.decision.invoice
    if invoice is None or one.disposition not in INTEGRATED:
        return one
    before = had.setdefault(holder_of(invoice), [])
    digests = {each.digest for each in before}
    named = accounts_of(invoice, now)
    fresh = [each for each in named.compared if each.digest not in digests]
    last = max(before, key=lambda each: each.since, default=None)
    before += fresh
    if last is not None:
        for account in fresh:
            one = one.with_finding(_finding(account, last))
    return one.with_finding(_not_compared(named)) if named.left else one


def _finding(named: BankAccount, last: BankAccount) -> Finding:
    return NEW_ACCOUNT.finding(value=named.ending, known=last.ending, since=day(paris_day(last.since)))


def _not_compared(named: NamedAccounts) -> Finding:
    compared = len(named.compared)
    return NOT_COMPARED.finding(count=compared + named.left, compared=compared, left=named.left)
