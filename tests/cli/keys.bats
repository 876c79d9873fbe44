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

# The rows of the keys on standard input that are not about a key but about what is left of a branch, or have no meaning.
without_row() {
    # shellcheck disable=SC2016 # awk's variables
    awk -F '\t' '$2 == "" || $2 ~ /\*\*$/ || $4 == ""' < <(known)
}

# Starts all nodes again, with their first configuration after a change.
restart_with() { # SED-SCRIPT
    local node file
    for node in 1 2 3; do
        file=$SANDBOX_DIR/node$node/corosync.conf
        [[ -e $file.first ]] || cp "$file" "$file.first"
        sed "$1" "$file.first" >"$file"
    done
    for node in 1 2 3; do "$SANDBOX" kill --node "$node" "$SANDBOX_DIR"; done
    for node in 1 2 3; do "$SANDBOX" restart --node "$node" "$SANDBOX_DIR"; done
    wait_until 20 all_joined
}

@test "every key of a cluster with a quorum device, a watchdog, two subsystems and all options of a link has a row" {
    # shellcheck disable=SC2016 # the last line of sed
    restart_with '/^quorum {/a\    device {\n model: net\n votes: 1\n timeout: 12000\n sync_timeout: 36000\n master_wins: 0\n net {\n host: 192.0.2.9\n algorithm: ffsplit\n tls: off\n }\n heuristics {\n mode: sync\n exec_route: /bin/true\n }\n }
        /^totem {/a\    interface {\n linknumber: 0\n knet_link_priority: 3\n knet_ping_interval: 300\n knet_ping_timeout: 900\n knet_ping_precision: 100\n knet_pong_count: 3\n knet_transport: udp\n mcastport: 5410\n }
        /^logging {/a\    logger_subsys {\n subsys: TOTEM\n debug: off\n }
        $a resources {\n watchdog_timeout: 8\n }'
    keys_of 1 >"$BATS_TEST_TMPDIR/keys"
    grep -q '^quorum\.device\.heuristics\.exec_route ' "$BATS_TEST_TMPDIR/keys"
    grep -q '^totem\.interface\.0\.knet_pong_count ' "$BATS_TEST_TMPDIR/keys"
    grep -q '^logging\.logger_subsys\.TOTEM\.subsys ' "$BATS_TEST_TMPDIR/keys"
    run -0 without_row <"$BATS_TEST_TMPDIR/keys"
    echo "$output" && [[ -z $output ]]
}

@test "every key of a cluster with the transport udpu, without ids of nodes, has a row" {
    restart_with 's/transport: knet/transport: udpu/; /crypto_/d; /nodeid:/d
        /^totem {/a\    interface {\n linknumber: 0\n ttl: 1\n broadcast: no\n mcastport: 5405\n }'
    keys_of 2 >"$BATS_TEST_TMPDIR/keys"
    grep -q '^nodelist\.node\.2\.nodeid ' "$BATS_TEST_TMPDIR/keys"
    grep -qx 'totem\.transport str' "$BATS_TEST_TMPDIR/keys"
    run -0 without_row <"$BATS_TEST_TMPDIR/keys"
    echo "$output" && [[ -z $output ]]
}

@test "a key that corosync does not know has no row" {
    run -0 "$top_builddir/tests/key_info" <<<$'my.note\ntotem.tokn'
    [[ $output == $'my.note\t\t\t\ntotem.tokn\ttotem.**\tnone\t'* ]]
}

# ---- the manual pages of corosync, as they are installed

page() { # PAGE.SECTION
    local file=/usr/share/man/man${1##*.}/$1
    if [[ -e $file.gz ]]; then zcat "$file.gz"; else cat "$file" 2>/dev/null; fi
}

needs_page() { # PAGE.SECTION
    [[ -n $(page "$1") ]] || skip "the manual page $1 is not installed"
}

# The rows of the table that are options of corosync.conf: OPTION SECTION EFFECT DEFAULT MANUAL, with tabs.
options() {
    # shellcheck disable=SC2016 # awk's variables
    "$top_builddir/tests/key_info" all | awk -F '\t' -v OFS='\t' '
        $2 != "" && $1 !~ /\*\*$/ { n = split($1, part, "."); print part[n], $2, $3, $4, $5 }'
}

# Each of the names on standard input is an option with a section, an effect and a default.
are_options() {
    local name n=0
    options >"$BATS_TEST_TMPDIR/options"
    while read -r name; do
        n=$((n + 1))
        # shellcheck disable=SC2016 # awk's variables
        awk -F '\t' -v name="$name" '$1 == name && $3 != "" && $4 != "" { found = 1 } END { exit !found }' \
            "$BATS_TEST_TMPDIR/options" || { echo "$name is not in the table, or not complete" && return 1; }
    done
    ((n >= $1))
}

@test "every option of corosync.conf(5) has a row with a section, an effect and a default" {
    needs_page corosync.conf.5
    # What follows .TP, but sections, and the number of a link, which is a part of the key's name.
    page corosync.conf.5 | sed '/^\.SH "\?TO ADD/,$d' | awk '/^\.TP/ { term = 1; next } term && NF { if ($2 != "{") print $1; term = 0 }' |
        grep -vxE 'linknumber|\.B' | sed 's/^ringX_addr$/ring*_addr/' | sort -u | are_options 75
}

@test "every option of votequorum(5) has a row with a section, an effect and a default" {
    needs_page votequorum.5
    # In examples and headings; "quorum: 5" is the result of a sum.
    page votequorum.5 | grep -oE '\b[a-z][a-z0-9]*(_[a-z0-9]+)*: ?([0-9]|[a-z]+[|_]|lowest)' | sed 's/:.*//; s/^ring0_addr$/ring*_addr/' |
        grep -vxE 'quorum|default' | sort -u | are_options 10
}

# The keys of cmap_keys(7), one a line, with an example for each variable part. Four names are mistakes of the page.
keys_of_page() {
    page cmap_keys.7 | awk '
        /^\.TP/ { term = 1; next }
        term && NF { path = $1; term = 0; sub(/\*$/, "", path); if (path !~ /\.$/) print path; next }
        /^\.SH/ { path = "" }
        /^\.B / && path ~ /\.$/ { for (i = 2; i <= NF; i++) if ($i != "/") print path $i }' |
        sed -E 's/^nodelist\.(ring0_addr|nodeid)/nodelist.node.0.\1/; s/runtime\.services\.service_id/runtime.services.cpg.service_id/
            s/PID/17/; s/nodeX\.linkY/node1.link0/; s/stats\.ipcs\.(active|closed)/stats.ipcs.global.\1/; s/ipcs\.ID/ipcs.service0.17.0x1/
            s/schedmiss\.<n>/schedmiss.0/; s/^runtime\.totem\.members/runtime.members.1/; s/\.proc_name$/.procname/
            s/\.tx_total_retries$/.rx_total_retries/' |
        grep -vE 'ipcs.*\.(name|queue_size|service_id)$|totem\.config\.'
}

@test "every key of cmap_keys(7) has a row of its own" {
    needs_page cmap_keys.7
    keys_of_page | sort -u >"$BATS_TEST_TMPDIR/keys"
    (($(wc -l <"$BATS_TEST_TMPDIR/keys") > 70))
    run -0 without_row <"$BATS_TEST_TMPDIR/keys"
    echo "$output" && [[ -z $output ]]
}

@test "the manual page that a setting names has it" {
    local option manual file n=0
    needs_page corosync.conf.5
    # shellcheck disable=SC2016 # awk's variables
    while read -r option manual; do
        file=${manual%(*}.${manual//[^0-9]/}
        [[ $option != '*' && -n $(page "$file") ]] || continue
        # One is newer than the page of older versions; the others are missing in all.
        [[ $option != @(ip_dscp|recovery|to_file|syslog_level) ]] || continue
        n=$((n + 1))
        page "$file" | sed 's/ringX_addr/ring*_addr/' | grep -qwF -- "$option" || { echo "$option: $manual" && return 1; }
    done < <(options | awk -F '\t' '$5 != "" { print $1, $5 }')
    ((n > 80))
}
