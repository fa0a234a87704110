# Magpie: builds, tests and installs. `make help` lists the targets.

# What a fresh Debian 12 needs besides Swift 6.3; Package.swift names the same libraries.
DEBIAN_PACKAGES = libpcre2-dev libsqlite3-dev libssl-dev libyaml-dev pkg-config

PREFIX ?= /usr/local
DIR ?= .
MAGPIE = .build/release/magpie
SWIFT_BUILD = swift build -c release --static-swift-stdlib
SUDO = $(shell test "$$(id -u)" = 0 || echo sudo)

.PHONY: help deps build scan test lint bench install uninstall clean

help: ## Show this list.
	@grep -hE '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/'

deps: ## Install the C libraries that are missing (Debian, Ubuntu).
	@missing=""; for package in $(DEBIAN_PACKAGES); do \
	    dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
	    $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; fi

build: deps ## Build the program for use.
	@$(SWIFT_BUILD) --product magpie

scan: build ## Scan DIR (make scan DIR=/path).
	@$(MAGPIE) scan "$(DIR)"

test: deps ## Run all tests.
	swift build --build-tests
	swift test --skip-build --disable-xctest

lint: ## Check format and style.
	swift format lint --strict --recursive --parallel Package.swift Plugins Sources Tests

bench: build ## Measure against other scanners; fetches them and 1.3 GB of source first.
	sh Tests/Benchmarks/fetch.sh
	python3 Tests/Benchmarks/run.py

install: build ## Install to DESTDIR and PREFIX.
	install -D -m 755 $(MAGPIE) "$(DESTDIR)$(PREFIX)/bin/magpie"

uninstall: ## Remove what install put there.
	rm -f "$(DESTDIR)$(PREFIX)/bin/magpie"

clean: ## Remove everything that was built.
	rm -rf .build
