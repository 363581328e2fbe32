"""How the shipped weights of the injection detector were made: `python -m training`."""
