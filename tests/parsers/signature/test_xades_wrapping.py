"""XAdES: what is judged is the element that was really digested and really read."""

import base64
import copy
from pathlib import Path

import pytest
from lxml import etree
from signxml.algorithms import CanonicalizationMethod, SignatureConstructionMethod
from signxml.signer import XMLSigner

import parsers
from domain.signature import DetachedSignature, Extent, Integrity
from domain.signature_mention import signatures_text
from parsers.signature import DocumentSignatures, find_signatures
from tests.conftest import ROOT
from tests.parsers.signature.fabrique import NOW, papetier, trust_list, xades, xades_beside
from tests.parsers.signature.test_not_verified import said_intact

UBL = (ROOT / "samples/factures/ubl-facture.xml").read_bytes()
CPP = sorted((ROOT / "samples/factures").glob("FSO*.xml"))[0].read_bytes()
DS = "http://www.w3.org/2000/09/xmldsig#"
SIGNATURE = f"{{{DS}}}Signature"
EXT = "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"
NAMES = ("Id", "ID", "id", "iD", "{http://www.w3.org/XML/1998/namespace}id", "{urn:x}Id")
OTHER_ACCOUNT = b"FR7630006000011234567890189"


class LargeSigner(XMLSigner):
    """Signs documents with texts over ten megabytes too."""

    @property
    def parser(self) -> etree.XMLParser:
        return etree.XMLParser(resolve_entities=False, huge_tree=True)


def signer(method: SignatureConstructionMethod) -> XMLSigner:
    return LargeSigner(
        method=method,
        signature_algorithm="ecdsa-sha256",
        digest_algorithm="sha256",
        c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0,
    )


def signed(root: etree._Element, method: SignatureConstructionMethod, uri: str | None = None) -> etree._Element:
    """The root with its signature, or the signature alone when it is detached."""
    holder = papetier()
    made = signer(method).sign(
        root, key=holder.key, cert=[each.certificate for each in holder.chain], reference_uri=uri
    )
    assert isinstance(made, etree._Element)
    return made


def detached(element: etree._Element, identifier: str) -> etree._Element:
    """A signature over ``element``, which is given ``identifier``."""
    element.set("Id", identifier)
    made = signed(element, SignatureConstructionMethod.detached, f"#{identifier}")
    return made if made.tag == SIGNATURE else copy.deepcopy(made.find(f".//{SIGNATURE}"))


def in_extension(root: etree._Element, *children: etree._Element) -> bytes:
    extensions = etree.Element(f"{{{EXT}}}UBLExtensions")
    extension = etree.SubElement(extensions, f"{{{EXT}}}UBLExtension")
    etree.SubElement(extension, f"{{{EXT}}}ExtensionContent").extend(children)
    root.insert(0, extensions)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def forged() -> etree._Element:
    root = etree.fromstring(UBL)
    for account in root.iter("{*}PayeeFinancialAccount"):
        account[0].text = OTHER_ACCOUNT.decode()
    return root


def enveloped() -> bytes:
    root = etree.fromstring(UBL)
    in_extension(root, etree.Element(SIGNATURE, Id="placeholder"))
    made = signed(root, SignatureConstructionMethod.enveloped)
    return etree.tostring(made, xml_declaration=True, encoding="UTF-8")


def looked_at(content: bytes, *beside: bytes) -> DocumentSignatures:
    files = tuple(DetachedSignature(name="f.xml", content=each) for each in beside)
    return find_signatures(content, NOW, beside=files, trust_list=trust_list())


def codes(found: DocumentSignatures) -> list[str]:
    return [finding.code for finding in found.findings]


@pytest.mark.parametrize("name", NAMES)
def test_the_signed_original_beside_a_forged_root_of_its_identifier(name: str) -> None:
    original, root = etree.fromstring(UBL), forged()
    signature = detached(original, "x")
    root.set(name, "x")
    found = looked_at(in_extension(root, signature, original))
    assert codes(found) == ["SIG-08"], "what is read is not what was signed"
    assert not said_intact(found)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_in_a_chorus_pro_flux(name: str) -> None:
    original = etree.fromstring(CPP)
    signature = detached(original, "x")
    root = etree.fromstring(CPP)
    for amount in root.iter("{*}MontantTTCTotal"):
        amount.text = "999999.00"
    root.set(name, "x")
    root.append(signature)
    etree.SubElement(root, "hold").append(original)
    found = looked_at(etree.tostring(root))
    assert codes(found) == ["SIG-08"], "what is read is not what was signed"
    assert not said_intact(found)


