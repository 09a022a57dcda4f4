"""One page per stage, and the pages that belong to no stage."""
