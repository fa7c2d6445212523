"""Lines in groups in UBL: BR-FR-MV-01 to 14 and BR-FR-BD-02 to 14.

A line belongs to a sub-invoice by a reference to its own document, which says what the line is (its status) and,
for lines of detail, which line is above.
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
from validators.br_fr.places import ask
from validators.questionnaire import Body, Condition, Question

_MAKER = ("Item", "ManufacturerParty", "PartyLegalEntity")
_ORIGINE = "InvoiceDocumentReference"


def _lines(root: Node) -> list[Node]:
    return [*root.all("InvoiceLine"), *root.all("CreditNoteLine")]


def _names(reference: Node) -> set[str]:
    return {one.text for one in reference.down(_ORIGINE, "ID")}


def _own(line: Node) -> list[Node]:
    """Its references to the document it is in."""
    mine = texts(top(line), "ID")
    return [one for one in line.all("BillingReference") if _names(one) & mine]


def _statuses(reference: Node) -> list[str]:
    return [one.text for one in reference.down(_ORIGINE, "DocumentStatusCode")]


def _parents(reference: Node) -> list[str]:
    return [one.text for one in reference.down("BillingReferenceLine", "ID")]


def _opens(reference: Node) -> bool:
    """Whether the line is the one that groups a sub-invoice."""
    return GROUPE in _statuses(reference) and not reference.exists("BillingReferenceLine", "ID")


def _heads(root: Node) -> list[Node]:
    """The references of the lines that group."""
    return [one for line in _lines(root) for one in _own(line) if _opens(one)]


def is_head(reference: Node) -> bool:
    """Whether a reference makes its line the group of a sub-invoice."""
    line = reference.parent
    return line is not None and _opens(reference) and bool(_names(reference) & texts(top(line), "ID"))


def objects(line: Node, kind: str) -> list[str]:
    """What a line refers to as an object of that kind."""
    documents = [
        one for one in line.all("DocumentReference") if any(c.text == OBJET for c in one.all("DocumentTypeCode"))
    ]
    return [one.text for document in documents for one in document.all("ID") if one.attributes.get("schemeID") == kind]


def _number(line: Node) -> str:
    return next(map(collapsed, objects(line, SOUS_FACTURE)), "")


def _legal(line: Node) -> str:
    return line.said(*_MAKER, "CompanyID")


def _line(reference: Node) -> Node:
    return reference.parent or reference


def _document(reference: Node) -> Node:
    return _line(reference).parent or reference


def _currency(reference: Node) -> list[str]:
    return [one.text for one in _document(reference).all("DocumentCurrencyCode")]


def _vat(reference: Node, currency: Collection[str]) -> list[Node]:
    found = _line(reference).down("TaxTotal", "TaxAmount")
    return [one for one in found if one.attributes.get("currencyID") in currency]


def _has_status(line: Node, _: Tree) -> bool:
    return any(collapsed(status) for one in _own(line) for status in _statuses(one))


def _has_group(node: Node, _: Tree) -> bool:
    return bool(_heads(node))


def _has_two_groups(node: Node, _: Tree) -> bool:
    return len(_heads(node)) == 2


def _one_group_of(party: str) -> Question:
    """Exactly one group is made by the seller, or by the buyer."""

    def holds(node: Node, _: Tree) -> bool:
        legal = {one.text for one in node.down(party, "Party", "PartyLegalEntity", "CompanyID")}
        made = ({one.text for one in _line(head).down(*_MAKER, "CompanyID")} & legal for head in _heads(node))
        return sum(map(bool, made)) == 1

    return holds


def _says(*path: str) -> Question:
    return lambda reference, _: any(collapsed(one.text) for one in _line(reference).down(*path))


def _says_country(reference: Node, _: Tree) -> bool:
    items = (node for node in _line(reference).walk() if node.name == "Item" and node.parent is not None)
    path = ("ManufacturerParty", "PostalAddress", "Country", "IdentificationCode")
    return any(collapsed(one.text) for item in items for one in item.down(*path))


def _says_vat(reference: Node, _: Tree) -> bool:
    return any(collapsed(one.text) for one in _vat(reference, _currency(reference)))


def _says_vat_in_accounts(reference: Node, tree: Tree) -> bool:
    currencies = [one.text for one in tree.every("TaxCurrencyCode")]
    return not currencies or (any(currencies) and any(collapsed(one.text) for one in _vat(reference, currencies)))


def _has_number(reference: Node, _: Tree) -> bool:
    return any(map(collapsed, objects(_line(reference), SOUS_FACTURE)))


def _has_framework(reference: Node, _: Tree) -> bool:
    said = objects(_line(reference), CADRE)
    return any(map(collapsed, said)) and not CADRES_MULTI_VENDEURS.intersection(said)


def _sums(tree: Tree) -> Mapping[str, Somme]:
    """What the lines under each line come to."""
    found: dict[str, Somme] = {}
    for line in _lines(tree.root):
        above = {
            parent
            for one in _own(line)
            if any(status != INFORMATION for status in _statuses(one))
            for parent in _parents(one)
        }
        for parent in above:
            for one in line.all("LineExtensionAmount"):
                found.setdefault(parent, Somme()).add(one.text)
    return found


def _adds_up(reference: Node, tree: Tree) -> bool:
    line = _line(reference)
    below = tree.once("sums of lines", _sums).get(line.said("ID"), Somme())
    return is_close(double(line.said("LineExtensionAmount")), below.value, below.count)


def _makers(tree: Tree) -> Values:
    return by_number(_lines(tree.root), _legal, "ID")


def _group_numbers(tree: Tree) -> Values:
    return by_number(_lines(tree.root), _number, "ID")


def _has_maker(line: Node, tree: Tree) -> bool:
    return agrees(
        _legal(line), (parent for one in _own(line) for parent in _parents(one)), tree.once("makers", _makers)
    )


def _has_same_number(line: Node, tree: Tree) -> bool:
    return agrees(
        _number(line),
        (parent for one in _own(line) for parent in _parents(one)),
        tree.once("group numbers", _group_numbers),
    )


def _exempts_by_number(line: Node, _: Tree) -> bool:
    number = _number(line)
    reasons = line.down("Item", "ClassifiedTaxCategory", "TaxExemptionReason")
    return bool(number) and any(one.text.startswith(f"#{number}#") for one in reasons)


def _taxes(tree: Tree) -> Taxes:
    found = Taxes()
    for row in tree.root.down("TaxTotal", "TaxSubtotal"):
        if any(one.text == "VAT" for one in row.down("TaxCategory", "TaxScheme", "ID")):
            for one in row.down("TaxCategory", "TaxExemptionReason"):
                found.add(one.text, (paid.text for paid in row.all("TaxAmount")))
    return found


def _vat_adds_up(reference: Node, tree: Tree) -> bool:
    vat = tree.once("taxes of groups", _taxes).of(_number(_line(reference)))
    return is_close(double(amount(_line(reference).down("TaxTotal", "TaxAmount"), _currency(reference))), vat, 1)


def _details(tree: Tree) -> Mapping[str, Somme]:
    """How many references say a line of detail, or a group, is under each line."""
    found: dict[str, Somme] = {}
    for line in _lines(tree.root):
        for one in _own(line):
            if not {DETAIL, GROUPE}.isdisjoint(_statuses(one)):
                for parent in set(_parents(one)):
                    found.setdefault(parent, Somme()).add("0")
    return found


def _total_adds_up(reference: Node, tree: Tree) -> bool:
    line = _line(reference)
    total = line.first("TaxInclusiveLineExtensionAmount")
    if total is None:
        return True
    below = tree.once("lines of detail", _details)
    count = max((below[one.text].count for one in line.all("ID") if one.text in below), default=0)
    vat = amount(line.down("TaxTotal", "TaxAmount"), _currency(reference))
    return is_within(total.text, line.said("LineExtensionAmount"), vat, count)


def _sellers(root: Node) -> set[str]:
    return texts(root, "AccountingSupplierParty", "Party", "PartyLegalEntity", "CompanyID")


def _is_sellers_head(reference: Node) -> bool:
    return is_head(reference) and _legal(_line(reference)) in _sellers(top(reference))


def _sellers_own(tree: Tree) -> int:
    """How many groups of the seller have the document's own number."""
    root = tree.root
    mine, sellers = texts(root, "ID"), _sellers(root)
    lines = [line for line in _lines(root) if _legal(line) in sellers and any(map(_opens, _own(line)))]
    return sum(not mine.isdisjoint(objects(line, SOUS_FACTURE)) for line in lines)


