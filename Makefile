# Magpie: builds, tests and installs. `make help` lists the targets.

# What a fresh Debian 12 needs besides Swift 6.3; Package.swift names the same libraries.
DEBIAN_PACKAGES = libpcre2-dev libsqlite3-dev libssl-dev libyaml-dev pkg-config

PREFIX ?= /usr/local
DIR ?= .
MAGPIE = .build/release/magpie
SWIFT_BUILD = swift build -c release --static-swift-stdlib
SUDO = $(shell test "$$(id -u)" = 0 || echo sudo)

.PHONY: help deps build service scan test lint bench prove install uninstall clean

help: ## Show this list.
	@grep -hE '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/'

deps: ## Install the C libraries that are missing (Debian, Ubuntu).
	@missing=""; for package in $(DEBIAN_PACKAGES); do \
	    dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
	    $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; fi

build: deps ## Build the scanner for use.
	@$(SWIFT_BUILD) --product magpie

service: deps ## Build the service and the scanner for use.
	@$(SWIFT_BUILD) --product magpied
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

prove: service ## Show that the service misses and loses nothing (takes minutes).
	python3 Tests/Proofs/prove.py

install: service ## Install to DESTDIR and PREFIX; the configuration only where there is none.
	install -D -m 755 $(MAGPIE) "$(DESTDIR)$(PREFIX)/bin/magpie"
	install -D -m 755 $(MAGPIE)d "$(DESTDIR)$(PREFIX)/bin/magpied"
	install -D -m 644 systemd/magpied.service "$(DESTDIR)/lib/systemd/system/magpied.service"
	sed -i 's|/usr/local/bin|$(PREFIX)/bin|' "$(DESTDIR)/lib/systemd/system/magpied.service"
	test -e "$(DESTDIR)/etc/magpie/magpie.yaml" || install -D -m 640 Config/magpie.yaml "$(DESTDIR)/etc/magpie/magpie.yaml"

uninstall: ## Remove what install put there, but no configuration and no state.
	rm -f "$(DESTDIR)$(PREFIX)/bin/magpie" "$(DESTDIR)$(PREFIX)/bin/magpied"
	rm -f "$(DESTDIR)/lib/systemd/system/magpied.service"

clean: ## Remove everything that was built.
	rm -rf .build
