#!/bin/sh
# Finds a Chromium, LibreOffice and a font with Vietnamese letters for the tests, or installs Debian's
# as root. The Chromium without windows is preferred: tests that open pages take half the time.
set -eu

has_quick_browser() { command -v chromium-headless-shell >/dev/null 2>&1; }

has_browser() {
    has_quick_browser || command -v chromium || command -v chromium-browser || command -v google-chrome
} >/dev/null 2>&1

has_office() { command -v soffice >/dev/null 2>&1; }

has_font() {
    command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=vi)" ]
}

fetch() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null 2>&1; }

if has_quick_browser && has_office && has_font; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium, LibreOffice and fonts ..."
    DEBIAN_FRONTEND=noninteractive apt-get update -qq || true
    has_font || fetch fontconfig fonts-dejavu-core || true
    has_office || fetch libreoffice-writer-nogui || true
    has_quick_browser || fetch chromium-headless-shell || has_browser || fetch chromium || true
fi
if ! has_browser || ! has_office || ! has_font; then
    echo "The tests need Chromium, LibreOffice and fonts:" \
        "sudo apt-get install chromium libreoffice-writer-nogui fontconfig fonts-dejavu-core" >&2
    exit 1
fi
