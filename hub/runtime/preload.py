"""Imported last in the process that workers are forked from: what it has imported stays one memory for all of them.

Python's collector marks every object it looks at, and a page that is written to is a page of one's own; objects that
are frozen are not looked at.
"""

import gc

from parsers.xml import schema

schema.ready()
gc.collect()
gc.freeze()
