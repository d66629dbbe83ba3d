"""Building images as far as it needs no engine: recipes, Dockerfiles, contexts, names."""
