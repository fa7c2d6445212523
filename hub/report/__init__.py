"""Morning reports of structures and suppliers."""
