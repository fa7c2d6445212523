"""What the binding to CII does not admit, as tables: a code, and the name of an element or of an attribute."""

from typing import NamedTuple


class Row(NamedTuple):
    """A code, and what it is about."""

    code: str
    name: str


IDENTIFIER = (
    Row("CII-DT-001", "schemeName"),
    Row("CII-DT-002", "schemeAgencyName"),
    Row("CII-DT-003", "schemeDataURI"),
    Row("CII-DT-004", "schemeURI"),
    Row("CII-DT-005", "schemeID"),
    Row("CII-DT-006", "schemeAgencyID"),
    Row("CII-DT-007", "schemeVersionID"),
)
"""Attributes of the identifiers that have no scheme: BT-1, BT-24, BT-126 and BT-155."""
ANY_IDENTIFIER = (
    Row("CII-DT-101", "schemeName"),
    Row("CII-DT-102", "schemeAgencyName"),
    Row("CII-DT-103", "schemeDataURI"),
    Row("CII-DT-104", "schemeURI"),
)
"""Attributes of every other identifier."""
TYPE_CODE = (Row("CII-DT-008", "name"), Row("CII-DT-009", "listURI"))
"""Attributes of a code of a type."""
DOCUMENT_TYPE_CODE = (
    Row("CII-DT-010", "listID"),
    Row("CII-DT-011", "listAgencyID"),
    Row("CII-DT-012", "listVersionID"),
)
"""Attributes of the type of the document (BT-3)."""
ROOT_LANGUAGE = (Row("CII-DT-013", "languageID"), Row("CII-DT-014", "languageLocaleID"))
"""Attributes of the root."""
AMOUNT = (Row("CII-DT-031", "currencyID"), Row("CII-DT-032", "currencyCodeListVersionID"))
"""Attributes of an amount, the total of VAT excepted."""
QUANTITY = (
    Row("CII-DT-034", "unitCodeListID"),
    Row("CII-DT-035", "unitCodeListAgencyID"),
    Row("CII-DT-036", "unitCodeListAgencyName"),
)
"""Attributes of a quantity."""
REFERENCE = (
    Row("CII-DT-016", "StatusCode"),
    Row("CII-DT-017", "CopyIndicator"),
    Row("CII-DT-019", "GlobalID"),
    Row("CII-DT-020", "RevisionID"),
    Row("CII-DT-023", "Information"),
    Row("CII-DT-025", "SectionName"),
    Row("CII-DT-026", "PreviousRevisionID"),
    Row("CII-DT-028", "EffectiveSpecifiedPeriod"),
    Row("CII-DT-029", "IssuerTradeParty"),
    Row("CII-DT-030", "AttachedSpecifiedBinaryFile"),
)
"""Elements of a reference to a document."""
PERIOD = (
    Row("CII-DT-068", "StartDateTime/DateTime"),
    Row("CII-DT-069", "DurationMeasure"),
    Row("CII-DT-070", "InclusiveIndicator"),
    Row("CII-DT-071", "Description"),
    Row("CII-DT-072", "EndDateTime/DateTime"),
    Row("CII-DT-073", "CompleteDateTime"),
    Row("CII-DT-074", "OpenIndicator"),
    Row("CII-DT-075", "SeasonCode"),
    Row("CII-DT-076", "ID"),
    Row("CII-DT-077", "Name"),
    Row("CII-DT-078", "SequenceNumeric"),
    Row("CII-DT-079", "StartDateFlexibilityCode"),
    Row("CII-DT-080", "ContinuousIndicator"),
    Row("CII-DT-081", "PurposeCode"),
)
"""Elements of an invoicing period."""
ADDRESS = (
    Row("CII-DT-082", "ID"),
    Row("CII-DT-083", "PostOfficeBox"),
    Row("CII-DT-084", "BuildingName"),
    Row("CII-DT-086", "LineFour"),
    Row("CII-DT-087", "LineFive"),
    Row("CII-DT-088", "StreetName"),
    Row("CII-DT-089", "CitySubDivisionName"),
    Row("CII-DT-090", "CountryName"),
    Row("CII-DT-091", "CountrySubDivisionID"),
    Row("CII-DT-092", "AttentionOf"),
    Row("CII-DT-093", "CareOf"),
    Row("CII-DT-094", "BuildingNumber"),
    Row("CII-DT-095", "DepartmentName"),
    Row("CII-DT-096", "AdditionalStreetName"),
)
"""Elements of a postal address."""
TOTALS_ONCE = (
    Row("CII-SR-477", "LineTotalAmount"),
    Row("CII-SR-478", "ChargeTotalAmount"),
    Row("CII-SR-479", "AllowanceTotalAmount"),
    Row("CII-SR-480", "TaxBasisTotalAmount"),
    Row("CII-SR-481", "RoundingAmount"),
    Row("CII-SR-482", "GrandTotalAmount"),
    Row("CII-SR-483", "InformationAmount"),
    Row("CII-SR-484", "TotalPrepaidAmount"),
    Row("CII-SR-485", "TotalDiscountAmount"),
    Row("CII-SR-486", "TotalAllowanceChargeAmount"),
    Row("CII-SR-487", "DuePayableAmount"),
    Row("CII-SR-488", "RetailValueExcludingTaxInformationAmount"),
    Row("CII-SR-489", "TotalDepositFeeInformationAmount"),
    Row("CII-SR-490", "ProductValueExcludingTobaccoTaxInformationAmount"),
    Row("CII-SR-491", "TotalRetailValueInformationAmount"),
    Row("CII-SR-492", "GrossLineTotalAmount"),
    Row("CII-SR-493", "NetLineTotalAmount"),
    Row("CII-SR-494", "NetIncludingTaxesLineTotalAmount"),
)
"""Totals of the document that are given once at most."""
