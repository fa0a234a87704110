# Magpie: builds, tests and installs. `make help` lists the targets.

# What a fresh Debian 12 needs besides Swift 6.3; Package.swift names the same libraries.
DEBIAN_PACKAGES = libarchive-dev libcurl4-openssl-dev libdeflate-dev libp11-kit-dev libpcre2-dev libpq-dev libqpdf-dev libsqlite3-dev \
    libssl-dev libyaml-dev pkg-config zlib1g-dev

# What only the tests need: a security token in software, a look into it, a database whose passwords are rotated, and clients
# of AWS.
TEST_PACKAGES = awscli opensc postgresql python3-boto3 python3-venv rclone ruby-aws-sdk-kms ruby-aws-sdk-s3 s3cmd softhsm2

# What writes and reads documents, archives and mail beside Magpie.
ORACLE_PACKAGES = bzip2 cpio fonts-dejavu-core fonts-liberation genisoimage libarchive-tools libreoffice-calc-nogui \
    libreoffice-impress-nogui libreoffice-writer-nogui lz4 lzip p7zip-full pandoc poppler-utils python3-venv xorriso \
    xz-utils zip zstd

# What proofs need besides: file systems, a look into memory, faults. A proof that is left out is no success.
PROOF_PACKAGES = $(TEST_PACKAGES) btrfs-progs e2fsprogs gdb openssl strace util-linux xfsprogs

# What the proof of what is installed needs besides: a Debian, and a container to boot it in.
MACHINE_PACKAGES = debootstrap systemd-container

# What packages for Debian are built with.
DEB_PACKAGES = debhelper dpkg-dev lintian

# What looks at the files for other systems.
CHECK_PACKAGES = apparmor rpm

PREFIX ?= /usr/local
DIR ?= .
ONLY ?=
BEFORE ?=
SCALE ?= 1
TARGET ?= JSON
SECONDS ?= 60
# How many tests run at the same time: many start services and wait for them, so that more at once only makes all of them late.
TESTS_AT_ONCE ?= 4
MAGPIE = .build/release/magpie
# Paths of the folder are no part of what is built.
SWIFT_BUILD = swift build -c release --static-swift-stdlib -Xswiftc -file-prefix-map -Xswiftc "$(CURDIR)=." \
    -Xcc "-ffile-prefix-map=$(CURDIR)=." -Xlinker -z -Xlinker relro -Xlinker -z -Xlinker now
