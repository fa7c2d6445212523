"""Attachments that are programs, whatever their names say: nobody's invoice needs one, and a click may run it."""

from domain.invoice import Attachment, Invoice
from domain.text import Text
from validators.rule import Answer, Case, fault, rule

_PE_AT = slice(60, 64)
"""Where a DOS header says its Windows header is."""
_WINDOWS = (b"PE\0\0", b"NE", b"LE", b"LX")
_MAGIC = (
    (b"\x7fELF", Text("un programme Linux", "a Linux program")),
    (b"\xfe\xed\xfa\xce", Text("un programme macOS", "a macOS program")),
    (b"\xfe\xed\xfa\xcf", Text("un programme macOS", "a macOS program")),
    (b"\xce\xfa\xed\xfe", Text("un programme macOS", "a macOS program")),
    (b"\xcf\xfa\xed\xfe", Text("un programme macOS", "a macOS program")),
    (b"\xca\xfe\xba\xbe", Text("un programme Java ou macOS", "a Java or macOS program")),
    (b"#!/", Text("un script", "a script")),
    (b"L\0\0\0\x01\x14\x02\0", Text("un raccourci Windows", "a Windows shortcut")),
)
_EXE = Text("un programme Windows", "a Windows program")


@rule(
    "PJ-11",
    message=Text(
        "La pièce jointe « {value} » est {kind} : elle n'est pas transmise, et la facture est refusée.",
        "The attachment “{value}” is {kind}: it is not handed on, and the invoice is refused.",
    ),
    remedy=Text(
        "Retirez cette pièce jointe et déposez de nouveau la facture ; si vous ne l'avez pas mise là, faites vérifier "
        "votre poste.",
        "Remove this attachment and deposit the invoice again; if it is not yours, have your computer checked.",
    ),
    source="G4.03, annexe EDI; IRR_VIRUS, IRR_EXT_PJ",
)
def none_is_a_program(invoice: Invoice, _: Case) -> Answer:
    """No attachment begins as programs, scripts and shortcuts do."""
    return tuple(
        fault(value=each.filename or each.reference or "?", kind=kind)
        for each in invoice.attachments
        if (kind := _program(each))
    )


def _program(attachment: Attachment) -> Text | None:
    content = attachment.content or b""
    if content.startswith(b"MZ"):
        at = int.from_bytes(content[_PE_AT], "little")
        return _EXE if len(content) > _PE_AT.stop and content[at : at + 4].startswith(_WINDOWS) else None
    return next((kind for magic, kind in _MAGIC if content.startswith(magic)), None)


CHECKS = (none_is_a_program,)
