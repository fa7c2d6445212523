"""The parts a run works with: station, worker pool, connections, outbox tasks, run counts."""
