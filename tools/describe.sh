#!/bin/sh
# tools/describe - writes what is generated from the program's tables: describe.sh PROGRAM FOLDER
# SPDX-License-Identifier: Apache-2.0
set -eu
program=$1 into=$2
"$program" version >/dev/null # nothing is overwritten by a program that does not run
mkdir -p "$into/web/src/api" "$into/docs/reference"
"$program" describe --typescript >"$into/web/src/api/types.ts"
"$program" describe --openapi | python3 -m json.tool --no-ensure-ascii --indent 1 >"$into/docs/reference/openapi.json"
for part in permissions settings problems commands metrics; do
    "$program" describe "--$part" >"$into/docs/reference/$part.md"
done
