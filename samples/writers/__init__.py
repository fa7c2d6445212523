"""Writers of sample files: UBL, CII, Factur-X, Chorus Pro formats, archives, signatures."""
