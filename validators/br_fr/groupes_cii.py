"""Lines in groups in CII: BR-FR-MV-01 to 14 and BR-FR-BD-02 to 14.

A line says what it is (its status: it groups, details or informs) and which line is above it.
"""

from collections.abc import Collection, Mapping

from domain.tree import Node, Tree, collapsed
from validators.br_fr.cadres import InGroups
from validators.br_fr.formats import double, is_close, is_within
from validators.br_fr.groupes import (
    CADRE,
    CORRECTIFS_BIDIRECTIONNELS,
    CORRECTIFS_MULTI_VENDEURS,
    DETAIL,
    GROUPE,
    INFORMATION,
    OBJET,
    SOUS_FACTURE,
    Somme,
    Taxes,
    Values,
    agrees,
    amount,
    by_number,
    texts,
    top,
)
from validators.br_fr.listes import AUTOFACTURES, CADRES_MULTI_VENDEURS
from validators.br_fr.places import DOCUMENT, LIGNE, REGLEMENT_LIGNE, TRANSACTION, ask
from validators.questionnaire import Body, Condition, Question

_LINE = "IncludedSupplyChainTradeLineItem"
_ABOUT = "AssociatedDocumentLineDocument"
_MAKER = ("SpecifiedLineTradeAgreement", "ItemSellerTradeParty")
_LEGAL = ("SpecifiedLegalOrganization", "ID")
_SETTLED = "SpecifiedLineTradeSettlement"
_TOTALS = (_SETTLED, "SpecifiedTradeSettlementLineMonetarySummation")
_AGREEMENT, _SETTLEMENT = "ApplicableHeaderTradeAgreement", "ApplicableHeaderTradeSettlement"
_ORIGINE = (_SETTLED, "InvoiceReferencedDocument")


def _lines(tree: Tree) -> list[Node]:
    return tree.root.down("SupplyChainTradeTransaction", _LINE)


def _has_any(nodes: list[Node], code: str) -> bool:
    return any(one.text == code for one in nodes)


def _status(line: Node, code: str) -> bool:
    return _has_any(line.down(_ABOUT, "LineStatusReasonCode"), code)


def is_head(line: Node) -> bool:
    """Whether a line groups a sub-invoice."""
    return _status(line, GROUPE) and not line.exists(_ABOUT, "ParentLineID")


def _header(line: Node, *path: str) -> list[Node]:
    return line.parent.down(*path) if line.parent is not None else []


def _parents(line: Node) -> list[str]:
    return [one.text for one in line.down(_ABOUT, "ParentLineID")]


def _legal(line: Node) -> str:
    return line.said(*_MAKER, *_LEGAL)


def _numbers(line: Node) -> list[str]:
    """The numbers of the sub-invoice that a line belongs to."""
    documents = line.down(_SETTLED, "AdditionalReferencedDocument")
    return [
        one.text
        for document in documents
        if _has_any([*document.all("ReferenceTypeCode")], SOUS_FACTURE) and _has_any([*document.all("TypeCode")], OBJET)
        for one in document.all("IssuerAssignedID")
    ]


def _number(line: Node) -> str:
    return next(map(collapsed, _numbers(line)), "")


def _heads(transaction: Node) -> list[Node]:
    return [line for line in transaction.all(_LINE) if is_head(line)]


def _has_group(node: Node, _: Tree) -> bool:
    return bool(_heads(node))


def _has_two_groups(node: Node, _: Tree) -> bool:
    return len(_heads(node)) == 2


def _one_group_of(party: str) -> Question:
    """Exactly one group is made by the seller, or by the buyer."""

    def holds(node: Node, _: Tree) -> bool:
        legal = {one.text for one in node.down(_AGREEMENT, party, *_LEGAL)}
        made = ({one.text for one in line.down(*_MAKER, *_LEGAL)} & legal for line in _heads(node))
        return sum(map(bool, made)) == 1

    return holds


def _says(*path: str) -> Question:
    return lambda line, _: any(collapsed(one.text) for one in line.down(*path))


def _vat(line: Node, currency: Collection[str]) -> bool:
    found = line.down(*_TOTALS, "TaxTotalAmount")
    return any(collapsed(one.text) for one in found if one.attributes.get("currencyID") in currency)


def _currency(line: Node) -> list[str]:
    return [one.text for one in _header(line, _SETTLEMENT, "InvoiceCurrencyCode")]


def _says_vat(line: Node, _: Tree) -> bool:
    return _vat(line, _currency(line))


def _says_vat_in_accounts(line: Node, _: Tree) -> bool:
    currencies = [one.text for one in _header(line, _SETTLEMENT, "TaxCurrencyCode")]
    return not currencies or (any(currencies) and _vat(line, currencies))


def _is_object(node: Node, _: Tree) -> bool:
    return _has_any([*node.all("TypeCode")], OBJET) and any(collapsed(one.text) for one in node.all("IssuerAssignedID"))


