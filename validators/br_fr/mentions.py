"""Required notes and their content: BR-FR-05, 06, 20, 31 and CO-14."""

from collections import Counter
from collections.abc import Mapping
from operator import attrgetter

from domain.tree import Node, Tree, collapsed
from validators.br_fr.code_lists import TRAITEMENTS
from validators.br_fr.context_paths import DOCUMENT, contexts_at, has_scheme
from validators.engine.rule_body import Pattern, Question

MANDATORY = ("PMT", "PMD", "AAB")
"""Recovery costs, late payment penalties, discount for early payment."""

AT_MOST_ONCE = (*MANDATORY, "TXD")
GROUP_MEMBER = "MEMBRE_ASSUJETTI_UNIQUE"


def text_in_ubl(tree: Tree) -> str:
    """All notes, joined by a hash; each begins with its subject between hashes (``#PMD#``)."""
    return "#".join(note.text for note in tree.root.all("Note"))


def note_text_in_ubl(tree: Tree, subject: str) -> str:
    """Text of the first note of ``subject``; empty when there is none."""
    text = tree.cached("notes", text_in_ubl)
    return text.partition(f"#{subject}#")[2].partition("#")[0] if f"#{subject}#" in text else ""


def note_texts_in_cii(tree: Tree, subject: str) -> list[str]:
    """Texts of the notes of ``subject``."""
    notes = tree.root.down("ExchangedDocument", "IncludedNote")
    return [content.text for note in notes if _is(note, subject) for content in note.all("Content")]


def is_member_of_group(node: Node, *path: str) -> bool:
    """Whether an identifier at ``path`` is that of a single taxable person (0231)."""
    return any(map(_SINGLE, node.down(*path)))


_SINGLE = has_scheme("0231")
SELLER_IN_UBL = ("AccountingSupplierParty", "Party", "PartyIdentification", "ID")
SELLER_IN_CII = ("SupplyChainTradeTransaction", "ApplicableHeaderTradeAgreement", "SellerTradeParty", "GlobalID")


def _is(note: Node, subject: str) -> bool:
    return any(code.text == subject for code in note.all("SubjectCode"))


def _has_note_in_ubl(subject: str) -> Question:
    mark = f"#{subject}#"
    return lambda _, tree: mark in tree.cached("notes", text_in_ubl)


def _once_in_ubl(subject: str) -> Question:
    mark = f"#{subject}#"
    return lambda _, tree: tree.cached("notes", text_in_ubl).count(mark) <= 1


def _subjects(node: Node, tree: Tree) -> Mapping[str, int]:
    """Number of notes by subject."""
    return tree.cached(
        node,
        lambda _: Counter(
            subject for note in node.all("IncludedNote") for subject in {*map(_TEXT, note.all("SubjectCode"))}
        ),
    )


_TEXT = attrgetter("text")


def _has_note_in_cii(subject: str) -> Question:
    return lambda node, tree: _subjects(node, tree).get(subject, 0) > 0


def _once_in_cii(subject: str) -> Question:
    return lambda node, tree: _subjects(node, tree).get(subject, 0) <= 1


def _treatment_is_known(_: Node, tree: Tree) -> bool:
    treatment = note_text_in_ubl(tree, "BAR")
    return not treatment or treatment in TRAITEMENTS


def _one_treatment_in_ubl(node: Node, tree: Tree) -> bool:
    if "#BAR#" not in tree.cached("notes", text_in_ubl):
        return True
    text = "".join(note.text for note in node.all("Note") if "#BAR#" in note.text) + "#"
    return sum(text.count(f"BAR#{one}#") for one in TRAITEMENTS) <= 1


def _one_treatment_in_cii(node: Node, tree: Tree) -> bool:
    if _subjects(node, tree).get("BAR", 0) <= 1:
        return True
    notes = (note for note in node.all("IncludedNote") if _is(note, "BAR"))
    return sum(any(collapsed(one.text) in TRAITEMENTS for one in note.all("Content")) for note in notes) <= 1


def _member_has_note_in_ubl(node: Node, tree: Tree) -> bool:
    return not is_member_of_group(node, *SELLER_IN_UBL) or note_text_in_ubl(tree, "TXD") == GROUP_MEMBER


def _member_has_note_in_cii(node: Node, tree: Tree) -> bool:
    return not is_member_of_group(node, *SELLER_IN_CII) or GROUP_MEMBER in note_texts_in_cii(tree, "TXD")


UBL: tuple[Pattern, ...] = (
    contexts_at("Document", *((f"BR-FR-05_BT-22-{n}", _has_note_in_ubl(one)) for n, one in enumerate(MANDATORY, 1))),
    contexts_at("Document", *((f"BR-FR-06_BT-21-{n}", _once_in_ubl(one)) for n, one in enumerate(AT_MOST_ONCE, 1))),
    contexts_at("Document", ("BR-FR-20_BT-21", _treatment_is_known)),
    contexts_at("Document", ("BR-FR-30_BT-21", _one_treatment_in_ubl)),
    contexts_at("Document", ("BR-FR-CO-14_BT-29-1", _member_has_note_in_ubl)),
)

CII: tuple[Pattern, ...] = (
    contexts_at(DOCUMENT, *((f"BR-FR-05_BT-22_{one}", _has_note_in_cii(one)) for one in MANDATORY)),
    contexts_at(DOCUMENT, *((f"BR-FR-06_BT-21_{one}", _once_in_cii(one)) for one in AT_MOST_ONCE)),
    contexts_at(
        f"{DOCUMENT}/IncludedNote",
        ("BR-FR-20_BT-21", lambda node, _: any(one.text in TRAITEMENTS for one in node.all("Content"))),
        when=lambda node: _is(node, "BAR"),
    ),
    contexts_at(DOCUMENT, ("BR-FR-31_BT-21", _one_treatment_in_cii)),
    contexts_at("CrossIndustryInvoice", ("BR-FR-CO-14_BT-29-1", _member_has_note_in_cii)),
)
