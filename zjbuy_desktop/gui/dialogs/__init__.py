"""The few modal dialogs: a question that must be answered before going on."""
