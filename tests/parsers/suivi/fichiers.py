"""Status files for the tests of reading, made by hand from the schemas."""

from collections.abc import Sequence

CPP_HEAD = (
    "<CPPStatut><Enveloppe><EnveloppeUnitaire NumOrdre='1'><Parametres>"
    "<ParametreIndiv NumOrdre='0001'><Code>DtPrd</Code><Valeurparametre>2026-03-12</Valeurparametre></ParametreIndiv>"
    "<ParametreIndiv NumOrdre='0002'><Code>IdFlx</Code><Valeurparametre>1</Valeurparametre></ParametreIndiv>"
    "</Parametres><Partenaires><Recepteur><Id>XXX001</Id></Recepteur><Emetteur><Id>CPP001</Id></Emetteur>"
    "</Partenaires></EnveloppeUnitaire></Enveloppe>"
)
FOURNISSEUR, DESTINATAIRE = "12345678200010", "20005379100014"


def cpp(
    code: str = "08",
    *,
    number: str = "2026-014",
    moment: str = "2026-03-12T10:00:00+01:00",
    day: str = "2026-03-11",
    comment: str = "",
    mandat: str = "",
    count: int = 1,
) -> bytes:
    """A CPPStatut of ``count`` equal statuses of invoices."""
    parties = (
        f"<Fournisseur><TypeIdentifiant>1</TypeIdentifiant><Identifiant>{FOURNISSEUR}</Identifiant>"
        "<RaisonSociale>Exemple</RaisonSociale></Fournisseur>"
        f"<Debiteur><TypeIdentifiant>1</TypeIdentifiant><Identifiant>{DESTINATAIRE}</Identifiant></Debiteur>"
    )
    data = (
        f"<IdStatut>{code}</IdStatut><Commentaire>{comment}</Commentaire><Horodatage>{moment}</Horodatage>"
        f"<IdFacture>{number}</IdFacture><DateFacture>{day}</DateFacture><IdMandatDP>{mandat}</IdMandatDP>"
    )
    unit = f"<CPPFactureStatutUnitaire>{parties}<DonneesStatut>{data}</DonneesStatut></CPPFactureStatutUnitaire>"
    body = f"<CPPFactureStatuts compteur='{count}'>{unit * count}</CPPFactureStatuts>"
    return f"{CPP_HEAD}{body}</CPPStatut>".encode()


def cdar(
    *statuses: tuple[str, str, Sequence[str]],
    kind: str = "380",
    number: str = "2026-014",
    moment: str = "20260312100000",
    detail: str = "",
) -> bytes:
    """A CDAR of one document for each (code, reason in words, reason codes); ``detail`` is added to each."""
    documents = "".join(
        f"<ram:ReferenceReferencedDocument><ram:IssuerAssignedID>{number}</ram:IssuerAssignedID>"
        f"<ram:TypeCode>{kind}</ram:TypeCode><ram:FormattedIssueDateTime>"
        "<qdt:DateTimeString format='102'>20260311</qdt:DateTimeString></ram:FormattedIssueDateTime>"
        f"<ram:ProcessConditionCode>{code}</ram:ProcessConditionCode>"
        "<ram:IssuerTradeParty><ram:GlobalID schemeID='0002'>123456782</ram:GlobalID></ram:IssuerTradeParty>"
        + "".join(
            f"<ram:SpecifiedDocumentStatus><ram:ReasonCode>{one}</ram:ReasonCode><ram:Reason>{reason}</ram:Reason>"
            f"<ram:SequenceNumeric>{rank}</ram:SequenceNumeric></ram:SpecifiedDocumentStatus>"
            for rank, one in enumerate(codes, start=1)
        )
        + f"{detail}</ram:ReferenceReferencedDocument>"
        for code, reason, codes in statuses
    )
    base = "urn:un:unece:uncefact:data:standard:"
    return (
        f"<rsm:CrossDomainAcknowledgementAndResponse "
        f"xmlns:rsm='{base}CrossDomainAcknowledgementAndResponse:100' "
        f"xmlns:ram='{base}ReusableAggregateBusinessInformationEntity:100' "
        f"xmlns:qdt='{base}QualifiedDataType:100' xmlns:udt='{base}UnqualifiedDataType:100'>"
        "<rsm:ExchangedDocument/><rsm:AcknowledgementDocument><ram:TypeCode>23</ram:TypeCode><ram:IssueDateTime>"
        f"<udt:DateTimeString format='204'>{moment}</udt:DateTimeString></ram:IssueDateTime>{documents}"
        "</rsm:AcknowledgementDocument></rsm:CrossDomainAcknowledgementAndResponse>"
    ).encode()


def csv(*rows: str, head: str = "Numéro facture;Nouveau statut;Motif", encoding: str = "utf-8-sig") -> bytes:
    """A table with these lines."""
    return "\r\n".join((head, *rows, "")).encode(encoding)
