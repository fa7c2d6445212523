"""Alembic runs this: the migrations go through the connection, and the transaction, of
:mod:`ledger.database.migration`.
"""

from alembic import context

from ledger.database.migration import VERSION_TABLE
from ledger.database.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
