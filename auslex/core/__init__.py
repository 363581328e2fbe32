"""The vocabulary: values every room speaks of. Imports nothing of ours."""
