#!/bin/sh
# Makes the virtual environment VENV with a Python that is new enough, and what LOCK names in it.
# usage: sh setup/python.sh VENV LOCK
set -eu
venv=$1 lock=$2

find_python() {
    for name in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11; do
        command -v "$name" >/dev/null 2>&1 || continue
        "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        echo "$name"
        return
    done
    return 1
}

can_make() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

if [ ! -x "$venv/bin/pip" ]; then
    if ! python=$(find_python) || ! can_make "$python"; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            echo "Installing Python with venv ..."
            DEBIAN_FRONTEND=noninteractive apt-get update -qq
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3 python3-venv >/dev/null
        fi
        if ! python=$(find_python) || ! can_make "$python"; then
            echo "Python 3.11 or newer with venv is needed: sudo apt-get install python3 python3-venv" >&2
            exit 1
        fi
    fi
    "$python" -m venv "$venv"
fi
echo "Installing $lock ..."
"$venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r "$lock"
"$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
