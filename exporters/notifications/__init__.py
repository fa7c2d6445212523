"""The messages that Navette sends: the digest of a reader as a subject, a plain text and a page, and the trial message.

Numbers, statuses, reasons and names of structures; never an amount, an account number or anything else of an
invoice. What comes from outside is on one line, without marks a chat interprets (``@everyone``, ``<!channel>``).
"""

from exporters.notifications.messages import as_html, as_page, as_text, subject, trial_message

__all__ = ["as_html", "as_page", "as_text", "subject", "trial_message"]