def test_an_identifier_borne_twice_proves_nothing_even_when_the_root_has_the_digest() -> None:
    root = etree.fromstring(UBL)
    root.set("Id", "x")
    in_extension(root, etree.Element(SIGNATURE, Id="placeholder"))
    made = signed(root, SignatureConstructionMethod.enveloped, "#x")
    assert codes(looked_at(etree.tostring(made))) == ["SIG-01"]
    place = made.find(f".//{SIGNATURE}")
    assert place is not None
    twin = etree.SubElement(etree.SubElement(place, f"{{{DS}}}Object"), "twin")
    twin.set("ID", "x")
    found = looked_at(etree.tostring(made))
    assert codes(found) == ["SIG-10"]
    assert not said_intact(found)


def test_a_signed_original_kept_aside_covers_a_part_only() -> None:
    original = etree.fromstring(UBL)
    signature = detached(original, "x")
    found = looked_at(in_extension(forged(), signature, original))
    assert codes(found) == ["SIG-12"]
    assert not said_intact(found)
    assert "rien ne protège le reste" in signatures_text(found.signatures)


def test_a_second_list_of_references_that_nobody_signed() -> None:
    """Only the first ``SignedInfo`` is verified; the extent is not judged by another one."""
    original = etree.fromstring(UBL)
    signature = detached(original, "x")
    whole = etree.fromstring(enveloped()).find(f".//{{{DS}}}SignedInfo")
    assert whole is not None
    signature.insert(1, copy.deepcopy(whole))
    found = looked_at(in_extension(forged(), signature, original))
    assert codes(found) == ["SIG-10"]


@pytest.mark.parametrize("uri", ["#xpointer(/)", "#", "##x", "#absent"])
def test_a_reference_that_leads_nowhere_sure(uri: str) -> None:
    content = enveloped().replace(b'URI=""', b'URI="%s"' % uri.encode())
    found = looked_at(content)
    assert codes(found) == ["SIG-10"]


def test_an_honest_signature_inside_is_intact() -> None:
    found = looked_at(enveloped())
    assert codes(found) == ["SIG-01"]
    assert found.signatures[0].intact


def test_an_honest_flux_signed_by_identifier_is_intact() -> None:
    original = etree.fromstring(CPP)
    signature = detached(original, "x")
    root = etree.fromstring(CPP)
    root.set("Id", "x")
    inside = copy.deepcopy(root)
    inside.append(signature)
    found = looked_at(etree.tostring(inside))
    assert codes(found) in (["SIG-01"], ["SIG-08"])  # without the enveloped transform the signature is no part of it
    assert not [each for each in found.signatures if each.extent is not Extent.WHOLE]


def test_what_is_added_inside_the_signature_is_not_read() -> None:
    """The enveloped transform leaves the signature itself out: an invoice in it would be one that nobody signed."""
    root = etree.fromstring(enveloped())
    place = root.find(f".//{SIGNATURE}")
    assert place is not None
    etree.SubElement(place, f"{{{DS}}}Object").append(forged())
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    assert looked_at(content).signatures[0].intact
    assert parsers.read(content).invoice == parsers.read(enveloped()).invoice


def test_a_comment_inside_a_value_changes_no_value() -> None:
    """Comments are in no digest: what is read between them must be the whole value."""
    sound = parsers.read(enveloped()).invoice
    assert sound is not None
    account = sound.payments[0].credit_transfers[0].account or ""
    cut = enveloped().replace(account.encode(), account[:10].encode() + b"<!--x-->" + account[10:].encode())
    assert cut != enveloped()
    assert looked_at(cut).signatures[0].intact
    assert parsers.read(cut).invoice == sound


