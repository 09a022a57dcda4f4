"""The journeys the manual in the program is made of; ``python packaging/manual.py`` makes it."""
