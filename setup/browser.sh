#!/bin/sh
# Finds a Chromium and a font with Vietnamese letters for the tests, or installs Debian's as root.
set -eu

has_browser() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
} >/dev/null 2>&1

has_font() {
    command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=vi)" ]
}

if has_browser && has_font; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium and fonts ..."
    DEBIAN_FRONTEND=noninteractive apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fontconfig fonts-dejavu-core >/dev/null
fi
if ! has_browser || ! has_font; then
    echo "The tests need Chromium and fonts: sudo apt-get install chromium fontconfig fonts-dejavu-core" >&2
    exit 1
fi
