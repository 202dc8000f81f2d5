#!/bin/sh
# tools/run - the content of Tuyên Quang with sample figures and sample accounts, served on this machine: run.sh PORT
# SPDX-License-Identifier: Apache-2.0
set -eu
cd "$(dirname "$0")/.."
port=${1:-8080}
data=${BANYAN_DATA:-data}
program=${BANYAN:-build/banyan}
content=content/tuyen-quang

if [ ! -f "$data/banyan.db" ]; then
    umask 077
    new=$data.new # what was broken off earlier goes
    rm -rf "$new"
    "$program" init --data "$new" >/dev/null
    cat "$content/site.conf" >>"$new/banyan.conf"
    "$program" plan load "$content" --data "$new"
    "$program" calendar load content/viet-nam --data "$new"
    "$program" regimes load "$content/regimes" --data "$new"
    for scheme in content/schemes/*; do "$program" schemes load "$scheme" --data "$new" >/dev/null; done
    python3 tools/sample.py "$content/sample" "$new/sample" # figures up to the last month that is over
    "$program" observations import "$new/sample/observations.csv" --sample --data "$new"
    "$program" progress import "$new/sample/progress.csv" --sample --source "Dữ liệu mẫu" --data "$new"
    rm -r "$new/sample"
    "$program" budget rules "$content/budget_rules.csv" --data "$new"
    "$program" budget import "$content/sample/budget.csv" --sample --data "$new"
    account() { "$program" account add --sample --data "$new" "$@" >>"$new/accounts.txt"; }
    account --username can-bo --role officer --agency SKHCN --name "Cán bộ Sở KH&CN (mẫu)" --title "Chuyên viên"
    account --username can-bo-xa --role officer --agency UBND-02215 --name "Cán bộ xã (mẫu)" --title "Công chức xã"
    account --username lanh-dao-so --role head --agency SKHCN --name "Lãnh đạo sở (mẫu)" --title "Phó Giám đốc"
    account --username dieu-phoi --role coordinator --name "Điều phối (mẫu)" --title "Phó Trưởng phòng"
    account --username lanh-dao --role leader --name "Lãnh đạo tỉnh (mẫu)" --title "Phó Chủ tịch"
    account --username quan-tri --role administrator --name "Quản trị (mẫu)" --title "Quản trị hệ thống"
    mv "$new" "$data" # all of it, or nothing
fi

printf '\nTài khoản mẫu (mật khẩu do máy tạo) / sample accounts (passwords made here):\n'
sed 's/^/  /' "$data/accounts.txt"
printf '\nMở / open:  http://127.0.0.1:%s\nDừng / stop:  Ctrl+C.  Làm lại từ đầu / start over:  rm -rf %s\n\n' "$port" "$data"
exec "$program" serve --data "$data" --listen "127.0.0.1:$port"
