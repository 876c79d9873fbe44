# shellcheck shell=bash
# For the tests of status: how this cmapsh speaks of quorum.

# shellcheck disable=SC2034 # for the tests
QUORATE=QUORATE NO_QUORUM='NO QUORUM' COUNTED=
# shellcheck disable=SC2154 # helper sets it
if [[ $("$top_builddir/cmapsh" --version) == *'without libvotequorum' ]]; then
    # shellcheck disable=SC2034
    QUORATE='ENOUGH VOTES' NO_QUORUM='TOO FEW VOTES' COUNTED=', by count of votes'
fi