# The id of a program is made of its commit and name: one that is made of its bytes would say in which folder it was built.
COMMIT := $(shell git describe --always --abbrev=40 --dirty --exclude '*' 2>/dev/null)
# What is installed has neither names for debuggers nor the compiler's sums of its inputs, which hold names of folders. Swift's
# own tool removes them: GNU's strip forgets, with a section, which tables are to be read only once a program runs (RELRO).
OBJCOPY := $(wildcard $(dir $(realpath $(shell command -v swift)))llvm-objcopy)
STRIP = $(or $(OBJCOPY),llvm-objcopy) --strip-all --remove-section=.swift_modhash
ID = $(if $(COMMIT),-Xlinker --build-id=0x$(shell printf '%s %s' $(COMMIT) $(1) | sha1sum | cut -c1-40))
UNITS = /usr/lib/systemd/system
MAN = $(PREFIX)/share/man
ZSH = $(PREFIX)/share/zsh/site-functions
PROGRAMS = magpie magpied magpie-api magpie-courier magpie-keys magpie-act
MANUALS = $(notdir $(wildcard Config/man/*))
VERSION = $(shell sed -n 's/.*version = "\(.*\)"/\1/p' Sources/ProductIdentity/Product.swift)
UNIT_FILES = $(notdir $(wildcard systemd/*.service systemd/*.socket systemd/*.timer))
SUDO = $(shell test "$$(id -u)" = 0 || echo sudo)

.PHONY: help deps clients build service scan test lint fuzz grams train train-names train-secrets train-words bench bench-labelled bench-secrets bench-accuracy conformance extraction-report prove prove-installed deb rpm install uninstall checkinstall check-packages \
    check-reproducible image harden clean

SHELL = /bin/bash
.SHELLFLAGS = -o pipefail -c

help: ## Show this list.
	@grep -hE '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/'

deps: ## Install the C libraries that are missing (Debian, Ubuntu).
	@missing=""; for package in $(DEBIAN_PACKAGES) $(EXTRA_PACKAGES); do \
	    dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
	    $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing; fi

build: deps ## Build the scanner for use.
	@$(SWIFT_BUILD) --product magpie $(call ID,magpie)

service: deps ## Build the service and the scanner for use.
	@$(SWIFT_BUILD) --product magpied $(call ID,magpied)
	@$(SWIFT_BUILD) --product magpie $(call ID,magpie)
	@$(SWIFT_BUILD) --product magpie-api $(call ID,magpie-api)
	@$(SWIFT_BUILD) --product magpie-courier $(call ID,magpie-courier)
	@$(SWIFT_BUILD) --product magpie-keys $(call ID,magpie-keys)
	@$(SWIFT_BUILD) --product magpie-act $(call ID,magpie-act)

scan: build ## Scan DIR (make scan DIR=/path).
	@$(MAGPIE) scan "$(DIR)"

clients: EXTRA_PACKAGES = $(TEST_PACKAGES)
clients: deps ## Install clients of AWS for tests; without them, and newer ones on the path, these tests are left out.
	@# From PyPI, as they are now: those of Debian 12 know neither all checksums of S3 nor AWS_ENDPOINT_URL.
	@for set in clients tools; do \
	    cmp -s Tests/$$set.txt .build/$$set/$$set.txt || { python3 -m venv .build/$$set && \
	    .build/$$set/bin/pip install --quiet --requirement Tests/$$set.txt && \
	    cp Tests/$$set.txt .build/$$set/; } || echo "make: no $$set from PyPI: their tests are left out" >&2; done

test: EXTRA_PACKAGES = $(TEST_PACKAGES)
test: deps clients ## Run all tests.
	swift build --build-tests
	swift test --skip-build --disable-xctest --experimental-maximum-parallelization-width $(TESTS_AT_ONCE)

lint: ## Check format and style.
	swift format lint --strict --recursive --parallel Package.swift Plugins Sources Tests

fuzz: ## Feed a parser with nonsense (TARGET=JSON, Policies, Wire, any, or a format of those that Tests/Fuzz/fuzz.sh lists; SECONDS=60).
	Tests/Fuzz/fuzz.sh $(TARGET) $(SECONDS)

grams: ## Count the tables of gram frequencies again, over texts that it fetches first from Debian (600 MB).
	sh Tests/Grams/fetch.sh .build/grams
	swift run -c release gram-counter Sources/Prefiltering $$(sed 's|:|:.build/grams/|' Tests/Grams/shares)

# Words to train on and words and sources to measure on, kept apart; Debian's wamerican, wngerman and wfrench have the words.
SECRET_WORDS ?= /usr/share/dict/american-english,/usr/share/dict/ngerman
SECRET_SOURCES ?= /usr/lib/python3/dist-packages,/usr/lib/node_modules,/usr/include,/usr/share/javascript
SECRET_TEST_WORDS ?= /usr/share/dict/french
SECRET_TEST_SOURCES ?= /usr/share/perl5,/usr/lib/python3.11

train-secrets: ## Make the model that tells secrets from names again, and its report.
	swift run -c release magpie-train secrets --words $(SECRET_WORDS) --sources $(SECRET_SOURCES) \
	    --test-words $(SECRET_TEST_WORDS) --test-sources $(SECRET_TEST_SOURCES) \
	    --output Sources/Classification/SecretTables.swift --report Rules/Models/secrets.md

train-words: ## Count again which words programs are written of.
	swift run -c release magpie-train words --sources $(SECRET_SOURCES),$(SECRET_TEST_SOURCES) \
	    --output Sources/Classification/ProgramWordTable.swift

# What programs, settings and open documents are like: those of this machine.
CODE ?= /usr/lib/python3/dist-packages /usr/share/perl5 /usr/include /usr/lib/python3.11
SETTINGS ?= /etc
OPEN ?= /usr/share/doc

train: ## Train the model of documents again (CORPUS=DIR with CLASS.jsonl.xz; code, documents and settings of this machine).
	mkdir -p .build/corpus
	for file in $(CORPUS)/*.jsonl.xz; do xz -dc $$file > .build/corpus/$$(basename $$file .xz); done
	swift run -c release magpie-train documents --corpus .build/corpus --texts Rules/Models/Texts \
		$$(for folder in $(CODE); do echo --code $$folder; done) --settings $(SETTINGS) --open $(OPEN) \
		--output Rules/Models/documents.model --report Rules/Models/documents.md

train-names: ## Make the model of names again (CORPUS=DIR with texts); takes lists of names from PyPI and Debian's dictionaries (`gather-names.py` says which).
	python3 -m venv .build/names && .build/names/bin/pip install -q Faker==40.63.0 names==0.3.0
	.build/names/bin/python Rules/Models/gather-names.py $(CORPUS) .build/names/lists
	swift run -c release magpie-train names --given .build/names/lists/given.txt --surnames .build/names/lists/surnames.txt \
	    --everyday .build/names/lists/everyday.txt --others .build/names/lists/others.txt --output Rules/Models/names.model

bench: build ## Measure against other scanners; fetches them and 1.3 GB of source first.
	sh Tests/Benchmarks/fetch.sh
	python3 Tests/Benchmarks/run.py

bench-labelled: build ## Measure recall and precision on a generated labelled corpus, by family of identifiers.
	python3 Tests/Benchmarks/accuracy/evaluate.py --magpie $(MAGPIE) --calibration

bench-secrets: build ## Measure how credentials are found however they are written, and what is taken for one.
	python3 Tests/Benchmarks/secretcases/measure.py $(MAGPIE) --below 0.98
	python3 Tests/Benchmarks/secretcases/measure.py $(MAGPIE) --later

bench-accuracy: build ## Measure on texts that were written by hand, against other scanners from PyPI.
	test -x .build/accuracy/bin/python || python3 -m venv .build/accuracy
	.build/accuracy/bin/pip install --quiet detect-secrets==1.5.0 credsweeper==1.19.5
	python3 Tests/Benchmarks/handwritten/measure.py $(MAGPIE) --against .build/accuracy/bin

extraction-report: EXTRA_PACKAGES = $(ORACLE_PACKAGES)
extraction-report: build ## Measure how much Magpie sees of documents, archives and mail that others wrote, against others' readers.
	test -x .build/extraction/bin/python || python3 -m venv .build/extraction
	.build/extraction/bin/pip install --quiet --requirement Tests/Benchmarks/extraction/requirements.txt
	.build/extraction/bin/python Tests/Benchmarks/extraction/report.py --magpie $(MAGPIE)

prove: EXTRA_PACKAGES = $(PROOF_PACKAGES)
prove: service ## Show what README promises (takes an hour; ONLY=attacks or any other list, SCALE=10 for a tenth).
	python3 Tests/Proofs/prove.py $(if $(ONLY),--only $(ONLY)) --scale $(SCALE)
	$(if $(ONLY),,swift build -c release --product secrets-harness)
	$(if $(ONLY),,python3 Tests/Proofs/secretproofs.py)

CONFORMANCE_ONLY = $(if $(ONLY),--only $(ONLY))

conformance: service ## Hold what SDKs of AWS are served by against AWS's own models, which it fetches (ONLY=kms,iam).
	test -x .build/conformance/bin/python || python3 -m venv .build/conformance
	.build/conformance/bin/pip install --quiet botocore==1.43.11
	.build/conformance/bin/python Tests/Proofs/conformance/conformance.py $(CONFORMANCE_ONLY)

rpm: service ## Build packages for systems with rpm into .build/rpm.
	Packaging/rpm.sh .build/rpm

prove-installed: EXTRA_PACKAGES = $(DEB_PACKAGES) $(MACHINE_PACKAGES)
prove-installed: deb ## Show that the packages work on a Debian 12 with a running systemd (root; BEFORE=folder with older ones).
	python3 Tests/Proofs/installedproofs.py --packages .build/deb $(if $(BEFORE),--before $(BEFORE))

install: service ## Install to DESTDIR and PREFIX; the configuration only where there is none.
	for program in $(PROGRAMS); do \
	    install -D -m 755 .build/release/$$program "$(DESTDIR)$(PREFIX)/bin/$$program"; \
	    $(STRIP) "$(DESTDIR)$(PREFIX)/bin/$$program"; done
	for page in $(MANUALS); do \
	    install -D -m 644 Config/man/$$page "$(DESTDIR)$(MAN)/man$${page##*.}/$$page"; done
	install -d "$(DESTDIR)$(MAN)/man5" "$(DESTDIR)$(UNITS)"
	awk -v version=$(VERSION) -v date="$$(date -u -d @$${SOURCE_DATE_EPOCH:-$$(stat -c %Y Config/magpie.yaml)} +%F)" \
	    -f Packaging/configuration-manual.awk Config/magpie.yaml > "$(DESTDIR)$(MAN)/man5/magpie.yaml.5"
	install -D -m 644 Packaging/completions/magpie.bash "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/magpie"
	install -D -m 644 Packaging/completions/_magpie "$(DESTDIR)$(ZSH)/_magpie"
	install -D -m 644 Packaging/completions/magpie.fish "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/magpie.fish"
	for unit in $(UNIT_FILES); do \
	    sed 's|/usr/local/bin|$(PREFIX)/bin|' systemd/$$unit > "$(DESTDIR)$(UNITS)/$$unit"; \
	    chmod 644 "$(DESTDIR)$(UNITS)/$$unit"; done
	install -D -m 644 systemd/magpie.sysusers "$(DESTDIR)/usr/lib/sysusers.d/magpie.conf"
	install -D -m 644 systemd/magpie.tmpfiles "$(DESTDIR)/usr/lib/tmpfiles.d/magpie.conf"
	test -e "$(DESTDIR)/etc/magpie/magpie.yaml" || install -D -m 640 Config/magpie.yaml "$(DESTDIR)/etc/magpie/magpie.yaml"
	@if test -z "$(DESTDIR)" && test -d /run/systemd/system; then \
	    systemd-sysusers magpie.conf && systemd-tmpfiles --create magpie.conf && systemctl daemon-reload && \
	    echo "Name the folders to watch in /etc/magpie/magpie.yaml, then: systemctl enable --now magpied"; fi

uninstall: ## Remove what install put there, but no configuration and no state.
	for program in $(PROGRAMS); do rm -f "$(DESTDIR)$(PREFIX)/bin/$$program"; done
	for page in $(MANUALS) magpie.yaml.5; do rm -f "$(DESTDIR)$(MAN)/man$${page##*.}/$$page"; done
	for unit in $(UNIT_FILES); do rm -f "$(DESTDIR)$(UNITS)/$$unit"; done
	rm -f "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/magpie" "$(DESTDIR)$(ZSH)/_magpie"
	rm -f "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/magpie.fish"
	rm -f "$(DESTDIR)/usr/lib/sysusers.d/magpie.conf" "$(DESTDIR)/usr/lib/tmpfiles.d/magpie.conf"

deb: EXTRA_PACKAGES = $(DEB_PACKAGES)
deb: service ## Build packages for Debian into .build/deb.
	Packaging/deb.sh .build/deb
	lintian --fail-on error,warning .build/deb/*_"$$(source=. && . Packaging/version.sh && echo $$MAGPIE_VERSION)"_*.deb

checkinstall: ## Check that systemd takes the users, folders and units as they are installed.
	@root=$$(mktemp -d) && trap 'rm -rf "$$root"' EXIT && set -e && \
	install -D -m 644 systemd/magpie.sysusers "$$root/usr/lib/sysusers.d/magpie.conf" && \
	install -D -m 644 systemd/magpie.tmpfiles "$$root/usr/lib/tmpfiles.d/magpie.conf" && mkdir -p "$$root/etc" && \
	said=$$(systemd-sysusers --root="$$root" 2>&1 && systemd-tmpfiles --root="$$root" --create 2>&1) && \
	{ ! grep -F magpie.conf <<< "$$said"; } && \
	grep -q '^magpie:' "$$root/etc/passwd" && grep -q '^magpie-keys:' "$$root/etc/passwd" && \
	grep -q '^magpie:.*magpie-keys' "$$root/etc/group" && \
	test "$$(stat -c %a "$$root/etc/magpie")" = 750 && \
	mkdir "$$root/units" && for unit in $(UNIT_FILES); do \
	    sed 's|^\(Exec[A-Za-z]*=\)/usr/local/bin/[a-z-]*|\1/bin/true|' systemd/$$unit > "$$root/units/$$unit"; done && \
	for unit in $(UNIT_FILES); do name=$${unit/@./@x.}; \
	    said=$$(SYSTEMD_UNIT_PATH="$$root/units:" systemd-analyze verify --man=no "$$root/units/$$name" 2>&1 | \
	        grep -F magpie || true); \
	    test -z "$$said" || { echo "$$said"; exit 1; }; done && echo "users, folders and $(words $(UNIT_FILES)) units are right"

check-packages: EXTRA_PACKAGES = $(CHECK_PACKAGES)
check-packages: deps ## Check that AppArmor and rpm understand what is packaged for them.
	@apparmor_parser --skip-kernel-load --skip-cache --quiet Packaging/apparmor/magpied
	@rpmspec --parse --define "magpie_source $$PWD" --define "magpie_version 0" --define "magpie_commit 0" \
	    Packaging/rpm/magpie.spec > /dev/null
	@echo "the profiles of AppArmor and the specification for rpm are right"

check-reproducible: deb ## Build the packages of this commit again from nothing in another folder (with a path as long), and compare them.
	Packaging/reproduce.sh .build/deb

image: deb ## Build an image of the scanner with podman or buildah, whichever is there.
	$$(command -v podman || command -v buildah) build -f Packaging/Containerfile -t magpie .

harden: ## Check how much the units of systemd are open to.
	@for unit in worker@:5 watcher@:25 courier@:25 act@:25 api@:15 scan@:15; do \
	    systemd-analyze security --offline=true --threshold=$${unit#*:} --no-pager \
	        systemd/magpie-$${unit%:*}.service | tail -n 1; done
	@for unit in magpied magpie-keys; do \
	    systemd-analyze security --offline=true --threshold=15 --no-pager systemd/$$unit.service | tail -n 1; done

clean: ## Remove everything that was built.
	rm -rf .build
