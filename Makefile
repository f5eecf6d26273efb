# One word for everything, the same on a desk and in continuous integration. `make help` lists them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

ARGS ?= SampleRuns
# What `make bench` reads: megabytes of each kind of made runs, and more folders to open.
SIZE ?= 100
RUNS ?=
PREFIX ?= /usr/local
# Swift's own libraries go into the program, so that it runs where no Swift is installed. ALONE=1 puts the system's there
# as well, in a folder of its own: a program that runs on any Linux of this kind of machine.
# (The linker then warns of functions in Foundation and SQLite that nothing here calls: those lines are left out.)
RELEASE := --configuration release --product vane --static-swift-stdlib
ifdef ALONE
RELEASE += -Xswiftc -static-executable --scratch-path .build/alone
endif
QUIET := use of .mktemp. is dangerous|in statically linked applications requires at runtime
SOURCES := Sources Tests Fuzz/Sources Package.swift

.PHONY: help packages build run test record docs simulate bench soak fuzz sanitize lint format install dist deb clean

help: ## List these words
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 16

packages:
	@.ci/packages

build: packages
	@echo "Building vane (some minutes the first time)" >&2
	@swift build --quiet $(RELEASE) 2>&1 | { grep -vE '$(QUIET)' || true; } >&2

run: build ## Build the program and show the sample runs; ARGS="trends /my/runs" passes other arguments
	@"$$(swift build --quiet $(RELEASE) --show-bin-path)/vane" $(ARGS)

test: packages ## Build and run every test
	@echo "Building the tests (some minutes the first time)" >&2
	@swift build --quiet --build-tests
	@.ci/tests

record: packages ## Write screens and readings that tests compare with anew; read each before you commit it
	@swift build --quiet --build-tests
	@VANE_RECORD=1 .ci/tests --filter 'DashboardTests|ReadersTests|CommandsTests' || true
	@git status --short -- Tests

lint: ## Say where the style of .swift-format is not kept
	@swift format lint --strict --recursive $(SOURCES)

format: ## Bring every file into the style of .swift-format
	@swift format --in-place --recursive $(SOURCES)

install: build ## Put program, themes, manual page and completions below PREFIX (/usr/local; DESTDIR for packagers)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 "$$(swift build --quiet $(RELEASE) --show-bin-path)/vane" "$(DESTDIR)$(PREFIX)/bin/vane"
	install -d "$(DESTDIR)$(PREFIX)/share/vane/themes"
	install -m 644 Themes/*.theme "$(DESTDIR)$(PREFIX)/share/vane/themes/"
	"$(DESTDIR)$(PREFIX)/bin/vane" docs --share "$(DESTDIR)$(PREFIX)/share"

dist: ## Put what is installed into one archive, for machines without Swift
	@Packaging/dist

deb: ## Make a Debian package of it
	@Packaging/deb

docs: packages ## Write the pages that are printed from the program's own tables
	@swift build --quiet --product vane
	@"$$(swift build --show-bin-path)/vane" docs docs

simulate: build ## Hold the error rates that the manual claims against made-up behaviours; writes docs/simulation.md
	@"$$(swift build --quiet $(RELEASE) --show-bin-path)/vane" simulate --format table --page docs/simulation.md

bench: build ## Vane beside its rivals on SIZE megabytes (100), and how long a person waits; kept in Benchmarks/results
	@swift build --quiet --package-path Benchmarks --configuration release
	@vane="$$(swift build --quiet $(RELEASE) --show-bin-path)/vane"; \
	  Benchmarks/.build/release/bench "$$vane" Benchmarks/Rivals Benchmarks/results $(SIZE) SampleRuns $(RUNS)
	@Benchmarks/.build/release/engine Benchmarks/results

soak: build ## Random keys for TIME seconds (3600) from SEED (1) on ten million measurements; kept in Benchmarks/results
	@swift build --quiet --package-path Benchmarks --configuration release
	@vane="$$(swift build --quiet $(RELEASE) --show-bin-path)/vane"; \
	  VANE_BENCH_ONLY=soak VANE_SOAK_SECONDS=$(or $(TIME),3600) VANE_SOAK_SEED=$(or $(SEED),1) \
	  Benchmarks/.build/release/bench "$$vane" Benchmarks/Rivals Benchmarks/results $(SIZE)

fuzz: packages ## Feed every reader and writer what nobody would write, TIME seconds each (60); TARGET=name JOBS=n
	@TIME=$(or $(TIME),60) JOBS=$(or $(JOBS),1) TARGET="$(TARGET)" RUNS="$(RUNS)" Fuzz/run

sanitize: packages ## Run every test with the address sanitizer and with the thread sanitizer
	@.ci/sanitize

clean: ## Remove what was built
	swift package clean
