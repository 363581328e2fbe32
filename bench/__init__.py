"""The benchmarks that the README quotes, one command each: see `bench/README.md`."""
