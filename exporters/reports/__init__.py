"""Reports as tables of columns and rows, with one writer for CSV and one for XLSX."""