def _is_framework(node: Node, tree: Tree) -> bool:
    return _is_object(node, tree) and not any(one.text in CADRES_MULTI_VENDEURS for one in node.all("IssuerAssignedID"))


def _of_head(kind: str) -> Condition:
    """Whether a document is of that kind, and on a line that groups."""

    def holds(document: Node) -> bool:
        line = document.up(_LINE)
        return line is not None and _has_any([*document.all("ReferenceTypeCode")], kind) and is_head(line)

    return holds


def _sums(tree: Tree) -> Mapping[str, Somme]:
    """What the lines under each line come to."""
    found: dict[str, Somme] = {}
    for line in _lines(tree):
        if any(one.text != INFORMATION for one in line.down(_ABOUT, "LineStatusReasonCode")):
            for parent in set(_parents(line)):
                for one in line.down(*_TOTALS, "LineTotalAmount"):
                    found.setdefault(parent, Somme()).add(one.text)
    return found


def _adds_up(line: Node, tree: Tree) -> bool:
    below = tree.once("sums of lines", _sums).get(line.said(_ABOUT, "LineID"), Somme())
    return is_close(double(line.said(*_TOTALS, "LineTotalAmount")), below.value, below.count)


def _makers(tree: Tree) -> Values:
    return by_number(_lines(tree), _legal, _ABOUT, "LineID")


def _group_numbers(tree: Tree) -> Values:
    return by_number(_lines(tree), _number, _ABOUT, "LineID")


def _has_maker(line: Node, tree: Tree) -> bool:
    return agrees(_legal(line), _parents(line), tree.once("makers", _makers))


def _has_same_number(line: Node, tree: Tree) -> bool:
    return agrees(_number(line), _parents(line), tree.once("group numbers", _group_numbers))


def _exempts_by_number(line: Node, _: Tree) -> bool:
    number = _number(line)
    reasons = line.down(_SETTLED, "ApplicableTradeTax", "ExemptionReason")
    return bool(number) and any(one.text.startswith(f"#{number}#") for one in reasons)


def _taxes(tree: Tree) -> Taxes:
    found = Taxes()
    for row in tree.root.down("SupplyChainTradeTransaction", _SETTLEMENT, "ApplicableTradeTax"):
        if _has_any([*row.all("TypeCode")], "VAT"):
            for one in row.all("ExemptionReason"):
                found.add(one.text, (paid.text for paid in row.all("CalculatedAmount")))
    return found


def _vat_adds_up(line: Node, tree: Tree) -> bool:
    vat = tree.once("taxes of groups", _taxes).of(_number(line))
    return is_close(double(amount(line.down(*_TOTALS, "TaxTotalAmount"), _currency(line))), vat, 1)


def _details(tree: Tree) -> Mapping[str, Somme]:
    """How many lines of detail, or groups, are under each line."""
    found: dict[str, Somme] = {}
    for line in _lines(tree):
        if _status(line, DETAIL) or _status(line, GROUPE):
            for parent in set(_parents(line)):
                found.setdefault(parent, Somme()).add("0")
    return found


def _total_adds_up(line: Node, tree: Tree) -> bool:
    totals = line.down(*_TOTALS, "GrandTotalAmount")
    if not totals:
        return True
    below = tree.once("lines of detail", _details)
    count = max((below[one.text].count for one in line.down(_ABOUT, "LineID") if one.text in below), default=0)
    vat = amount(line.down(*_TOTALS, "TaxTotalAmount"), _currency(line))
    return is_within(totals[0].text, line.said(*_TOTALS, "LineTotalAmount"), vat, count)


def _sellers(line: Node) -> set[str]:
    return texts(top(line), "SupplyChainTradeTransaction", _AGREEMENT, "SellerTradeParty", *_LEGAL)


def _is_sellers_head(line: Node) -> bool:
    return is_head(line) and not _sellers(line).isdisjoint(one.text for one in line.down(*_MAKER, *_LEGAL))


def _own(tree: Tree) -> set[str]:
    return texts(tree.root, "ExchangedDocument", "ID")


def _sellers_own(tree: Tree) -> int:
    """How many sub-invoices of the seller have the document's own number."""
    mine = _own(tree)
    return sum(number in mine for line in tree.every(_LINE) if _is_sellers_head(line) for number in _numbers(line))


def _seller_is_numbered(line: Node, tree: Tree) -> bool:
    count = tree.once("groups of the seller", _sellers_own)
    number, mine = _number(line), _own(tree)
    return count == 1 or (count == 0 and number in mine) or (count > 1 and bool(mine - {number}))


def _numbers_differ(node: Node, tree: Tree) -> bool:
    """No group has a number that a document referred to before has."""
    wanted = {id(one) for line in _heads(node) for one in _number_nodes(line)}
    seen: set[str] = set()
    for one in tree.every("IssuerAssignedID"):
        if id(one) in wanted and one.text in seen:
            return False
        seen.add(one.text)
    return True


