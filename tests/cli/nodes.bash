# shellcheck shell=bash disable=SC2154 # what the helper sets
# For the files of tests about several nodes: a sandbox of three, and a fake ssh that runs commands in them, see fakes/bin/ssh.

setup_file() {
    sandbox_up --nodes 3
}

setup() {
    skip_without_sandbox
    export PATH=$top_srcdir/tests/fakes/bin:$PATH SSH_LOG=$BATS_TEST_TMPDIR/ssh.log SSH_PATH=$BATS_FILE_TMPDIR/bin
    unset SSH_FAULTS SSH_SHELL SSH_DOWN SSH_HANG SSH_REFUSED SSH_NOKEY SSH_NO_NAMES SSH_FILTER
    mkdir -p "$SSH_PATH"
    ln -sf "$(realpath "$top_builddir/cmapsh")" "$SSH_PATH/cmapsh"
}

# Nodes have only corosync-cmapctl.
without_cmapsh() {
    SSH_PATH=
}

# A program through which goes what the command prints on node $K.
filter() { # SCRIPT
    export SSH_FILTER=$BATS_TEST_TMPDIR/filter
    printf '#!/usr/bin/env bash\n%s\n' "$1" >"$SSH_FILTER"
    chmod +x "$SSH_FILTER"
}
