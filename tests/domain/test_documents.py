"""What is known of a document: its specification, its XML tree, its verdict, its signatures, its certificate."""

from dataclasses import replace

import pytest

from domain.certificate import OPTIONAL, CertificateContent, canonical, content_dict, is_sound, seal
from domain.decision import Verdict, unread, verdict
from domain.finding import Finding, Level, Pack, Rule, Severity
from domain.invoice import Identifier, Invoice, Party, VatBreakdown
from domain.placeholder import value_or_none
from domain.signature import After, Integrity, Signature, SignatureKind
from domain.specification import Specification, profile, specification
from domain.text import Text
from domain.tree import Node, Syntax, Tree, TreePath, collapsed, has_ancestors

CONTENT = CertificateContent(
    **{name: name for name in CertificateContent.__dataclass_fields__ if name not in OPTIONAL}  # type: ignore[arg-type]
)


def test_an_empty_optional_value_is_no_part_of_a_number() -> None:
    assert not OPTIONAL & set(content_dict(CONTENT))
    for name in OPTIONAL:
        there = replace(CONTENT, **{name: "x"})
        assert content_dict(there)[name] == "x"
        assert seal(there, "N", 1).number != seal(CONTENT, "N", 1).number
    assert canonical(CONTENT, "N", 1).startswith(b'{"cadre_facturation":"cadre_facturation","code_service":')


def test_a_certificate_is_sound_as_it_was_sealed_and_not_otherwise() -> None:
    sealed = seal(CONTENT, "N", 3)
    assert is_sound(sealed)
    assert len(sealed.number) == 52
    for changed in (
        replace(sealed, sequence=4),
        replace(sealed, previous="M"),
        replace(sealed, number=sealed.number[::-1]),
        replace(sealed, content=replace(CONTENT, montant_ttc="9")),
    ):
        assert not is_sound(changed)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("urn:cen.eu:en16931:2017", "en16931"),
        ("urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended", "extended"),
        ("urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic", "basic"),
        ("urn:factur-x.eu:1p0:minimum", "minimum"),
        ("urn:zugferd.de:2p0:comfort", "en16931"),
        ("urn:ferd:CrossIndustryDocument:invoice:1p0:comfort", "zugferd-1-comfort"),
        ("urn.cpro.gouv.fr:1p0:extended-ctc-fr", "extended-ctc-fr"),
        ("urn:cen.eu:en16931:2017#compliant#urn:xoev-de:kosit:standard:xrechnung_3.0", "xrechnung"),
        ("urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0", "peppol-bis-3"),
        (" URN:CEN.EU: EN16931:2017 ", "en16931"),
        ("x" * 300 + "xrechnung", None),
        ("autre", None),
        ("", None),
        (None, None),
    ],
)
def test_a_profile_is_known_by_its_short_name(written: str | None, name: str | None) -> None:
    assert profile(written) == name


def test_a_syntax_has_not_every_profile() -> None:
    for written in ("urn:factur-x.eu:1p0:minimum", "urn:factur-x.eu:1p0:basicwl", "urn:ferd:invoice:1p0:basic"):
        assert profile(written, Syntax.UBL) is (None if "ferd" in written or "basicwl" in written else profile(None))
    assert profile("urn:factur-x.eu:1p0:basicwl", Syntax.CII) == "basicwl"
    assert profile("urn:factur-x.eu:1p0:basic", Syntax.UBL) == "basic"
    assert profile("urn:ferd:invoice:1p0:basic", Syntax.CII) is None
    assert profile("urn:ferd:invoice:1p0:basic") == "zugferd-1-basic"


OLD = Party(identifiers=(Identifier(value="x", scheme="siret"),))


@pytest.mark.parametrize(
    ("invoice", "what"),
    [
        (Invoice(customization="urn:cen.eu:en16931:2017"), Specification.KNOWN),
        (Invoice(customization="urn:cen.eu:en16931:2017#compliant#mine"), Specification.KNOWN),
        (Invoice(customization="URN:cen.eu:en16931:2017#Conformant#mine"), Specification.EXTENSION),
        (Invoice(customization="mine"), Specification.UNKNOWN),
        (Invoice(customization=" "), Specification.MISSING),
        (Invoice(), Specification.MISSING),
        (Invoice(seller=OLD), Specification.OLD_CHORUS),
        (Invoice(buyer=OLD, customization="mine"), Specification.OLD_CHORUS),
        (Invoice(seller=Party(legal_registration=Identifier(value="x", scheme="1"))), Specification.OLD_CHORUS),
        (Invoice(seller=Party(legal_registration=Identifier(value="x", scheme="0002"))), Specification.MISSING),
        (Invoice(seller=Party(legal_registration=Identifier(value="x"))), Specification.MISSING),
        (Invoice(vat_breakdown=(VatBreakdown(scheme="tva debit"),)), Specification.OLD_CHORUS),
        (Invoice(vat_breakdown=(VatBreakdown(scheme="VAT"), VatBreakdown())), Specification.MISSING),
    ],
)
def test_what_is_known_of_a_specification(invoice: Invoice, what: Specification) -> None:
    assert specification(invoice) is what


