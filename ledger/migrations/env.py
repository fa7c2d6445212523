"""Alembic runs this: the migrations go through the connection, and the transaction, of :mod:`ledger.revisions`."""

from alembic import context

from ledger.revisions import VERSION_TABLE
from ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
