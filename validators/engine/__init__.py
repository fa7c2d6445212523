"""The rule engine: rules on an invoice, their case, and official rules on an XML tree."""
