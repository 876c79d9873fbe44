#!/usr/bin/env bats
# The table of keys beside the keys that a real cluster has. A key that fails here needs a row in cli/know/rows_*.h.
# shellcheck disable=SC2154 # what bats sets

load ../helper

setup_file() {
    sandbox_up --nodes 3
    [[ -z $SANDBOX_MISSING ]] || return 0
    # So that the keys are there which a reload and a pause leave behind.
    in_sandbox corosync-cfgtool -R
    "$SANDBOX" stop "$SANDBOX_DIR"
    sleep 2
    "$SANDBOX" cont "$SANDBOX_DIR"
    wait_until 10 in_sandbox corosync-cmapctl -m stats stats.schedmiss.
    wait_until 10 all_joined
}

all_joined() {
    [[ $(in_sandbox corosync-cmapctl runtime.members. | grep -c '= joined$') == 3 ]]
}

# KEY TYPE of every key in both maps of a node.
keys_of() { # NODE
    local map
    for map in icmap stats; do
        in_sandbox --node "$1" corosync-cmapctl -m "$map"
    done | sed -nE 's/^([^ ]+) \(([a-z0-9]+)\) = .*/\1 \2/p'
}

# KEY PATTERN TYPE MEANING from the table, with tabs, of the keys on standard input.
known() {
    cut -d ' ' -f 1 | "$top_builddir/tests/key_info"
}

@test "every key of a cluster has a row of its own with a meaning" {
    local node
    for node in 1 2 3; do
        keys_of "$node" >"$BATS_TEST_TMPDIR/keys"
        (($(wc -l <"$BATS_TEST_TMPDIR/keys") > 250))
        # A row that ends in ** is about what is left of a branch.
        # shellcheck disable=SC2016 # awk's variables
        run -0 awk -F '\t' '$2 == "" || $2 ~ /\*\*$/ || $4 == ""' < <(known <"$BATS_TEST_TMPDIR/keys")
        echo "$output"
        [[ -z $output ]]
    done
    keys_of 1 | grep -q '^config\.reload_status '
    keys_of 1 | grep -q '^stats\.schedmiss\.0\.delay '
}

@test "every key of a cluster has the type that its row says" {
    keys_of 1 >"$BATS_TEST_TMPDIR/keys"
    cut -d ' ' -f 2 "$BATS_TEST_TMPDIR/keys" | paste - <(known <"$BATS_TEST_TMPDIR/keys") >"$BATS_TEST_TMPDIR/types"
    # shellcheck disable=SC2016 # awk's variables
    run -0 awk -F '\t' '$4 != "none" && $4 != $1 { print $2 ": " $1 ", and not " $4 }' "$BATS_TEST_TMPDIR/types"
    echo "$output"
    [[ -z $output ]]
    # The test can fail.
    (($(awk -F '\t' '$4 == $1' "$BATS_TEST_TMPDIR/types" | wc -l) > 250))
}

@test "a key that corosync does not know has no row" {
    run -0 "$top_builddir/tests/key_info" <<<$'my.note\ntotem.tokn'
    [[ $output == $'my.note\t\t\t\ntotem.tokn\ttotem.**\tnone\t'* ]]
}
