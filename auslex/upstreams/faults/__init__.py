"""An upstream that fails on purpose, for rehearsals and tests: which way, the model's name says."""
