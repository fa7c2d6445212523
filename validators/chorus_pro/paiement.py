"""Payment of the invoice (BG-16): a mode of the list, and an IBAN when the mode is a transfer.

An invalid bank account is a warning: the recipient suspends the invoice for its bank details, and does not reject it.
"""

from functools import lru_cache

from stdnum import iban

from domain.finding import Pack, Severity
from domain.invoice import Invoice, Payment
from domain.text import Text
from validators.chorus_pro.cadre import is_reform
from validators.codes.payment_means import UNTDID_4461
from validators.engine.context import Case
from validators.engine.rule import Answer, fault, rule

MODES = frozenset("1 10 20 30 31 42 48 49 58 59 97".split())
"""Modes of Chorus Pro (S2.05 of the EDI annex), without leading zero. ``1`` (not defined) is read as a transfer."""

VIREMENTS = frozenset({"30", "31", "42", "58"})
"""Modes that need an account: transfers and payment to a bank account."""


@rule(
    "PAI-01",
    severity=Severity.WARNING,
    message=Text(
        "Le mode de paiement est absent : il est lu comme un virement.",
        "The payment mode is missing: it is read as a transfer.",
    ),
    remedy=Text(
        "Indiquez le mode de paiement, par exemple 30, et l'IBAN.",
        "Give the payment mode, for example 30, and the IBAN.",
    ),
    source="BT-81; Annexe EDI p. 22; G1.14",
    pages=False,
)
def mode_is_given(invoice: Invoice, _: Case) -> bool:
    """An invoice with an amount due has a payment mode; for a mode without code, see PAI-02."""
    if not _expects_payment(invoice) or any(payment.means for payment in invoice.payments):
        return True
    return _codes_are_due(invoice)


@rule(
    "PAI-02",
    message=Text("Le code du mode de paiement est absent.", "The code of the payment mode is missing."),
    remedy=Text(
        "Complétez le mode de paiement par son code, par exemple 30 pour un virement.",
        "Complete the payment mode with its code, for example 30 for a transfer.",
    ),
    source="BT-81; Annexe EDI p. 22, SpecifiedTradeSettlementPaymentMeans.TypeCode",
)
def mode_has_its_code(invoice: Invoice, _: Case) -> bool:
    """Every payment mode has its code, in the formats where a mode is a code.

    On a page it is a word, and an account without mode is read as a transfer (PAI-01).
    """
    return invoice.avoir or not _codes_are_due(invoice) or all(payment.means for payment in invoice.payments)


@rule(
    "PAI-03",
    message=Text("Le mode de paiement « {value} » n'existe pas.", "There is no payment mode “{value}”."),
    remedy=Text(
        "Employez un code de la liste UNTDID 4461, par exemple 30 (virement) ou 58 (virement SEPA).",
        "Use a code of the list UNTDID 4461, for example 30 (transfer) or 58 (SEPA transfer).",
    ),
    source="BT-81; UNTDID 4461",
)
def mode_exists(invoice: Invoice, _: Case) -> Answer:
    """Every BT-81 is a code of UNTDID 4461."""
    return tuple(
        fault(value=payment.means)
        for payment in invoice.payments
        if payment.means and _code(payment) not in UNTDID_4461
    )


@rule(
    "PAI-04",
    message=Text(
        "Le mode de paiement « {value} » n'est pas admis par Chorus Pro.",
        "The payment mode “{value}” is not allowed by Chorus Pro.",
    ),
    remedy=Text(
        "Employez 30, 31, 42 ou 58 (virement), 49 ou 59 (prélèvement), 20 (chèque), 48 (carte), 10 (espèces), "
        "97 (report) ; la liste entière n'est ouverte qu'aux cadres de la réforme.",
        "Use 30, 31, 42 or 58 (transfer), 49 or 59 (direct debit), 20 (cheque), 48 (card), 10 (cash), "
        "97 (clearing); the whole list is open to the cadres of the reform only.",
    ),
    source="S2.05, annexe EDI p. 170",
)
def mode_is_allowed(invoice: Invoice, _: Case) -> Answer:
    """Every BT-81 is a mode of Chorus Pro, unless the invoice is of the regime of 2026."""
    if not invoice.payments or invoice.avoir or is_reform(invoice):
        return True
    return tuple(
        fault(value=payment.means)
        for payment in invoice.payments
        if (code := _code(payment)) and code in UNTDID_4461 and code not in MODES
    )


@rule(
    "PAI-05",
    message=Text(
        "Le mode de paiement « {value} » est un virement, et l'IBAN est absent.",
        "The payment mode “{value}” is a transfer, and the IBAN is missing.",
    ),
    remedy=Text("Indiquez l'IBAN du compte à créditer.", "Give the IBAN of the account to credit."),
    source="BT-84; BR-61; OCA l10n_fr_chorus_account",
    pages=False,
)
def transfer_has_its_account(invoice: Invoice, _: Case) -> Answer:
    """An invoice to be paid by transfer gives an account."""
    if not _expects_payment(invoice) or any(t.account for p in invoice.payments for t in p.credit_transfers):
        return True
    return tuple(fault(value=payment.means) for payment in invoice.payments if _code(payment) in VIREMENTS)


@rule(
    "PAI-06",
    also=Pack.NAVETTE,
    severity=Severity.WARNING,
    message=Text("« {value} » n'est pas un IBAN valable.", "“{value}” is no valid IBAN."),
    remedy=Text(
        "Recopiez l'IBAN du relevé d'identité bancaire ; Chorus Pro n'admet pas d'autre numéro de compte.",
        "Copy the IBAN from the bank's statement; Chorus Pro allows no other account number.",
    ),
    source="BT-84; ISO 13616; COORD_BANC_ERR",
)
def accounts_are_ibans(invoice: Invoice, _: Case) -> Answer:
    """Every BT-84 is an IBAN with correct country, length and check digits."""
    return tuple(
        fault(value=transfer.account)
        for payment in invoice.payments
        for transfer in payment.credit_transfers
        if transfer.account and not _is_iban(transfer.account)
    )


@rule(
    "PAI-07",
    field="type_facture",
    severity=Severity.WARNING,
    message=Text("Un avoir n'a pas de mode de paiement.", "A credit note has no payment mode."),
    remedy=Text("Retirez le mode de paiement de l'avoir.", "Remove the payment mode from the credit note."),
    source="OCA l10n_fr_chorus_account",
    pages=False,
)
def credit_note_has_no_mode(invoice: Invoice, _: Case) -> bool:
    """A credit note has no BT-81."""
    return not invoice.avoir or not any(payment.means for payment in invoice.payments)


def _expects_payment(invoice: Invoice) -> bool:
    return not invoice.avoir and invoice.totals.due != 0


def _codes_are_due(invoice: Invoice) -> bool:
    return bool(invoice.payments) and invoice.customization is not None


def _code(payment: Payment) -> str:
    return (payment.means or "").lstrip("0")


@lru_cache(maxsize=4096)
def _is_iban(account: str) -> bool:
    """Cached per account, as suppliers reuse the same few accounts."""
    return len(account) <= 60 and bool(iban.is_valid(account))


CHECKS = (
    mode_is_given,
    mode_has_its_code,
    mode_exists,
    mode_is_allowed,
    transfer_has_its_account,
    accounts_are_ibans,
    credit_note_has_no_mode,
)