def _number_nodes(line: Node) -> list[Node]:
    documents = line.down(_SETTLED, "AdditionalReferencedDocument")
    return [
        one
        for document in documents
        if _has_any([*document.all("ReferenceTypeCode")], SOUS_FACTURE) and _has_any([*document.all("TypeCode")], OBJET)
        for one in document.all("IssuerAssignedID")
    ]


def _is_not_self_billed(node: Node, _: Tree) -> bool:
    return bool(collapsed(node.text)) and node.text not in AUTOFACTURES


def _is_self_billed(node: Node, _: Tree) -> bool:
    return collapsed(node.text) in AUTOFACTURES


def _corrects(codes: Collection[str]) -> Condition:
    """A group, in a document that corrects."""

    def holds(line: Node) -> bool:
        root = line.parent.parent if line.parent is not None else None
        return (
            is_head(line)
            and root is not None
            and any(one.text in codes for one in root.down("ExchangedDocument", "TypeCode"))
        )

    return holds


def _exists(*path: str) -> Question:
    return lambda line, _: line.exists(*path)


INGROUPS = InGroups(
    either=Body(
        ask(
            f"{LIGNE}/{_ABOUT}/LineStatusReasonCode",
            ("BR-FR-MV-01_EXT-FR-FE-163", lambda node, _: bool(collapsed(node.text))),
        ),
        (
            *ask(
                LIGNE,
                ("BR-FR-MV-03_EXT-FR-FE-164", _says(*_MAKER, "Name")),
                ("BR-FR-MV-03_EXT-FR-FE-167", _says(*_MAKER, *_LEGAL)),
                ("BR-FR-MV-03_EXT-FR-FE-177", _says(*_MAKER, "PostalTradeAddress", "CountryID")),
                ("BR-FR-MV-03_EXT-FR-FE-181", _says_vat),
                ("BR-FR-MV-03_EXT-FR-FE-182", _says_vat_in_accounts),
                when=is_head,
            ),
            *ask(
                f"{REGLEMENT_LIGNE}/AdditionalReferencedDocument",
                ("BR-FR-MV-03_BT-128_AFL", _is_object),
                when=_of_head(SOUS_FACTURE),
            ),
            *ask(
                f"{REGLEMENT_LIGNE}/AdditionalReferencedDocument",
                ("BR-FR-MV-03_BT-128_AVV", _is_framework),
                when=_of_head(CADRE),
            ),
        ),
        ask(LIGNE, ("BR-FR-MV-05_EXT-FR-FE-BG-12", _adds_up), when=is_head),
        ask(LIGNE, ("BR-FR-MV-06_EXT-FR-FE-167", _has_maker)),
        ask(LIGNE, ("BR-FR-MV-07_BT-128", _has_same_number)),
        ask(LIGNE, ("BR-FR-MV-08_BT-128", _exempts_by_number), when=lambda line: _status(line, DETAIL)),
        ask(LIGNE, ("BR-FR-MV-09_EXT-FR-FE-181", _vat_adds_up), when=is_head),
        ask(LIGNE, ("BR-FR-MV-10_EXT-FR-FE-184", _total_adds_up), when=is_head),
        ask(LIGNE, ("BR-FR-MV-11_BT-128", _seller_is_numbered), when=_is_sellers_head),
        ask(TRANSACTION, ("BR-FR-MV-12_BT-128", _numbers_differ)),
    ),
    several=Body(
        ask(TRANSACTION, ("BR-FR-MV-02_EXT-FR-FE-163", _has_group)),
        ask(f"{DOCUMENT}/TypeCode", ("BR-FR-MV-13_BT-3", _is_not_self_billed)),
        ask(
            LIGNE,
            ("BR-FR-MV-14-EXT-FR-FE-136", _exists(*_ORIGINE, "IssuerAssignedID")),
            ("BR-FR-MV-14-EXT-FR-FE-138", _exists(*_ORIGINE, "FormattedIssueDateTime", "DateTimeString")),
            when=_corrects(CORRECTIFS_MULTI_VENDEURS),
        ),
    ),
    both_ways=Body(
        ask(
            TRANSACTION,
            ("BR-FR-BD-02_EXT-FR-FE-163", _has_two_groups),
            ("BR-FR-BD-02_BT-31", _one_group_of("SellerTradeParty")),
            ("BR-FR-BD-02_BT-47", _one_group_of("BuyerTradeParty")),
        ),
        ask(f"{DOCUMENT}/TypeCode", ("BR-FR-BD-13_BT-3", _is_self_billed)),
        ask(
            LIGNE,
            ("BR-FR-BD-14-EXT-FR-FE-136", _exists(*_ORIGINE, "IssuerAssignedID")),
            ("BR-FR-BD-14-EXT-FR-FE-138", _exists(*_ORIGINE, "FormattedIssueDateTime", "DateTimeString")),
            when=_corrects(CORRECTIFS_BIDIRECTIONNELS),
        ),
    ),
)
