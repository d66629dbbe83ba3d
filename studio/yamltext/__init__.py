"""YAML and JSON text with structure: parse to positions, edit by splices."""
