"""Tables: common items: which unit lines are one thing, and how they are converted."""
