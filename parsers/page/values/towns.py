"""The line of an address with the post code and the town."""

import re

POSTCODE = re.compile(r"(?:^|\s|F-)(\d{5}|\d{2} \d{3})\s+([A-ZÀ-Ý][\w'’ .-]+)")
"""Groups: the post code, the town."""
