"""Tables: results: paired plans, contracts as signed."""
