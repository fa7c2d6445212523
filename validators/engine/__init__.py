"""What rules are made of: rules, cases, bodies of official rules and their scenes."""
