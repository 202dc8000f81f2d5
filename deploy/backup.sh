#!/bin/sh
# deploy/backup - one consistent copy of an installation while it serves: backup.sh DATA_DIR BACKUP_DIR [KEEP]
# SPDX-License-Identifier: Apache-2.0
#
#   BACKUP_DIR/20261122-183000Z/  database, settings, keys, boundaries, their SHA256SUMS; the newest KEEP (30) stay, 0: all
#   BACKUP_DIR/files/             evidence, named by its sha256 as in the data folder; one store for all copies
#
# The database comes first: every file that it names is on the disk before its row is committed (platform/documents),
# and is never changed or removed. So the copy is whole although people go on working.
set -eu
umask 077
[ $# -ge 2 ] || { echo "usage: $0 DATA_DIR BACKUP_DIR [KEEP]" >&2; exit 2; }
data=$1 backups=$2 keep=${3:-30}
[ -f "$data/banyan.conf" ] || { echo "$0: $data is not a data folder of Banyan" >&2; exit 1; }

# As the program reads it: the environment wins over the file.
url=${BANYAN_DB_URL-$(sed -n 's/^[[:space:]]*db\.url[[:space:]]*=[[:space:]]*//p' "$data/banyan.conf" | tail -n 1)}

stamp=$(date -u +%Y%m%d-%H%M%SZ)
part=$backups/.part-$stamp
mkdir -p "$backups/files" "$part"
trap 'rm -rf "$part"' EXIT

case $url in
'' | sqlite:*)
    file=${url#sqlite:}
    sqlite3 -bail "${file:-$data/banyan.db}" "VACUUM INTO '$part/banyan.db'"
    ;;
*) pg_dump --format=custom --no-owner --no-privileges --file="$part/banyan.pgdump" --dbname="$url" ;;
esac
for name in banyan.conf ledger.key people.key boundaries.json; do
    [ ! -f "$data/$name" ] || cp -p "$data/$name" "$part/"
done

# Only what is new; each file is checked against its name before it counts.
new=0
for file in "$data"/files/*/*; do
    [ -f "$file" ] || continue
    digest=${file##*/} folder=$backups/files/$(basename "$(dirname "$file")")
    [ ! -f "$folder/$digest" ] || continue
    mkdir -p "$folder"
    cp -p "$file" "$folder/.part"
    [ "$(sha256sum <"$folder/.part")" = "$digest  -" ] || { echo "$0: $file is damaged" >&2; exit 1; }
    mv "$folder/.part" "$folder/$digest"
    new=$((new + 1))
done

(cd "$part" && sha256sum -- * >SHA256SUMS)
sync --file-system "$backups"
mv -T "$part" "$backups/$stamp"
echo "$backups/$stamp: $(du -sh "$backups/$stamp" | cut -f1), $new new files of evidence"

if [ "$keep" -gt 0 ]; then
    find "$backups" -maxdepth 1 -type d -name '????????-??????Z' | sort -r | tail -n "+$((keep + 1))" |
        while read -r old; do rm -r "$old"; done
fi
