"""How commands are declared: shared options, help texts in both languages, and what is shown of a wrong command."""
