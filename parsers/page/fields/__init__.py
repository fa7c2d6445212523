"""Each field chosen among its candidates: numbers, dates, type, payment, amounts."""
