"""XML invoices whatever their format: field tables, values, routing fields, schemas, attachments."""
