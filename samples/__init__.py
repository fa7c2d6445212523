"""Generated invoices, directory and drop folders, each with its expected answer.

:mod:`samples.volume` generates any number of distinct invoices for benchmarks and tests.
"""

from samples.volume import many as many
from samples.volume import many_pages as many_pages
