"""Status changes for the depositor (CSV, CPPStatut, CDAR) and the status template a recipient fills in."""
