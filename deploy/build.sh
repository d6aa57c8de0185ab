#!/bin/sh
# Builds the wheel and installs it with what it needs, held to the lock's hashes, into a new environment.
# Run in the checkout: sh deploy/build.sh TARGET. The image is made by it, and so can a host be.
set -eu
target=$1
python=${PYTHON:-python3}
uv venv --quiet --python "$python" "$target"
wheels=$(mktemp -d)
trap 'rm -rf "$wheels"' EXIT
uv build --quiet --wheel --python "$target/bin/python" --out-dir "$wheels"
# The lock constrains, as it names the tools of developers too, which nobody needs here.
uv pip install --quiet --compile-bytecode --python "$target/bin/python" --constraints requirements.lock "$wheels"/candidacy-*.whl
"$target/bin/candidacy" --version
