"""AusLex Gateway: the layer between a legal-research platform and OpenAI."""

__version__ = "0.1.0"
