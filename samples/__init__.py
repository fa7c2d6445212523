"""Invoices, directory and drop folders made by this project, each with its expected answer.

``many`` and ``many_pages`` make as many distinct invoices as a bench or a test needs.
"""

from samples.volume import many as many
from samples.volume import many_pages as many_pages
