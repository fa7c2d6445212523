"""The French rules, asked of small documents of our own."""
