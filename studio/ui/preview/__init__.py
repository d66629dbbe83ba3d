"""The consumer's page beside what is being edited, and the YAML that it would create."""
