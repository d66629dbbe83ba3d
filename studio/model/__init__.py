"""One package being edited."""
