"""UBL elements and attributes outside EN 16931 (UBL-CR, UBL-DT), by warning code."""

from collections.abc import Mapping

from domain.tree import Node
from validators.en16931.unforeseen.paths import rows
from validators.engine.rule_body import Condition

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_SHORT = {
    "*Line": ("InvoiceLine", "CreditNoteLine"),
    "*Extensions": (f"{{{_UBL}CommonExtensionComponents-2}}UBLExtensions",),
    "*Validity": (f"{{{_UBL}CommonBasicComponents-2}}ValidityPeriod",),
    "*List": (f"{{{_UBL}CommonBasicComponents-2}}PriceList",),
}
"""``*Validity`` and ``*List``: the official artefacts use a wrong namespace (basic components), where they never
are.
"""

_TABLE = """
UBL-CR-001 .: *Extensions UBLVersionID
UBL-CR-003 .: ProfileExecutionID CopyIndicator UUID IssueTime PricingCurrencyCode PaymentCurrencyCode
UBL-CR-009 .: PaymentAlternativeCurrencyCode AccountingCostCode LineCountNumeric
UBL-CR-012 InvoicePeriod: StartTime EndTime DurationMeasure Description
UBL-CR-016 OrderReference: CopyIndicator UUID IssueDate IssueTime CustomerReference OrderTypeCode
UBL-CR-022 OrderReference: DocumentReference
UBL-CR-023 BillingReference/InvoiceDocumentReference: CopyIndicator UUID IssueTime DocumentTypeCode DocumentType
UBL-CR-028 BillingReference/InvoiceDocumentReference: XPath LanguageID LocaleCode VersionID DocumentStatusCode
UBL-CR-033 BillingReference/InvoiceDocumentReference: DocumentDescription Attachment ValidityPeriod IssuerParty
UBL-CR-037 BillingReference/InvoiceDocumentReference: ResultOfVerification
UBL-CR-038 BillingReference: SelfBilledInvoiceDocumentReference CreditNoteDocumentReference
UBL-CR-040 BillingReference: SelfBilledCreditNoteDocumentReference DebitNoteDocumentReference
UBL-CR-042 BillingReference: ReminderDocumentReference AdditionalDocumentReference BillingReferenceLine
UBL-CR-045 DespatchDocumentReference: CopyIndicator UUID IssueDate IssueTime DocumentTypeCode DocumentType XPath
UBL-CR-052 DespatchDocumentReference: LanguageID LocaleCode VersionID DocumentStatusCode DocumentDescription
UBL-CR-057 DespatchDocumentReference: Attachment ValidityPeriod IssuerParty ResultOfVerification
UBL-CR-061 ReceiptDocumentReference: CopyIndicator UUID IssueDate IssueTime DocumentTypeCode DocumentType XPath
UBL-CR-068 ReceiptDocumentReference: LanguageID LocaleCode VersionID DocumentStatusCode DocumentDescription
UBL-CR-073 ReceiptDocumentReference: Attachment ValidityPeriod IssuerParty ResultOfVerification
UBL-CR-077 .: StatementDocumentReference
UBL-CR-078 OriginatorDocumentReference: CopyIndicator UUID IssueDate IssueTime DocumentTypeCode DocumentType
UBL-CR-084 OriginatorDocumentReference: XPath LanguageID LocaleCode VersionID DocumentStatusCode
UBL-CR-089 OriginatorDocumentReference: DocumentDescription Attachment ValidityPeriod IssuerParty
UBL-CR-093 OriginatorDocumentReference: ResultOfVerification
UBL-CR-094 ContractDocumentReference: CopyIndicator UUID IssueDate IssueTime DocumentTypeCode DocumentType XPath
UBL-CR-101 ContractDocumentReference: LanguageID LocaleCode VersionID DocumentStatusCode DocumentDescription
UBL-CR-106 ContractDocumentReference: Attachment ValidityPeriod IssuerParty ResultOfVerification
UBL-CR-110 AdditionalDocumentReference: CopyIndicator UUID IssueDate IssueTime DocumentType XPath LanguageID
UBL-CR-117 AdditionalDocumentReference: LocaleCode VersionID DocumentStatusCode
UBL-CR-121 AdditionalDocumentReference/Attachment/ExternalReference: DocumentHash HashAlgorithmMethod ExpiryDate
UBL-CR-124 AdditionalDocumentReference/Attachment/ExternalReference: ExpiryTime MimeCode FormatCode EncodingCode
UBL-CR-128 AdditionalDocumentReference/Attachment/ExternalReference: CharacterSetCode FileName Description
UBL-CR-131 AdditionalDocumentReference: ValidityPeriod IssuerParty ResultOfVerification
UBL-CR-134 ProjectReference: UUID IssueDate WorkPhaseReference
UBL-CR-137 .: Signature
UBL-CR-138 AccountingSupplierParty: CustomerAssignedAccountID AdditionalAccountID DataSendingCapability
UBL-CR-141 AccountingSupplierParty/Party: MarkCareIndicator MarkAttentionIndicator WebsiteURI LogoReferenceID
UBL-CR-145 AccountingSupplierParty/Party: IndustryClassificationCode Language
UBL-CR-147 AccountingSupplierParty/Party/PostalAddress: ID AddressTypeCode AddressFormatCode Postbox Floor Room
UBL-CR-153 AccountingSupplierParty/Party/PostalAddress: BlockName BuildingName BuildingNumber InhouseMail
UBL-CR-157 AccountingSupplierParty/Party/PostalAddress: Department MarkAttention MarkCare PlotIdentification
UBL-CR-161 AccountingSupplierParty/Party/PostalAddress: CitySubdivisionName CountrySubentityCode Region District
UBL-CR-165 AccountingSupplierParty/Party/PostalAddress: TimezoneOffset
UBL-CR-166 AccountingSupplierParty/Party/PostalAddress/Country: Name
UBL-CR-167 AccountingSupplierParty/Party/PostalAddress: LocationCoordinate
UBL-CR-168 AccountingSupplierParty/Party: PhysicalLocation
UBL-CR-169 AccountingSupplierParty/Party/PartyTaxScheme: RegistrationName TaxLevelCode ExemptionReasonCode
UBL-CR-172 AccountingSupplierParty/Party/PartyTaxScheme: ExemptionReason RegistrationAddress
UBL-CR-174 AccountingSupplierParty/Party/PartyTaxScheme/TaxScheme: Name TaxTypeCode CurrencyCode
UBL-CR-177 AccountingSupplierParty/Party/PartyTaxScheme/TaxScheme: JurisdictionRegionAddress
UBL-CR-178 AccountingSupplierParty/Party/PartyLegalEntity: RegistrationDate RegistrationExpirationDate
UBL-CR-180 AccountingSupplierParty/Party/PartyLegalEntity: CompanyLegalFormCode SoleProprietorshipIndicator
UBL-CR-182 AccountingSupplierParty/Party/PartyLegalEntity: CompanyLiquidationStatusCode CorporateStockAmount
UBL-CR-184 AccountingSupplierParty/Party/PartyLegalEntity: FullyPaidSharesIndicator RegistrationAddress
UBL-CR-186 AccountingSupplierParty/Party/PartyLegalEntity: CorporateRegistrationScheme HeadOfficeParty
UBL-CR-188 AccountingSupplierParty/Party/PartyLegalEntity: ShareholderParty
UBL-CR-189 AccountingSupplierParty/Party/Contact: ID Telefax Note OtherCommunication
UBL-CR-193 AccountingSupplierParty/Party: Person AgentParty ServiceProviderParty PowerOfAttorney
UBL-CR-197 AccountingSupplierParty/Party: FinancialAccount
UBL-CR-198 AccountingSupplierParty: DespatchContact AccountingContact SellerContact
UBL-CR-201 AccountingCustomerParty: CustomerAssignedAccountID SupplierAssignedAccountID AdditionalAccountID
UBL-CR-204 AccountingCustomerParty/Party: MarkCareIndicator MarkAttentionIndicator WebsiteURI LogoReferenceID
UBL-CR-208 AccountingCustomerParty/Party: IndustryClassificationCode Language
UBL-CR-210 AccountingCustomerParty/Party/PostalAddress: ID AddressTypeCode AddressFormatCode Postbox Floor Room
UBL-CR-216 AccountingCustomerParty/Party/PostalAddress: BlockName BuildingName BuildingNumber InhouseMail
UBL-CR-220 AccountingCustomerParty/Party/PostalAddress: Department MarkAttention MarkCare PlotIdentification
UBL-CR-224 AccountingCustomerParty/Party/PostalAddress: CitySubdivisionName CountrySubentityCode Region District
UBL-CR-228 AccountingCustomerParty/Party/PostalAddress: TimezoneOffset
UBL-CR-229 AccountingCustomerParty/Party/PostalAddress/Country: Name
UBL-CR-230 AccountingCustomerParty/Party/PostalAddress: LocationCoordinate
UBL-CR-231 AccountingCustomerParty/Party: PhysicalLocation
UBL-CR-232 AccountingCustomerParty/Party/PartyTaxScheme: RegistrationName TaxLevelCode ExemptionReasonCode
UBL-CR-235 AccountingCustomerParty/Party/PartyTaxScheme: ExemptionReason RegistrationAddress
UBL-CR-237 AccountingCustomerParty/Party/PartyTaxScheme/TaxScheme: Name TaxTypeCode CurrencyCode
UBL-CR-240 AccountingCustomerParty/Party/PartyTaxScheme/TaxScheme: JurisdictionRegionAddress
UBL-CR-241 AccountingCustomerParty/Party/PartyLegalEntity: RegistrationDate RegistrationExpirationDate
UBL-CR-243 AccountingCustomerParty/Party/PartyLegalEntity: CompanyLegalFormCode CompanyLegalForm
UBL-CR-245 AccountingCustomerParty/Party/PartyLegalEntity: SoleProprietorshipIndicator
UBL-CR-246 AccountingCustomerParty/Party/PartyLegalEntity: CompanyLiquidationStatusCode CorporateStockAmount
UBL-CR-248 AccountingCustomerParty/Party/PartyLegalEntity: FullyPaidSharesIndicator RegistrationAddress
UBL-CR-250 AccountingCustomerParty/Party/PartyLegalEntity: CorporateRegistrationScheme HeadOfficeParty
UBL-CR-252 AccountingCustomerParty/Party/PartyLegalEntity: ShareholderParty
UBL-CR-253 AccountingCustomerParty/Party/Contact: ID Telefax Note OtherCommunication
UBL-CR-257 AccountingCustomerParty/Party: Person AgentParty ServiceProviderParty PowerOfAttorney
UBL-CR-261 AccountingCustomerParty/Party: FinancialAccount
UBL-CR-262 AccountingCustomerParty: DeliveryContact AccountingContact BuyerContact
UBL-CR-265 PayeeParty: MarkCareIndicator MarkAttentionIndicator WebsiteURI LogoReferenceID EndpointID
UBL-CR-270 PayeeParty: IndustryClassificationCode Language PostalAddress PhysicalLocation PartyTaxScheme
UBL-CR-275 PayeeParty/PartyLegalEntity: RegistrationName RegistrationDate RegistrationExpirationDate
UBL-CR-278 PayeeParty/PartyLegalEntity: CompanyLegalFormCode CompanyLegalForm SoleProprietorshipIndicator
UBL-CR-281 PayeeParty/PartyLegalEntity: CompanyLiquidationStatusCode CorporateStockAmount
UBL-CR-283 PayeeParty/PartyLegalEntity: FullyPaidSharesIndicator RegistrationAddress CorporateRegistrationScheme
UBL-CR-286 PayeeParty/PartyLegalEntity: HeadOfficeParty ShareholderParty
UBL-CR-288 PayeeParty: Contact Person AgentParty ServiceProviderParty PowerOfAttorney FinancialAccount
UBL-CR-294 .: BuyerCustomerParty SellerSupplierParty
UBL-CR-296 TaxRepresentativeParty: MarkCareIndicator MarkAttentionIndicator WebsiteURI LogoReferenceID
UBL-CR-300 TaxRepresentativeParty: EndpointID IndustryClassificationCode PartyIdentification Language
UBL-CR-304 TaxRepresentativeParty/PostalAddress: ID AddressTypeCode AddressFormatCode Postbox Floor Room
UBL-CR-310 TaxRepresentativeParty/PostalAddress: BlockName BuildingName BuildingNumber InhouseMail Department
UBL-CR-315 TaxRepresentativeParty/PostalAddress: MarkAttention MarkCare PlotIdentification CitySubdivisionName
UBL-CR-319 TaxRepresentativeParty/PostalAddress: CountrySubentityCode Region District TimezoneOffset
UBL-CR-323 TaxRepresentativeParty/PostalAddress/Country: Name
UBL-CR-324 TaxRepresentativeParty/PostalAddress: LocationCoordinate
UBL-CR-325 TaxRepresentativeParty: PhysicalLocation
UBL-CR-326 TaxRepresentativeParty/PartyTaxScheme: RegistrationName TaxLevelCode ExemptionReasonCode
UBL-CR-329 TaxRepresentativeParty/PartyTaxScheme: ExemptionReason RegistrationAddress
UBL-CR-331 TaxRepresentativeParty/PartyTaxScheme/TaxScheme: Name TaxTypeCode CurrencyCode
UBL-CR-334 TaxRepresentativeParty/PartyTaxScheme/TaxScheme: JurisdictionRegionAddress
UBL-CR-335 TaxRepresentativeParty: PartyLegalEntity Contact Person AgentParty ServiceProviderParty
UBL-CR-340 TaxRepresentativeParty: PowerOfAttorney FinancialAccount
UBL-CR-342 Delivery: ID Quantity MinimumQuantity MaximumQuantity ActualDeliveryTime LatestDeliveryDate
UBL-CR-348 Delivery: LatestDeliveryTime ReleaseID TrackingID
UBL-CR-351 Delivery/DeliveryLocation: Description Conditions CountrySubentity CountrySubentityCode
UBL-CR-355 Delivery/DeliveryLocation: LocationTypeCode InformationURI Name ValidityPeriod
UBL-CR-359 Delivery/DeliveryLocation/Address: ID AddressTypeCode AddressFormatCode Postbox Floor Room BlockName
UBL-CR-366 Delivery/DeliveryLocation/Address: BuildingName BuildingNumber InhouseMail Department MarkAttention
UBL-CR-371 Delivery/DeliveryLocation/Address: MarkCare PlotIdentification CitySubdivisionName
UBL-CR-374 Delivery/DeliveryLocation/Address: CountrySubentityCode Region District TimezoneOffset
UBL-CR-378 Delivery/DeliveryLocation/Address/Country: Name
UBL-CR-379 Delivery/DeliveryLocation/Address: LocationCoordinate
UBL-CR-380 Delivery/DeliveryLocation: SubsidiaryLocation LocationCoordinate
UBL-CR-382 Delivery: AlternativeDeliveryLocation RequestedDeliveryPeriod EstimatedDeliveryPeriod CarrierParty
UBL-CR-386 Delivery/DeliveryParty: MarkCareIndicator MarkAttentionIndicator WebsiteURI LogoReferenceID
UBL-CR-390 Delivery/DeliveryParty: EndpointID IndustryClassificationCode PartyIdentification Language
UBL-CR-394 Delivery/DeliveryParty: PostalAddress PhysicalLocation PartyTaxScheme PartyLegalEntity Contact Person
UBL-CR-400 Delivery/DeliveryParty: AgentParty ServiceProviderParty PowerOfAttorney FinancialAccount
UBL-CR-404 Delivery: NotifyParty Despatch DeliveryTerms MinimumDeliveryUnit MaximumDeliveryUnit Shipment
UBL-CR-410 .: DeliveryTerms
UBL-CR-411 PaymentMeans: ID
UBL-CR-412 PaymentMeans: PaymentDueDate
UBL-CR-413 PaymentMeans: PaymentChannelCode InstructionID
UBL-CR-415 PaymentMeans/CardAccount: CardTypeCode ValidityStartDate ExpiryDate IssuerID IssueNumberID CV2ID
UBL-CR-421 PaymentMeans/CardAccount: CardChipCode ChipApplicationID
UBL-CR-424 PaymentMeans/PayeeFinancialAccount: AliasName AccountTypeCode AccountFormatCode CurrencyCode
UBL-CR-428 PaymentMeans/PayeeFinancialAccount: PaymentNote
UBL-CR-429 PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch: Name
UBL-CR-430 PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch/FinancialInstitution: Name Address
UBL-CR-432 PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch: Address
UBL-CR-433 PaymentMeans/PayeeFinancialAccount: Country
UBL-CR-434 PaymentMeans: CreditAccount
UBL-CR-435 PaymentMeans/PaymentMandate: MandateTypeCode MaximumPaymentInstructionsNumeric MaximumPaidAmount
UBL-CR-438 PaymentMeans/PaymentMandate: SignatureID PayerParty
UBL-CR-440 PaymentMeans/PaymentMandate/PayerFinancialAccount: Name AliasName AccountTypeCode AccountFormatCode
UBL-CR-444 PaymentMeans/PaymentMandate/PayerFinancialAccount: CurrencyCode PaymentNote
UBL-CR-446 PaymentMeans/PaymentMandate/PayerFinancialAccount: FinancialInstitutionBranch Country
UBL-CR-448 PaymentMeans/PaymentMandate: ValidityPeriod PaymentReversalPeriod Clause
UBL-CR-451 PaymentMeans: TradeFinancing
UBL-CR-452 PaymentTerms: ID PaymentMeansID PrepaidPaymentReferenceID ReferenceEventCode
UBL-CR-456 PaymentTerms: SettlementDiscountPercent PenaltySurchargePercent PaymentPercent Amount
UBL-CR-460 PaymentTerms: SettlementDiscountAmount PenaltyAmount PaymentTermsDetailsURI PaymentDueDate
UBL-CR-464 PaymentTerms: InstallmentDueDate InvoicingPartyReference SettlementPeriod PenaltyPeriod ExchangeRate
UBL-CR-469 PaymentTerms: ValidityPeriod
UBL-CR-470 .: PrepaidPayment
UBL-CR-471 AllowanceCharge: ID PrepaidIndicator SequenceNumeric AccountingCostCode AccountingCost PerUnitAmount
UBL-CR-477 AllowanceCharge/TaxCategory: Name BaseUnitMeasure PerUnitAmount TaxExemptionReasonCode
UBL-CR-481 AllowanceCharge/TaxCategory: TaxExemptionReason TierRange TierRatePercent
UBL-CR-484 AllowanceCharge/TaxCategory/TaxScheme: Name TaxTypeCode CurrencyCode JurisdictionRegionAddress
UBL-CR-488 AllowanceCharge: TaxTotal PaymentMeans
UBL-CR-490 .: TaxExchangeRate PricingExchangeRate PaymentExchangeRate PaymentAlternativeExchangeRate
UBL-CR-494 TaxTotal: RoundingAmount TaxEvidenceIndicator TaxIncludedIndicator
UBL-CR-497 TaxTotal/TaxSubtotal: CalculationSequenceNumeric TransactionCurrencyTaxAmount Percent BaseUnitMeasure
UBL-CR-501 TaxTotal/TaxSubtotal: PerUnitAmount TierRange TierRatePercent
UBL-CR-504 TaxTotal/TaxSubtotal/TaxCategory: Name BaseUnitMeasure PerUnitAmount TierRange TierRatePercent
UBL-CR-509 TaxTotal/TaxSubtotal/TaxCategory/TaxScheme: Name TaxTypeCode CurrencyCode JurisdictionRegionAddress
UBL-CR-513 .: WithholdingTaxTotal
UBL-CR-514 LegalMonetaryTotal: PayableAlternativeAmount
UBL-CR-515 *Line: UUID TaxPointDate AccountingCostCode PaymentPurposeCode FreeOfChargeIndicator
UBL-CR-520 *Line/InvoicePeriod: StartTime EndTime DurationMeasure DescriptionCode Description
UBL-CR-525 *Line/OrderLineReference: SalesOrderLineID UUID LineStatusCode OrderReference
UBL-CR-529 *Line: DespatchLineReference ReceiptLineReference BillingReference
UBL-CR-532 *Line/DocumentReference: CopyIndicator UUID IssueDate IssueTime
UBL-CR-537 *Line/DocumentReference: DocumentType XPath LanguageID LocaleCode VersionID DocumentStatusCode
UBL-CR-543 *Line/DocumentReference: DocumentDescription Attachment ValidityPeriod IssuerParty
UBL-CR-547 *Line/DocumentReference: ResultOfVerification
UBL-CR-548 *Line: PricingReference OriginatorParty Delivery PaymentTerms
UBL-CR-552 *Line/AllowanceCharge: ID PrepaidIndicator SequenceNumeric AccountingCostCode AccountingCost
UBL-CR-557 *Line/AllowanceCharge: PerUnitAmount TaxCategory TaxTotal PaymentMeans
UBL-CR-561 *Line: TaxTotal WithholdingTaxTotal
UBL-CR-563 *Line/Item: PackQuantity PackSizeNumeric CatalogueIndicator HazardousRiskIndicator
UBL-CR-567 *Line/Item: AdditionalInformation Keyword BrandName ModelName
UBL-CR-571 *Line/Item/BuyersItemIdentification: ExtendedID BarcodeSymbologyID PhysicalAttribute
UBL-CR-574 *Line/Item/BuyersItemIdentification: MeasurementDimension IssuerParty
UBL-CR-576 *Line/Item/SellersItemIdentification: ExtendedID BarcodeSymbologyID PhysicalAttribute
UBL-CR-579 *Line/Item/SellersItemIdentification: MeasurementDimension IssuerParty
UBL-CR-581 *Line/Item: ManufacturersItemIdentification
UBL-CR-582 *Line/Item/StandardItemIdentification: ExtendedID BarcodeSymbologyID PhysicalAttribute
UBL-CR-585 *Line/Item/StandardItemIdentification: MeasurementDimension IssuerParty
UBL-CR-587 *Line/Item: CatalogueItemIdentification AdditionalItemIdentification CatalogueDocumentReference
UBL-CR-590 *Line/Item: ItemSpecificationDocumentReference
UBL-CR-591 *Line/Item/OriginCountry: Name
UBL-CR-592 *Line/Item/CommodityClassification: NatureCode CargoTypeCode CommodityCode
UBL-CR-595 *Line/Item: TransactionConditions HazardousItem
UBL-CR-597 *Line/Item/ClassifiedTaxCategory: Name BaseUnitMeasure PerUnitAmount TaxExemptionReasonCode
UBL-CR-601 *Line/Item/ClassifiedTaxCategory: TaxExemptionReason TierRange TierRatePercent
UBL-CR-604 *Line/Item/ClassifiedTaxCategory/TaxScheme: Name TaxTypeCode CurrencyCode JurisdictionRegionAddress
UBL-CR-608 *Line/Item/AdditionalItemProperty: ID NameCode TestMethod ValueQuantity ValueQualifier ImportanceCode
UBL-CR-614 *Line/Item/AdditionalItemProperty: ListValue UsabilityPeriod ItemPropertyGroup RangeDimension
UBL-CR-618 *Line/Item/AdditionalItemProperty: ItemPropertyRange
UBL-CR-619 *Line/Item: ManufacturerParty InformationContentProviderParty OriginAddress ItemInstance Certificate
UBL-CR-624 *Line/Item: Dimension
UBL-CR-625 *Line/Price: PriceChangeReason PriceTypeCode PriceType OrderableUnitFactorRate
UBL-CR-632 *Line/Price/AllowanceCharge: ID AllowanceChargeReasonCode AllowanceChargeReason
UBL-CR-635 *Line/Price/AllowanceCharge: MultiplierFactorNumeric PrepaidIndicator SequenceNumeric
UBL-CR-638 *Line/Price/AllowanceCharge: AccountingCostCode AccountingCost PerUnitAmount TaxCategory TaxTotal
UBL-CR-643 *Line/Price/AllowanceCharge: PaymentMeans
UBL-CR-644 *Line/Price: PricingExchangeRate
UBL-CR-645 *Line: DeliveryTerms SubInvoiceLine ItemPriceExtension
UBL-CR-648 CustomizationID: @schemeID
UBL-CR-649 ProfileID: @schemeID
UBL-CR-650 ID: @schemeID
UBL-CR-651 SalesOrderID: @schemeID
UBL-CR-652 //PartyTaxScheme/CompanyID: @schemeID
UBL-CR-653 PaymentMeans/PaymentID: @schemeID
UBL-CR-654 PaymentMeans/PayeeFinancialAccount/ID: @schemeID
UBL-CR-655 PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch/ID: @schemeID
UBL-CR-656 InvoiceTypeCode: @listID
UBL-CR-657 DocumentCurrencyCode: @listID
UBL-CR-658 TaxCurrencyCode: @listID
UBL-CR-659 AdditionalDocumentReference/DocumentTypeCode: @listID
UBL-CR-660 //Country/IdentificationCode: @listID
UBL-CR-661 PaymentMeans/PaymentMeansCode: @listID
UBL-CR-662 //AllowanceChargeReasonCode: @listID
UBL-CR-663 //: @unitCodeListID FinancialInstitution
UBL-CR-665 //AdditionalDocumentReference/ID: @schemeID
UBL-CR-667 //BuyersItemIdentification/ID: @schemeID
UBL-CR-668 //SellersItemIdentification/ID: @schemeID
UBL-CR-669 //Price/AllowanceCharge: AllowanceChargeReasonCode AllowanceChargeReason MultiplierFactorNumeric
UBL-CR-672 CreditNoteTypeCode: @listID
UBL-CR-674 //PrimaryAccountNumberID: @schemeID
UBL-CR-675 //CardAccount/NetworkID: @schemeID
UBL-CR-676 //PaymentMandate/ID: @schemeID
UBL-CR-677 //PaymentMandate/PayerFinancialAccount/ID: @schemeID
UBL-CR-678 //TaxCategory/ID: @schemeID
UBL-CR-679 //ClassifiedTaxCategory/ID: @schemeID
UBL-CR-680 //PaymentMeans: PayerFinancialAccount
UBL-CR-681 PaymentMeans: InstructionNote
UBL-CR-682 Delivery: DeliveryAddress
UBL-DT-08 //: @schemeName @schemeAgencyName @schemeDataURI @schemeURI @format @unitCodeListIdentifier
UBL-DT-14 //: @unitCodeListAgencyIdentifier @unitCodeListAgencyName @listAgencyName @listName
UBL-DT-18 //: @name
UBL-DT-19 //: @languageID @listURI @listSchemeURI @languageLocaleID @uri @currencyCodeListVersionID
UBL-DT-25 //: @characterSetCode @encodingCode @schemeAgencyID @listAgencyID
UBL-CR-629 *Line/Price: *Validity *List
"""

ROWS = rows(_TABLE, _SHORT)
"""All UBL warnings except that on payment cards (BR-51)."""


def _is_an_object(node: Node) -> bool:
    """Whether the document that ``node`` (its ID) refers to is an invoiced object, whose identifier has a scheme."""
    document = node.parent
    if document is None or document.name != "AdditionalDocumentReference":
        return False
    kinds = document.all("DocumentTypeCode")
    return bool(kinds) and all(kind.text == "130" for kind in kinds)


UNLESS: Mapping[str, Condition] = {
    "UBL-CR-002": lambda node: node.text == "2.1",
    "UBL-CR-412": lambda node: node.up("CreditNote") is not None,
    "UBL-CR-665": _is_an_object,
    "UBL-DT-18": lambda node: node.name == "PaymentMeansCode",
}
"""Exceptions by code: version 2.1, a credit note's due date, an object's scheme, the name of a means of payment."""