def tree() -> Tree:
    """``<Invoice><ID> F 1 </ID><Line><ID>1</ID></Line><Line><ID/><Note>é\u00a0 \n b</Note></Line></Invoice>``."""
    named: dict[str, list[Node]] = {}

    def add(parent: Node | None, name: str, text: str = "") -> Node:
        node = Node(TreePath(name, parent.place if parent else None), parent, {}, 1)
        node.text = text
        if parent:
            parent.children.setdefault(name, []).append(node)
        named.setdefault(name, []).append(node)
        return node

    root = add(None, "Invoice")
    add(root, "ID", "\n F  1 ")
    add(add(root, "Line"), "ID", "1")
    second = add(root, "Line")
    add(second, "ID")
    add(second, "Note", "é\u00a0 \n b ")
    return Tree(root, named, Syntax.UBL)


def test_nodes_are_found_at_their_path() -> None:
    found = tree()
    root = found.root
    first, second = root.all("Line")
    assert root.first("Line") is first and root.first("Rien") is None
    assert root.has("Line") and not root.has("Rien")
    assert root.down("Line", "ID") == [first.children["ID"][0], second.children["ID"][0]]
    assert root.down("Line", "Note") == second.down("Note") == list(found.every("Note"))
    assert root.down("Rien", "ID") == root.down("ID", "Line") == []
    assert root.exists("Line", "Note") and not root.exists("Note")
    assert (root.text_at("ID"), root.text_at("Line", "ID"), root.text_at("Line", "Note")) == ("F 1", "1", "é\u00a0 b")
    assert root.text_at("Rien") == root.text_at("Line", "Rien") == ""
    assert second.first("ID").text_at() == ""  # type: ignore[union-attr]
    assert [node.name for node in root.walk()] == ["Invoice", "ID", "Line", "ID", "Line", "ID", "Note"]


def test_a_node_knows_what_it_is_in() -> None:
    found = tree()
    (note,) = found.every("Note")
    assert note.path == "/Invoice/Line[2]/Note"
    assert found.root.first("ID").path == "/Invoice/ID"  # type: ignore[union-attr]
    assert note.up("Invoice") is found.root and note.up("Note") is None
    assert note.is_at("Line", "Invoice") and not note.is_at("Invoice") and not note.is_at("Line", "Invoice", "Rien")
    assert has_ancestors(note.place, "Line", "Invoice") and not has_ancestors(note.place, "Line", "Invoice", "Rien")
    assert not has_ancestors(note.place, "Invoice")


def test_a_sum_is_made_once_and_a_released_tree_is_free() -> None:
    found, asked = tree(), []
    assert found.cached("sum", lambda _: asked.append(1) or 5) == found.cached("sum", lambda _: 6) == 5
    assert asked == [1]
    assert found.cached("other", lambda _: 7) == 7
    found.release()
    assert all(node.parent is None for nodes in found.named.values() for node in nodes)
    assert found.cached("sum", lambda _: 8) == 8


@pytest.mark.parametrize(
    ("text", "shown"),
    [("abc", "abc"), (" a \t b\n", "a b"), ("é \n b", "é b"), ("\u00a0a ", "\u00a0a"), ("a\x0bb", "a b"), ("", "")],
)
def test_white_space_is_collapsed_as_xml_knows_it(text: str, shown: str) -> None:
    assert collapsed(text) == shown


def finding(level: Level, severity: Severity, field: str | None = None) -> Finding:
    rule = Rule(
        code="X", pack=Pack.LECTURE, severity=severity, level=level, message=Text("x", "x"), remedy=Text("x", "x"),
        source="x", field=field,
    )  # fmt: skip
    return rule.finding()


def test_the_worst_finding_decides() -> None:
    fatal = finding(Level.FACTURE, Severity.FATAL, "devise")
    warning = finding(Level.DEPOT, Severity.WARNING)
    irrecevable = finding(Level.DEPOT, Severity.FATAL)
    undecided = finding(Level.CONTROLE, Severity.INFO)
    assert verdict(()) is verdict((warning,)) is Verdict.ACCEPTED
    assert verdict((warning, fatal)) is Verdict.REJECTED
    assert verdict((fatal, irrecevable)) is Verdict.IRRECEVABLE
    assert verdict((fatal, irrecevable, undecided)) is verdict((undecided,)) is Verdict.UNDECIDED
    assert verdict((fatal, warning), frozenset({"devise"})) is Verdict.TO_COMPLETE
    assert verdict((fatal, finding(Level.FACTURE, Severity.FATAL)), frozenset({"devise"})) is Verdict.REJECTED
    assert unread("a.xml", irrecevable).verdict is Verdict.IRRECEVABLE


@pytest.mark.parametrize("after", sorted(After))
@pytest.mark.parametrize("integrity", sorted(Integrity))
def test_a_document_is_altered_when_its_bytes_or_what_is_seen_changed(integrity: Integrity, after: After) -> None:
    signature = Signature(procede=SignatureKind.PADES, integrity=integrity, after=after)
    assert signature.altered == (integrity is Integrity.ALTERED or after is After.CONTENT)


def test_a_word_for_nothing_is_no_value() -> None:
    assert value_or_none(None) is value_or_none("N/A") is value_or_none("néant") is None
    assert value_or_none("4500012345") == "4500012345"
    assert value_or_none("") == ""
    assert value_or_none("x" * 40) is None
    assert value_or_none("x" * 41) == "x" * 41
