"""Fork-server preload, imported last: parses the schemas, builds the tables that a document needs, then
``gc.freeze()``, so that workers share the pages.

Python's collector marks every object it visits, and a page that is written to is copied; frozen objects are not
visited.
"""

import gc

from parsers.page.labels.occurrences import DEFAULT_VOCABULARY
from parsers.xml import schema
from validators.en16931 import unforeseen

schema.ready()
DEFAULT_VOCABULARY.ready()
for each in (unforeseen.UBL, unforeseen.CII):
    each.ready()
gc.collect()
gc.freeze()
