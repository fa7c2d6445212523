"""Engine, schema, column types, migrations and row mapping."""