def test_a_detached_signature_of_itself_covers_no_invoice() -> None:
    data = etree.Element("data")
    data.text = "bonjour"
    itself = etree.tostring(signed(data, SignatureConstructionMethod.enveloping))
    found = looked_at(UBL, itself)
    assert codes(found) == ["SIG-10"]
    assert "ne signe rien de ce document" in found.findings[0].message.fr
    assert {each.integrity for each in found.signatures} == {Integrity.UNKNOWN}


@pytest.mark.parametrize("first", [True, False])
def test_a_signature_of_several_files_covers_the_one_at_hand(first: bool) -> None:
    """The annex it signs too is another member of the lot."""
    names = {"annexe.pdf": b"%PDF-1.4 annexe"} if first else {}
    beside = xades_beside("facture.xml", UBL, others=names)
    assert codes(looked_at(UBL, beside)) == ["SIG-01"]
    assert codes(looked_at(UBL.replace(b"<cbc:ID>", b"<cbc:ID>9", 1), beside)) == ["SIG-08"]


def test_a_detached_signature_of_the_canonical_form_is_checked() -> None:
    canonical = etree.tostring(etree.fromstring(UBL), method="c14n", exclusive=True)
    beside = xades_beside("facture.xml", canonical, c14n=True)
    assert codes(looked_at(UBL, beside)) == ["SIG-01"]
    assert codes(looked_at(UBL.replace(b"<cbc:ID>", b"<cbc:ID>9", 1), beside)) == ["SIG-08"]


def test_a_signature_inside_that_signs_only_its_own_properties_covers_no_invoice() -> None:
    signature = etree.fromstring(xades_beside("facture.pdf", b"x"))
    for reference in signature.findall(f".//{{{DS}}}Reference"):
        if not str(reference.get("URI")).startswith("#"):
            reference.getparent().remove(reference)
    found = looked_at(in_extension(etree.fromstring(UBL), signature))
    assert codes(found) == ["SIG-10"]
    assert "ne signe rien de ce document" in found.findings[0].message.fr


@pytest.mark.parametrize("megabytes", [10.4, 24.0])
def test_an_honest_signature_over_a_large_attachment(megabytes: float) -> None:
    """Ten megabytes of one text: the second parser has the limits of the first."""
    text = base64.b64encode(b"%PDF-1.4 " + bytes(int(megabytes * 750_000)))
    attachment = (
        b"<cac:AdditionalDocumentReference><cbc:ID>A</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject "
        b'mimeCode="application/pdf" filename="x.pdf">' + text + b"</cbc:EmbeddedDocumentBinaryObject></cac:Attachment>"
        b"</cac:AdditionalDocumentReference><cac:AccountingSupplierParty>"
    )
    content = UBL.replace(b"<cac:AccountingSupplierParty>", attachment, 1)
    parser = etree.XMLParser(huge_tree=True)
    made = signed(etree.fromstring(content, parser), SignatureConstructionMethod.enveloped)
    found = looked_at(etree.tostring(made, xml_declaration=True, encoding="UTF-8"))
    assert codes(found) == ["SIG-01"]
    altered = etree.tostring(made, xml_declaration=True, encoding="UTF-8").replace(b"AAAA", b"AAAB", 1)
    assert codes(looked_at(altered)) == ["SIG-08"]


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1"])
def test_another_encoding_hides_no_signature(encoding: str) -> None:
    root = etree.fromstring(enveloped())
    assert codes(looked_at(etree.tostring(root, xml_declaration=True, encoding=encoding))) == ["SIG-01"]
    for account in root.iter("{*}PayeeFinancialAccount"):
        account[0].text = OTHER_ACCOUNT.decode()
    assert codes(looked_at(etree.tostring(root, xml_declaration=True, encoding=encoding))) == ["SIG-08"]


def test_a_namespace_spelled_otherwise_hides_no_signature() -> None:
    content = xades(UBL).replace(DS.encode(), DS.replace("#", "&#35;").encode())
    found = looked_at(content)
    assert found.signatures
    altered = content.replace(b"<cbc:ID>", b"<cbc:ID>9", 1)
    assert not said_intact(looked_at(altered))


def test_the_hostile_flux_is_not_accepted_as_intact() -> None:
    content = Path(ROOT / "tests/cases/hostile/xades-wrap-mixte.xml").read_bytes()
    assert not said_intact(looked_at(content))
