"""Accounts of the portal: who they are, who is connected, what they may do."""
