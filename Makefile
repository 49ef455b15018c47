# The two commands of the house:   make run   and   make test
# Everything else here is a part of one of them, to be run alone.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test periksa rapikan peramban ukur release alat

# Extra words for the demo, for example:  make run ARGS="--pegawai 2000 --port 9000"
ARGS ?=

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: ## build Balai and open a city hall with synthetic data on http://localhost:8080
	@scripts/siapkan.sh bangun
	@cargo run --locked --profile kota --package balai -- demo $(ARGS)

test: ## every check and test, from formatting to a real browser
	@scripts/uji.sh

periksa: ## the quick half of make test: formatting, lints, documents, libraries
	@scripts/uji.sh format clippy dokumen naskah pustaka

rapikan: ## format all Rust code
	@cargo fmt --all

peramban: ## only the browser journeys
	@scripts/uji.sh peramban

ukur: ## the month's benchmark against four other engines (minutes; needs the network once)
	@bench/bulan/jalan.sh

release: ## .deb and .tar.gz to install without Rust or network, with SBOM and checksums, in target/rilis
	@scripts/siapkan.sh bangun
	@scripts/rilis.sh

alat: ## optional: install the real cargo-deny beside our own check (about three minutes)
	@cargo install cargo-deny --version 0.20.2 --locked
