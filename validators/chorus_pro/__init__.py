"""Pack `chorus-pro`: formats, codes, amounts, attachments and uniqueness that Chorus Pro asks."""
