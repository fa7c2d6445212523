"""Pack `acheminement`: the recipient, its service, its engagement, the depositor's rights."""
