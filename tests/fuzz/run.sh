#!/bin/sh
# tests/fuzz/run - fuzzes every target (or those named) for some seconds each and tells it as TAP. Nothing is written into
# the tree: what the fuzzers find lies in BUILD_DIR/fuzz, and is where the next run goes on.
# SPDX-License-Identifier: Apache-2.0
#
#   CC=clang meson setup BUILD_DIR -Db_sanitize=address,undefined -Db_lundef=false -Dfuzz=true && ninja -C BUILD_DIR
#   tests/fuzz/run.sh SECONDS_EACH BUILD_DIR [TARGET...]
set -u

if [ $# -lt 2 ] || ! [ "$1" -gt 0 ] 2>/dev/null || ! [ -d "$2/tests/fuzz" ]; then
    echo "usage: $0 SECONDS_EACH BUILD_DIR [TARGET...]" >&2
    exit 2
fi
seconds=$1
build=$(cd "$2" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
shift 2

targets=$*
if [ -z "$targets" ]; then
    for source in "$here"/fuzz_*.c; do
        name=${source##*/fuzz_}
        targets="$targets ${name%.c}"
    done
fi

shared=/dev/shm
[ -w "$shared" ] || shared=/tmp
TMPDIR=$(mktemp -d "$shared/banyan-fuzz.XXXXXX") || exit 2
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
trap 'exit 130' INT TERM
export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1

# Runs one target; its log tells why it stopped.
fuzz() {
    corpus=$build/fuzz/corpus/$1
    mkdir -p "$corpus" "$build/fuzz/found" "$build/fuzz/log"
    for seed in "$here/corpus/$1"/*; do
        cp "$seed" "$corpus/seed-${seed##*/}" || return 1
    done
    set -- "$1" -max_total_time="$seconds" -max_len=4096 -rss_limit_mb=2048 -timeout=20 -print_final_stats=1 \
        -artifact_prefix="$build/fuzz/found/$1-"
    [ -f "$here/words/$1.dict" ] && set -- "$@" -dict="$here/words/$1.dict"
    # Commands speak to people; the others are silent but for what goes wrong.
    if [ "$1" = commands ]; then set -- "$@" -close_fd_mask=3; else set -- "$@" -close_fd_mask=1; fi
    name=$1
    shift
    "$build/tests/fuzz/fuzz_$name" "$@" "$corpus" >"$build/fuzz/log/$name" 2>&1
}

status=0
number=0
for target in $targets; do number=$((number + 1)); done
echo "1..$number"
number=0
for target in $targets; do
    number=$((number + 1))
    if fuzz "$target"; then verdict=ok; else verdict="not ok"; status=1; fi
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$build/fuzz/log/$target")
    echo "$verdict $number - fuzz $target, ${runs:-0} runs"
    [ "$verdict" = ok ] || sed -n 's/^/# /; /SUMMARY\|invariant\|Test unit written/p' "$build/fuzz/log/$target"
done
exit $status
