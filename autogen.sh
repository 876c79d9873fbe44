#!/bin/sh
# Makes ./configure; needs autoconf, automake, libtool and pkg-config.
set -e
cd "$(dirname "$0")"
exec autoreconf --install --warnings=all
