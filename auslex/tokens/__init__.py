"""How many tokens a text is, and how to say it shorter."""
