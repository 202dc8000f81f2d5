#!/bin/sh
# tools/dependencies - installs the Debian packages that are missing. Groups: build, check, bench.
# SPDX-License-Identifier: Apache-2.0
set -eu

build="gcc libc6-dev meson ninja-build pkg-config python3 libmicrohttpd-dev libjansson-dev libsqlite3-dev libpq-dev
    libsodium-dev libssl-dev libcsv-dev libutf8proc-dev zlib1g-dev libbrotli-dev libmagic-dev
    libcurl4-openssl-dev liboath-dev libqrencode-dev libfido2-dev libp11-kit-dev libgnutls28-dev
    libcjose-dev libcairo2-dev libpango1.0-dev libxlsxwriter-dev libzip-dev libexpat1-dev libpcre2-dev libyaml-dev libseccomp-dev libxml2-dev fonts-liberation2"
check="clang libclang-rt-14-dev mold libcmocka-dev postgresql sqlite3 chromium-headless-shell strace softhsm2 opensc nginx-light openssl
    glewlwyd exim4-daemon-light git python3-icalendar python3-prometheus-client libreoffice-writer-nogui poppler-utils python3-openpyxl python3-docx
    clamav-daemon json-schema-test-suite python3-zeep tesseract-ocr tesseract-ocr-vie"
bench="nginx-light wrk libcmocka-dev postgresql sqlite3"

packages=$build
for group in "$@"; do
    case $group in
    build) ;;
    check) packages="$packages $check" ;;
    bench) packages="$packages $bench" ;;
    *) echo "tools/dependencies.sh: unknown group $group" >&2; exit 2 ;;
    esac
done

# Node of any origin will do, when it is new enough and has npm beside it.
node_is_fine() {
    command -v npm >/dev/null && node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 18 || (a == 18 && b >= 13) ? 0 : 1)' 2>/dev/null
}
node_is_fine || packages="$packages nodejs npm"

missing=""
for package in $packages; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "Cài các gói còn thiếu / installing what is missing:$missing" >&2
as_root=""
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "Cần quyền root: apt-get install$missing / root is needed" >&2; exit 1; }
    as_root=sudo
fi
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086 # a list of words
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