def _seller_is_numbered(reference: Node, tree: Tree) -> bool:
    count = tree.once("groups of the seller", _sellers_own)
    number, mine = _number(_line(reference)), texts(tree.root, "ID")
    return count == 1 or (count == 0 and number in mine) or (count > 1 and bool(mine - {number}))


def _numbers_differ(node: Node, tree: Tree) -> bool:
    """No group has a number that a line before it has."""
    heads = {id(_line(one)) for one in _heads(node)}
    seen: set[str] = set()
    for document in tree.every("DocumentReference"):
        if any(one.text == OBJET for one in document.all("DocumentTypeCode")):
            numbers = {one.text for one in document.all("ID") if one.attributes.get("schemeID") == SOUS_FACTURE}
            if id(document.parent) in heads and numbers & seen:
                return False
            seen |= numbers
    return True


def _is_not_self_billed(node: Node, _: Tree) -> bool:
    return bool(kind := collapsed(node.text)) and kind not in AUTOFACTURES


def _is_self_billed(node: Node, _: Tree) -> bool:
    return collapsed(node.text) in AUTOFACTURES


def _corrects(codes: Collection[str]) -> Condition:
    """A group, in a document that corrects."""
    return lambda reference: (
        is_head(reference) and any(one.text in codes for name in _TYPES for one in _document(reference).all(name))
    )


