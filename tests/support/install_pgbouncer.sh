#!/usr/bin/env bash
# Installs PgBouncer, the one server of the tests that no Python package carries, if it is missing and may be installed.
# Without it the tests that need it say so and are skipped; where CI is set they fail.
set -uo pipefail
PATH=$PATH:/usr/sbin:/usr/local/sbin
command -v pgbouncer > /dev/null && exit 0
as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo -n)
if command -v apt-get > /dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2> /dev/null; }; then
    echo "Installing PgBouncer for the tests ..."
    install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends pgbouncer)
    "${install[@]}" > /dev/null 2>&1 && exit 0
    "${as_root[@]}" apt-get update --quiet > /dev/null 2>&1 && "${install[@]}" > /dev/null 2>&1 && exit 0
fi
echo "PgBouncer is missing and could not be installed; the tests through it are skipped, or fail where CI is set." >&2
echo "To install it:  sudo apt-get install pgbouncer   (macOS: brew install pgbouncer)" >&2
