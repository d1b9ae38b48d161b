"""The names of Py4J that scripts catch."""
