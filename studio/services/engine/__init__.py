"""Docker and Podman: finding them, building, saving, pulling and pushing; without Qt."""
