# Makefile - a thin face over meson and npm.
# SPDX-License-Identifier: Apache-2.0
#   make        build build/banyan with its front end
#   make run    install what is missing, build, load the content with sample figures, serve on 127.0.0.1:8080
#   make check  everything: law, unit, stories on both engines, browser, contract, faults, sanitizers, a short fuzz
#   make quick  law, unit and the stories on SQLite: under 20 seconds when built
#   make fuzz   each fuzzer for SECONDS (default 60);  make bench  the table of speeds
#   make describe  write what is generated from the tables;  make pictures  the pictures of the READMEs
.PHONY: ALWAYS all run check quick fuzz bench describe pictures clean
SECONDS ?= 60
PORT ?= 8080

all: build/build.ninja web/dist/.stamp
	@ninja -C build --quiet src/typed_sql.stamp src/words.csv.stamp # made headers: ninja sees what changed in its next run
	@ninja -C build --quiet

# The build finds sources when it is set up: again whenever one came or went.
build/sources: ALWAYS
	@mkdir -p build && find src tests -name '*.c' -o -name '*.sql' | sort >$@.now
	@if cmp -s $@.now $@; then rm $@.now; else mv $@.now $@; fi

build/build.ninja: meson.build src/meson.build tests/meson.build build/sources
	@if [ -f $@ ]; then meson setup --reconfigure build >/dev/null; else meson setup build >/dev/null; fi
	@touch $@

node_modules/.package-lock.json: package-lock.json
	@npm ci --silent --no-fund --no-audit
	@touch $@

web/dist/.stamp: node_modules/.package-lock.json $(shell find web -path web/dist -prune -o -type f -print)
	@node web/build.mjs
	@touch $@

run:
	@tools/dependencies.sh build
	@$(MAKE) --no-print-directory all
	@tools/run.sh $(PORT)

check:
	@tools/dependencies.sh check
	@python3 tools/check.py

quick: all
	@python3 tools/check.py --quick

fuzz:
	@tools/dependencies.sh check
	@python3 tools/check.py --fuzz $(SECONDS)

bench:
	@tools/dependencies.sh bench
	@$(MAKE) --no-print-directory all
	@python3 tests/bench/bench.py

describe: all
	@tools/describe.sh build/banyan .

pictures: all
	@node tests/browser/pictures.mjs

clean:
	rm -rf build build-* web/dist node_modules
