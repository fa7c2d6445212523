"""The French rules of XP Z12-012 (BR-FR, flux 2), version 1.4.0, for UBL and CII."""
