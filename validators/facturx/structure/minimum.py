"""Structure of Factur-X MINIMUM, one element a line: its children, attributes and codes, in the notation of
:mod:`validators.facturx.structure.table`.
"""

TABLE = """
CrossIndustryInvoice
 ExchangedDocument ID=1#19 TypeCode=1#20
  IssueDateTime
   DateTimeString @format#21 @format:DAY#22
  TypeCode .:TYPES#23
 ExchangedDocumentContext BusinessProcessSpecifiedDocumentContextParameter<=1#24
 ExchangedDocumentContext GuidelineSpecifiedDocumentContextParameter=1#25
  BusinessProcessSpecifiedDocumentContextParameter ID=1#19
  GuidelineSpecifiedDocumentContextParameter ID=1#19
   ID .:GUIDELINES#26
 SupplyChainTradeTransaction
  ApplicableHeaderTradeAgreement SellerTradeParty=1#27 BuyerTradeParty=1#28
   BuyerOrderReferencedDocument IssuerAssignedID=1#29
   BuyerTradeParty Name=1#30
    SpecifiedLegalOrganization ID=1#19
     ID @schemeID:ICD#31
   SellerTradeParty Name=1#30 PostalTradeAddress=1#32 SpecifiedTaxRegistration[VA]<=1#33
   SellerTradeParty SpecifiedTaxRegistration[FC]<=1#34
    PostalTradeAddress CountryID=1#35
     CountryID .:COUNTRIES_UBL#36
    SpecifiedLegalOrganization
     ID @schemeID:ICD#31
    SpecifiedTaxRegistration[FC] ID=1#19
     ID @schemeID#37
    SpecifiedTaxRegistration[VA] ID=1#19
     ID @schemeID#37
  ApplicableHeaderTradeSettlement InvoiceCurrencyCode=1#38 SpecifiedTradeSettlementHeaderMonetarySummation=1#39
   InvoiceCurrencyCode .:CURRENCIES_OF_PROFILES#40
   SpecifiedTradeSettlementHeaderMonetarySummation TaxBasisTotalAmount=1#41 TaxTotalAmount[BT-5]<=1#42
   SpecifiedTradeSettlementHeaderMonetarySummation TaxTotalAmount[BT-6]<=1#192 GrandTotalAmount=1#43
   SpecifiedTradeSettlementHeaderMonetarySummation DuePayableAmount=1#44
    TaxTotalAmount[BT-5] @currencyID:CURRENCIES_OF_PROFILES#45
    TaxTotalAmount[BT-6] @currencyID:CURRENCIES_OF_PROFILES#45
"""
