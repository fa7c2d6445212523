"""Pack `chorus-pro`: formats, codes, amounts, attachments and uniqueness required by Chorus Pro."""
