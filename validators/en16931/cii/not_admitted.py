"""Elements and attributes that the CII binding does not admit, as tables of rule codes and names."""

from typing import NamedTuple


class NotAdmittedRow(NamedTuple):
    """Rule code, and name of the element or attribute."""

    code: str
    name: str


IDENTIFIER = (
    NotAdmittedRow("CII-DT-001", "schemeName"),
    NotAdmittedRow("CII-DT-002", "schemeAgencyName"),
    NotAdmittedRow("CII-DT-003", "schemeDataURI"),
    NotAdmittedRow("CII-DT-004", "schemeURI"),
    NotAdmittedRow("CII-DT-005", "schemeID"),
    NotAdmittedRow("CII-DT-006", "schemeAgencyID"),
    NotAdmittedRow("CII-DT-007", "schemeVersionID"),
)
"""Attributes of the identifiers that have no scheme: BT-1, BT-24, BT-126 and BT-155."""
ANY_IDENTIFIER = (
    NotAdmittedRow("CII-DT-101", "schemeName"),
    NotAdmittedRow("CII-DT-102", "schemeAgencyName"),
    NotAdmittedRow("CII-DT-103", "schemeDataURI"),
    NotAdmittedRow("CII-DT-104", "schemeURI"),
)
"""Attributes of every other identifier."""
TYPE_CODE = (NotAdmittedRow("CII-DT-008", "name"), NotAdmittedRow("CII-DT-009", "listURI"))
"""Attributes of a code of a type."""
DOCUMENT_TYPE_CODE = (
    NotAdmittedRow("CII-DT-010", "listID"),
    NotAdmittedRow("CII-DT-011", "listAgencyID"),
    NotAdmittedRow("CII-DT-012", "listVersionID"),
)
"""Attributes of the type of the document (BT-3)."""
ROOT_LANGUAGE = (NotAdmittedRow("CII-DT-013", "languageID"), NotAdmittedRow("CII-DT-014", "languageLocaleID"))
"""Attributes of the root."""
AMOUNT = (NotAdmittedRow("CII-DT-031", "currencyID"), NotAdmittedRow("CII-DT-032", "currencyCodeListVersionID"))
"""Attributes of an amount, the total of VAT excepted."""
QUANTITY = (
    NotAdmittedRow("CII-DT-034", "unitCodeListID"),
    NotAdmittedRow("CII-DT-035", "unitCodeListAgencyID"),
    NotAdmittedRow("CII-DT-036", "unitCodeListAgencyName"),
)
"""Attributes of a quantity."""
REFERENCE = (
    NotAdmittedRow("CII-DT-016", "StatusCode"),
    NotAdmittedRow("CII-DT-017", "CopyIndicator"),
    NotAdmittedRow("CII-DT-019", "GlobalID"),
    NotAdmittedRow("CII-DT-020", "RevisionID"),
    NotAdmittedRow("CII-DT-023", "Information"),
    NotAdmittedRow("CII-DT-025", "SectionName"),
    NotAdmittedRow("CII-DT-026", "PreviousRevisionID"),
    NotAdmittedRow("CII-DT-028", "EffectiveSpecifiedPeriod"),
    NotAdmittedRow("CII-DT-029", "IssuerTradeParty"),
    NotAdmittedRow("CII-DT-030", "AttachedSpecifiedBinaryFile"),
)
"""Elements of a reference to a document."""
PERIOD = (
    NotAdmittedRow("CII-DT-068", "StartDateTime/DateTime"),
    NotAdmittedRow("CII-DT-069", "DurationMeasure"),
    NotAdmittedRow("CII-DT-070", "InclusiveIndicator"),
    NotAdmittedRow("CII-DT-071", "Description"),
    NotAdmittedRow("CII-DT-072", "EndDateTime/DateTime"),
    NotAdmittedRow("CII-DT-073", "CompleteDateTime"),
    NotAdmittedRow("CII-DT-074", "OpenIndicator"),
    NotAdmittedRow("CII-DT-075", "SeasonCode"),
    NotAdmittedRow("CII-DT-076", "ID"),
    NotAdmittedRow("CII-DT-077", "Name"),
    NotAdmittedRow("CII-DT-078", "SequenceNumeric"),
    NotAdmittedRow("CII-DT-079", "StartDateFlexibilityCode"),
    NotAdmittedRow("CII-DT-080", "ContinuousIndicator"),
    NotAdmittedRow("CII-DT-081", "PurposeCode"),
)
"""Elements of an invoicing period."""
ADDRESS = (
    NotAdmittedRow("CII-DT-082", "ID"),
    NotAdmittedRow("CII-DT-083", "PostOfficeBox"),
    NotAdmittedRow("CII-DT-084", "BuildingName"),
    NotAdmittedRow("CII-DT-086", "LineFour"),
    NotAdmittedRow("CII-DT-087", "LineFive"),
    NotAdmittedRow("CII-DT-088", "StreetName"),
    NotAdmittedRow("CII-DT-089", "CitySubDivisionName"),
    NotAdmittedRow("CII-DT-090", "CountryName"),
    NotAdmittedRow("CII-DT-091", "CountrySubDivisionID"),
    NotAdmittedRow("CII-DT-092", "AttentionOf"),
    NotAdmittedRow("CII-DT-093", "CareOf"),
    NotAdmittedRow("CII-DT-094", "BuildingNumber"),
    NotAdmittedRow("CII-DT-095", "DepartmentName"),
    NotAdmittedRow("CII-DT-096", "AdditionalStreetName"),
)
"""Elements of a postal address."""
TOTALS_ONCE = (
    NotAdmittedRow("CII-SR-477", "LineTotalAmount"),
    NotAdmittedRow("CII-SR-478", "ChargeTotalAmount"),
    NotAdmittedRow("CII-SR-479", "AllowanceTotalAmount"),
    NotAdmittedRow("CII-SR-480", "TaxBasisTotalAmount"),
    NotAdmittedRow("CII-SR-481", "RoundingAmount"),
    NotAdmittedRow("CII-SR-482", "GrandTotalAmount"),
    NotAdmittedRow("CII-SR-483", "InformationAmount"),
    NotAdmittedRow("CII-SR-484", "TotalPrepaidAmount"),
    NotAdmittedRow("CII-SR-485", "TotalDiscountAmount"),
    NotAdmittedRow("CII-SR-486", "TotalAllowanceChargeAmount"),
    NotAdmittedRow("CII-SR-487", "DuePayableAmount"),
    NotAdmittedRow("CII-SR-488", "RetailValueExcludingTaxInformationAmount"),
    NotAdmittedRow("CII-SR-489", "TotalDepositFeeInformationAmount"),
    NotAdmittedRow("CII-SR-490", "ProductValueExcludingTobaccoTaxInformationAmount"),
    NotAdmittedRow("CII-SR-491", "TotalRetailValueInformationAmount"),
    NotAdmittedRow("CII-SR-492", "GrossLineTotalAmount"),
    NotAdmittedRow("CII-SR-493", "NetLineTotalAmount"),
    NotAdmittedRow("CII-SR-494", "NetIncludingTaxesLineTotalAmount"),
)
"""Totals of the document that may occur at most once."""
