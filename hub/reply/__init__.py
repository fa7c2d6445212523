"""Certificates, comptes rendus and status messages to the depositors."""
