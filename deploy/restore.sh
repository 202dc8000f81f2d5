#!/bin/sh
# deploy/restore - an installation from a copy made by deploy/backup: restore.sh BACKUP_DIR/STAMP NEW_DATA_DIR [URL]
# SPDX-License-Identifier: Apache-2.0
#
# NEW_DATA_DIR must not exist. A copy of PostgreSQL goes into the empty database at URL; set db.url in
# NEW_DATA_DIR/banyan.conf to it afterwards. The copy is checked first, then every file that the database names.
set -eu
umask 077
[ $# -ge 2 ] || { echo "usage: $0 BACKUP_DIR/STAMP NEW_DATA_DIR [URL]" >&2; exit 2; }
copy=$1 data=$2 url=${3:-}
store=$(dirname "$copy")/files
[ ! -e "$data" ] || { echo "$0: $data exists already" >&2; exit 1; }
(cd "$copy" && sha256sum --check --quiet SHA256SUMS)

part=$data.part
mkdir -p "$part/files" "$part/tmp"
trap 'rm -rf "$part"' EXIT
for name in banyan.db banyan.conf ledger.key people.key boundaries.json; do
    [ ! -f "$copy/$name" ] || cp -p "$copy/$name" "$part/"
done

named='SELECT DISTINCT digest FROM file ORDER BY digest'
if [ -f "$copy/banyan.db" ]; then
    verdict=$(sqlite3 -bail "$part/banyan.db" 'PRAGMA integrity_check')
    [ "$verdict" = ok ] || { echo "$0: the database is damaged: $verdict" >&2; exit 1; }
    sqlite3 -bail "$part/banyan.db" "$named" >"$part/tmp/named"
else
    [ -n "$url" ] || { echo "$0: this copy is of PostgreSQL: give the url of an empty database" >&2; exit 2; }
    pg_restore --exit-on-error --single-transaction --no-owner --no-privileges --dbname="$url" "$copy/banyan.pgdump"
    psql --no-psqlrc --tuples-only --no-align --set=ON_ERROR_STOP=1 --command="$named" "$url" >"$part/tmp/named"
fi

while read -r digest; do
    folder=$(printf %.2s "$digest")
    mkdir -p "$part/files/$folder"
    cp -p "$store/$folder/$digest" "$part/files/$folder/"
    found=$(sha256sum <"$part/files/$folder/$digest")
    [ "$found" = "$digest  -" ] || { echo "$0: file $digest is damaged" >&2; exit 1; }
done <"$part/tmp/named"
echo "$data: $(wc -l <"$part/tmp/named") files of evidence"
rm "$part/tmp/named"
mv "$part" "$data"
