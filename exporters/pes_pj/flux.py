"""``PES_Aller`` with pieces only (*PES PJ autonome*): the mandat that cites them comes later, in the flux of expenses.

Source: ``PES_Aller.xsd``, ``Class_Enveloppe.xsd``, ``Class_EntetePES.xsd`` and ``Class_PJ.xsd`` of the schemas PES V2
4.71 (DGFiP), whose order is kept: values are in attributes ``V``. The same facts give the same bytes.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.etree import _Element as Element

from domain.deposit import DepositedInvoice
from domain.paris_time import paris_day
from domain.pes import PesAccount
from exporters.common.xml_elements import group, sound, written
from exporters.pes_pj.limits import LARGEST
from exporters.pes_pj.piece import PesPiece

NAMESPACE = "http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/aller"
_ALLER = "PESALR1"
_ENVELOPE_VERSION = "1"
_EXPENSE = "003"
"""``TypePJ`` of what supports an expense."""
_AROUND = 8_000
"""Bytes of a flux beside its pieces, and of a piece beside its content, at most."""


def fluxes(pieces: Sequence[PesPiece], largest: int = LARGEST) -> Iterator[tuple[PesPiece, ...]]:
    """``pieces``, in their order, in as few parts as fit in ``largest`` bytes each once written."""
    held: list[PesPiece] = []
    size = _AROUND
    for piece in pieces:
        added = _AROUND + 4 * (len(piece.packed) // 3 + 1)
        if held and size + added > largest:
            yield tuple(held)
            held, size = [], _AROUND
        held.append(piece)
        size += added
    if held:
        yield tuple(held)


def as_xml(name: str, deposited: DepositedInvoice, account: PesAccount, pieces: Sequence[PesPiece]) -> bytes:
    """The flux called ``name`` of ``pieces``, one at least, for the recipient of ``deposited``."""
    root = etree.Element(etree.QName(NAMESPACE, "PES_Aller"), nsmap={"n": NAMESPACE})
    parameters = group(group(root, "Enveloppe"), "Parametres")
    _put(parameters, "Version", _ENVELOPE_VERSION)
    _put(parameters, "TypFic", _ALLER)
    _put(parameters, "NomFic", name)
    _header(group(root, "EnTetePES"), deposited, account)
    block = group(root, "PES_PJ")
    _put(group(block, "EnTetePES_PJ"), "IdVer", str(account.id_ver))
    for piece in pieces:
        element = group(block, "PJ")
        content = group(group(element, "Contenu"), "Fichier", {"MIMEType": sound(piece.mime)})
        content.text = b64encode(piece.packed).decode("ascii")
        _put(element, "IdUnique", piece.id_unique)
        _put(element, "NomPJ", piece.name)
        _put(element, "TypePJ", _EXPENSE)
        _put(element, "Description", piece.description)
    return written(root)


def _header(header: Element, deposited: DepositedInvoice, account: PesAccount) -> None:
    siret = deposited.route.siret if deposited.route else ""
    for tag, value in (
        ("DteStr", paris_day(deposited.deposited_at).isoformat()),
        ("IdPost", account.poste),
        ("IdColl", siret),
        ("FinJur", account.finess),
        ("CodCol", account.collectivite),
        ("CodBud", account.budget),
        ("LibelleColBud", account.libelle),
    ):
        if value:
            _put(header, tag, value)


def _put(parent: Element, tag: str, value: str) -> None:
    group(parent, tag, {"V": sound(value)})
