"""Fork-server preload, imported last: parses the schemas, then ``gc.freeze()``, so that workers share the pages.

Python's collector marks every object it visits, and a page that is written to is copied; frozen objects are not
visited.
"""

import gc

from parsers.xml import schema

schema.ready()
gc.collect()
gc.freeze()
