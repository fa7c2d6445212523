"""Structure of Factur-X BASIC WL, one element a line: its children, attributes and codes, in the notation of
:mod:`validators.facturx.structure.table`.
"""

TABLE = """
CrossIndustryInvoice
 ExchangedDocument ID=1#19 TypeCode=1#20
  IncludedNote Content=1#160 SubjectCode<=1#161
   SubjectCode .:SUBJECTS_CII#162
  IssueDateTime
   DateTimeString @format#21 @format:DAY#416
  TypeCode .:TYPES#417
 ExchangedDocumentContext BusinessProcessSpecifiedDocumentContextParameter<=1#24
 ExchangedDocumentContext GuidelineSpecifiedDocumentContextParameter=1#25
  BusinessProcessSpecifiedDocumentContextParameter ID=1#406
  GuidelineSpecifiedDocumentContextParameter ID=1#407
   ID .:GUIDELINES#418
 SupplyChainTradeTransaction
  ApplicableHeaderTradeAgreement SellerTradeParty=1#27 BuyerTradeParty=1#28
   BuyerOrderReferencedDocument IssuerAssignedID=1#29
   BuyerTradeParty ID<=1#163 GlobalID<=1#164 Name=1#30 PostalTradeAddress=1#419 URIUniversalCommunication<=1#165
   BuyerTradeParty SpecifiedTaxRegistration<=1#166
    GlobalID @schemeID#420 @schemeID:PARTY_SCHEMES#421
    PostalTradeAddress CountryID=1#422 CountrySubDivisionName<=1#167
     CountryID .:COUNTRIES_UBL#423
    SpecifiedLegalOrganization
     ID @schemeID:ICD#424
    SpecifiedTaxRegistration ID=1#425
     ID @schemeID#426 @schemeID:VA#427
    URIUniversalCommunication URIID=1#168
     URIID @schemeID#428 @schemeID:ADDRESS_SCHEMES#429
   ContractReferencedDocument IssuerAssignedID=1#430
   SellerTaxRepresentativeTradeParty Name=1#431 PostalTradeAddress=1#432 SpecifiedTaxRegistration=1#169
    PostalTradeAddress CountryID=1#433 CountrySubDivisionName<=1#434
     CountryID .:COUNTRIES_UBL#435
    SpecifiedTaxRegistration ID=1#436
     ID @schemeID#437 @schemeID:VA#438
   SellerTradeParty Name=1#409 PostalTradeAddress=1#32 URIUniversalCommunication<=1#439
   SellerTradeParty SpecifiedTaxRegistration[VA]<=1#33 SpecifiedTaxRegistration[FC]<=1#34
    GlobalID @schemeID#440 @schemeID:PARTY_SCHEMES#441
    PostalTradeAddress CountryID=1#35 CountrySubDivisionName<=1#442
     CountryID .:COUNTRIES_UBL#443
    SpecifiedLegalOrganization
     ID @schemeID:ICD#444
    SpecifiedTaxRegistration[FC] ID=1#411
     ID @schemeID#37
    SpecifiedTaxRegistration[VA] ID=1#412
     ID @schemeID#413
    URIUniversalCommunication URIID=1#445
     URIID @schemeID#446 @schemeID:ADDRESS_SCHEMES#447
  ApplicableHeaderTradeDelivery
   ActualDeliverySupplyChainEvent OccurrenceDateTime=1#171
    OccurrenceDateTime
     DateTimeString @format#448 @format:DAY#449
   DespatchAdviceReferencedDocument IssuerAssignedID=1#450
   ShipToTradeParty ID<=1#451 GlobalID<=1#452
    GlobalID @schemeID#453 @schemeID:PARTY_SCHEMES#454
    PostalTradeAddress CountryID=1#455 CountrySubDivisionName<=1#456
     CountryID .:COUNTRIES_UBL#457
  ApplicableHeaderTradeSettlement PaymentReference<=1#172 InvoiceCurrencyCode=1#38 ApplicableTradeTax>=1#173
  ApplicableHeaderTradeSettlement SpecifiedTradePaymentTerms<=1#174
  ApplicableHeaderTradeSettlement SpecifiedTradeSettlementHeaderMonetarySummation=1#39
  ApplicableHeaderTradeSettlement ReceivableSpecifiedTradeAccountingAccount<=1#175
   ApplicableTradeTax CalculatedAmount=1#176 TypeCode=1#458 BasisAmount=1#177 CategoryCode=1#178
    CategoryCode .:VAT_CATEGORIES#179
    DueDateTypeCode .:UNTDID_2475#180
    ExemptionReasonCode .:VATEX#181
    TypeCode .:VAT#459
   BillingSpecifiedPeriod
    EndDateTime
     DateTimeString @format#460 @format:DAY#461
    StartDateTime
     DateTimeString @format#462 @format:DAY#463
   InvoiceCurrencyCode .:CURRENCIES_OF_PROFILES#464
   InvoiceReferencedDocument IssuerAssignedID=1#415
    FormattedIssueDateTime
     DateTimeString @format#465 @format:DAY#466
   PayeeTradeParty ID<=1#467 GlobalID<=1#468 Name=1#469
    GlobalID @schemeID#470 @schemeID:PARTY_SCHEMES#471
    SpecifiedLegalOrganization
     ID @schemeID:ICD#472
   SpecifiedTradeAllowanceCharge[false] ChargeIndicator=1#183 ActualAmount=1#184 CategoryTradeTax=1#185
    CategoryTradeTax TypeCode=1#473 CategoryCode=1#474
     CategoryCode .:VAT_CATEGORIES#475
     TypeCode .:VAT#476
    ReasonCode .:UNTDID_5189#186
   SpecifiedTradeAllowanceCharge[true] ChargeIndicator=1#477 ActualAmount=1#478 CategoryTradeTax=1#479
    CategoryTradeTax TypeCode=1#480 CategoryCode=1#481
     CategoryCode .:VAT_CATEGORIES#482
     TypeCode .:VAT#483
    ReasonCode[no_list] .:UNTDID_7161#391
   SpecifiedTradePaymentTerms Description<=1#187 DirectDebitMandateID<=1#188
    DueDateDateTime
     DateTimeString @format#484 @format:DAY#485
   SpecifiedTradeSettlementHeaderMonetarySummation LineTotalAmount=1#189 ChargeTotalAmount<=1#190
   SpecifiedTradeSettlementHeaderMonetarySummation AllowanceTotalAmount<=1#191 TaxBasisTotalAmount=1#41
   SpecifiedTradeSettlementHeaderMonetarySummation TaxTotalAmount[BT-5]<=1#42 TaxTotalAmount[BT-6]<=1#192
   SpecifiedTradeSettlementHeaderMonetarySummation GrandTotalAmount=1#43 TotalPrepaidAmount<=1#193
   SpecifiedTradeSettlementHeaderMonetarySummation DuePayableAmount=1#44
    TaxTotalAmount[BT-5] @currencyID:CURRENCIES_OF_PROFILES#486
    TaxTotalAmount[BT-6] @currencyID:CURRENCIES_OF_PROFILES#487
   SpecifiedTradeSettlementPaymentMeans TypeCode=1#488 PayeePartyCreditorFinancialAccount<=1#194
    PayerPartyDebtorFinancialAccount IBANID=1#195
    TypeCode .:UNTDID_4461#489
   TaxCurrencyCode .:CURRENCIES_OF_PROFILES#196
"""
