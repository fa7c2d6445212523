"""Effects still to be done outside: claimed, done, postponed, buried, revived."""
