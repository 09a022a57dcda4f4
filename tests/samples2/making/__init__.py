"""Makes the second collection round: ``python -m tests.samples2.making`` from the root."""
