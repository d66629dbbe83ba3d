"""The command line: the same engine as the window, for pipelines and terminals."""