def _names_corrected(name: str) -> Question:
    """Another reference of the line, to another document, has that child."""

    def holds(reference: Node, tree: Tree) -> bool:
        mine = texts(tree.root, "ID")
        others = (
            one for one in _line(reference).all("BillingReference") if any(a != b for a in _names(one) for b in mine)
        )
        return any(one.exists(_ORIGINE, name) for one in others)

    return holds


_TYPES = ("InvoiceTypeCode", "CreditNoteTypeCode")
_REFERENCE = "Line/BillingReference"


INGROUPS = InGroups(
    either=Body(
        (
            *ask("InvoiceLine", ("BR-FR-MV-01_EXT-FR-FE-163", _has_status)),
            *ask("CreditNoteLine", ("BR-FR-MV-01_EXT-FR-FE-163", _has_status)),
        ),
        ask(
            _REFERENCE,
            ("BR-FR-MV-03_EXT-FR-FE-164", _says(*_MAKER, "RegistrationName")),
            ("BR-FR-MV-03_EXT-FR-FE-167", _says(*_MAKER, "CompanyID")),
            ("BR-FR-MV-03_EXT-FR-FE-177", _says_country),
            ("BR-FR-MV-03_EXT-FR-FE-181", _says_vat),
            ("BR-FR-MV-03_EXT-FR-FE-182", _says_vat_in_accounts),
            ("BR-FR-MV-03_BT-128_AFL", _has_number),
            ("BR-FR-MV-03_BT-128_AVV", _has_framework),
            when=is_head,
        ),
        ask(_REFERENCE, ("BR-FR-MV-05_EXT-FR-FE-BG-12", _adds_up), when=is_head),
        ask("Line", ("BR-FR-MV-06_EXT-FR-FE-167", _has_maker)),
        ask("Line", ("BR-FR-MV-07_BT-128", _has_same_number)),
        ask(
            "Line",
            ("BR-FR-MV-08_BT-128", _exempts_by_number),
            when=lambda line: any(DETAIL in _statuses(one) for one in _own(line)),
        ),
        ask(_REFERENCE, ("BR-FR-MV-09_EXT-FR-FE-181", _vat_adds_up), when=is_head),
        ask(_REFERENCE, ("BR-FR-MV-10_EXT-FR-FE-184", _total_adds_up), when=is_head),
        ask(_REFERENCE, ("BR-FR-MV-11_BT-128", _seller_is_numbered), when=_is_sellers_head),
        ask("Document", ("BR-FR-MV-12_BT-128", _numbers_differ)),
    ),
    several=Body(
        ask("Document", ("BR-FR-MV-02_EXT-FR-FE-163", _has_group)),
        (
            *ask("Invoice/InvoiceTypeCode", ("BR-FR-MV-13_BT-3", _is_not_self_billed)),
            *ask("CreditNote/CreditNoteTypeCode", ("BR-FR-MV-13_BT-3", _is_not_self_billed)),
        ),
        ask(
            _REFERENCE,
            ("BR-FR-MV-14-EXT-FR-FE-136", _names_corrected("ID")),
            ("BR-FR-MV-14-EXT-FR-FE-138", _names_corrected("IssueDate")),
            when=_corrects(CORRECTIFS_MULTI_VENDEURS),
        ),
    ),
    both_ways=Body(
        ask(
            "Document",
            ("BR-FR-BD-02_EXT-FR-FE-163", _has_two_groups),
            ("BR-FR-BD-02_BT-30", _one_group_of("AccountingSupplierParty")),
            ("BR-FR-BD-02_BT-47", _one_group_of("AccountingCustomerParty")),
        ),
        (
            *ask("Invoice/InvoiceTypeCode", ("BR-FR-MV-BD_BT-3", _is_self_billed)),
            *ask("CreditNote/CreditNoteTypeCode", ("BR-FR-MV-BD_BT-3", _is_self_billed)),
        ),
        ask(
            _REFERENCE,
            ("BR-FR-BD-14-EXT-FR-FE-136", _names_corrected("ID")),
            ("BR-FR-BD-14-EXT-FR-FE-138", _names_corrected("IssueDate")),
            when=_corrects(CORRECTIFS_BIDIRECTIONNELS),
        ),
    ),
)
