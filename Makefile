# `make check` is what CI runs; the other targets take longer and are run by hand.
FUZZTIME ?= 1m

.PHONY: build check test race fuzz properties crash bench year load lint pictures

build:
	CGO_ENABLED=0 go build -trimpath -o gongkai ./cmd/gongkai

check:
	.ci/run

test:
	go test ./...

race:
	go test -race -count=3 ./...

# Every fuzz target in turn, FUZZTIME each.
fuzz:
	@for p in $$(go list ./...); do \
	  for f in $$(go test -list '^Fuzz' $$p | grep '^Fuzz'); do \
	    echo "== $$p $$f"; go test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) $$p || exit 1; \
	  done; \
	done

# The properties of the parser and of every format with other reports each time, CHECKS
# of them, and a tenth of that in each format.
CHECKS ?= 3000
properties:
	go test -count=1 -timeout 60m ./extract/report/... -rapid.checks=$(CHECKS)
	go test -count=1 -timeout 60m ./extract -rapid.checks=$$(( $(CHECKS) / 10 ))

# kill -9 of a crawl at random moments, CRASHES times.
CRASHES ?= 100
crash:
	GONGKAI_CRASHES=$(CRASHES) go test -count=1 -v -run "Kill" -timeout 30m ./cmd/gongkai ./archive/boltstore

# Ratios taken in one run, written to docs/benchmarks.md; those of the readers
# where BENCH_FILES is a folder of reports in HTML, DOCX, DOC and PDF.
BENCH_FILES ?=
bench:
	go test -count=1 -run 'TestRatios|TestReaderRatios' -timeout 40m ./cmd/gongkai -bench-out $(CURDIR)/docs/benchmarks.md -bench-files '$(abspath $(BENCH_FILES))'
	cat docs/benchmarks.md

# A year of the schedule over 30 sample portals, with figures and all reasons.
year:
	GONGKAI_YEAR=1 go test -count=1 -v -run 'TestYear$$' -timeout 60m ./crawler

# 200 readers on archives of 1,000 and 100,000 filings, for half an hour, written
# to docs/benchmarks.md. The archives are grown once (some 10 minutes, 3 GB) and
# kept in LOAD.
LOAD ?= $(CURDIR)/.load
load:
	mkdir -p $(LOAD)
	go test -count=1 -v -run 'TestLoad$$' -timeout 2h ./cmd/gongkai -load $(LOAD) -load-out $(CURDIR)/docs/benchmarks.md

lint:
	golangci-lint run

# The pictures of the documents, as a browser sees the demonstration. Wants node,
# npm, Chromium and a font with Chinese characters (fonts-noto-cjk).
pictures:
	rm -rf docs/pictures
	go test -count=1 -v -run TestBrowser ./cmd/gongkai -screenshots $(CURDIR)/docs/pictures.new
	mv docs/pictures.new/docs docs/pictures && rm -r docs/pictures.new
