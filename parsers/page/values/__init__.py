"""Values as people write them: amounts, days, identifiers."""
