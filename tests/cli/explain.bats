#!/usr/bin/env bats
# explain and effective: keys in words, and settings as configured, in use and by default.
# shellcheck disable=SC2154 # what bats and the helper set

load ../helper

setup_file() {
    sandbox_up --nodes 3
}

teardown() {
    [[ ! -e $BATS_TEST_TMPDIR/other/hub ]] || "$SANDBOX" down "$BATS_TEST_TMPDIR/other"
    end_test
}

# The text of standard input is printed by explain, and nothing on stderr.
explains() { # [ARG]...
    run -0 --separate-stderr cmapsh explain "$@"
    diff - <(echo "$output") && [[ -z $stderr ]]
}

# ---- keys

@test "explain describes a setting, with its sum" {
    explains totem.token <<'END'
totem.token (u32, ms): Time without the token after which totem declares it
lost
  value     1000 ms
  in use    1650 ms (runtime.config.totem.token)
  sum       1650 = 1000 + (3 nodes - 2) x 650
  default   3000 ms (1000 before corosync 3.1.0)
  allowed   30 or more
  healthy   1000 to 60000, the same on all nodes
  change    takes effect at once, on this node, until corosync.conf is read
            again
  limit     token / (token_retransmits_before_loss_const + 0.2) should be at
            least 30; corosync would use it all the same
  limit     corosync does nothing for up to send_join ms while a membership
            forms: longer than token, the others lose this node
  to keep   set token in the section totem of corosync.conf on all nodes, then
            run: corosync-cfgtool -R
  affects   runtime.config.totem.token, runtime.config.totem.token_retransmit,
            runtime.config.totem.consensus,
            runtime.config.totem.interface.*.knet_ping_timeout,
            runtime.config.totem.interface.*.knet_ping_interval,
            runtime.config.totem.hold
  since     corosync 3.0 or older
  manual    corosync.conf(5)
END
}

@test "explain describes a value in use, and the setting that makes it" {
    explains runtime.config.totem.consensus <<'END'
runtime.config.totem.consensus (u32, ms): Time to wait for all nodes to agree
on a new membership
  value     1980 ms
  set by    totem.consensus, which is absent
  sum       1980 = 1.2 x 1650
  default   1980 ms
  healthy   1.2 to 2 times the token timeout in use
  change    is refused: corosync reports its state here
  since     corosync 3.0 or older
  manual    cmap_keys(7)
END
}

@test "explain describes a report, and the node that it is about" {
    explains runtime.members.3.status <<'END'
runtime.members.3.status (str): Whether the node is in the membership of this
one: joined or left
  value     joined
  about     node3, 10.77.0.3
  values    joined, left
  healthy   joined; absent: not seen since corosync started here
  change    has no effect except to mislead readers: corosync only reports its
            state here
  in 2.x    runtime.totem.pg.mrp.srp.members.3.status
  since     corosync 3.0 or older
END
}

@test "explain describes an option of the nodelist, which a reload takes over" {
    explains nodelist.node.1.quorum_votes <<'END'
nodelist.node.1.quorum_votes (u32, votes): Votes of the node; absent: 1
  value     absent
  about     node2, 10.77.0.2
  default   1 votes
  healthy   1
  change    is refused: corosync takes the value in corosync.conf over, at a
            start and a reload
  to keep   set quorum_votes in the section nodelist.node (that of the node) of
            corosync.conf on all nodes, then run: corosync-cfgtool -R
  affects   quorum.expected_votes
  since     corosync 3.0 or older
  manual    votequorum(5)
END
}

@test "explain describes an option of a link, which is stored without effect" {
    explains totem.interface.0.knet_pong_count <<'END'
totem.interface.0.knet_pong_count (u32): Answers to pings before the link is up
  value     absent
  about     link 0
  default   2
  healthy   1 to 10
  change    is stored without effect: corosync takes only the value in
            corosync.conf over, at a reload
  to keep   set knet_pong_count in the section totem.interface (linknumber 0)
            of corosync.conf on all nodes, then run: corosync-cfgtool -R
  affects   runtime.config.totem.interface.0.knet_ping_timeout,
            runtime.config.totem.interface.0.knet_ping_interval
  since     corosync 3.0 or older
  manual    corosync.conf(5)
END
}

@test "explain describes a trigger, with its risk" {
    explains quorum.cancel_wait_for_all <<'END'
quorum.cancel_wait_for_all (u8): 1 ends the waiting for nodes not yet seen;
corosync sets it back to 0
  value     absent
  allowed   0 to 1
  values    0, 1
  change    starts an action at once
  risk      grants quorum while nodes are missing: make sure that they are off
  limit     votequorum ignores changes until a reload succeeds: corosync.conf
            could not be parsed, or a reload goes on
  since     corosync 3.0 or older
  manual    cmap_keys(7)
END
}

@test "explain describes an option that corosync does not use, and one of a newer version" {
    explains totem.threads <<'END'
totem.threads (u32): Obsolete: corosync does not use it
  value     absent
  default   0
  healthy   not set
  change    is refused, and corosync does not use the key
  since     corosync 3.0 or older
END
    run -0 cmapsh explain totem.knet_mtu
    [[ $output == *$'\n  since     corosync 3.1.7\n'* ]]
}

@test "explain describes a statistic, a client and a number that means nothing yet" {
    local client key
    run -0 cmapsh explain stats.knet.node2.link0.connected
    [[ $output == *$'\n  value     1\n  about     link 0 to node2, 10.77.0.2\n'*$'\n  healthy   1\n'* ]]
    client=$(cmapsh find 'stats.ipcs.service*.**.procname' | sed -n '1s/ .*//p')
    [[ -n $client ]]
    run -0 cmapsh explain "${client%.*}.requests"
    [[ $output == *'a client of the service '* || $output == *$'\n  value     absent'* ]]
    printf '%s\n' 'stats.knet.node1.link0.latency_min (u32) = 4294967295' 'config.reload_status (i32) = 7' \
        'stats.schedmiss.0.timestamp (u64) = 0' >"$BATS_TEST_TMPDIR/saved"
    for key in stats.knet.node1.link0.latency_min config.reload_status stats.schedmiss.0.timestamp; do
        TZ=UTC cmapsh -m "$BATS_TEST_TMPDIR/saved" explain $key | sed -n 's/[0-9]* days/N days/; /^  value /p'
    done | diff - <(printf '  value     %s\n' '4294967295 (no sample yet)' '7 (CS_ERR_INVALID_PARAM)' \
        '0 ms since 1970 (1970-01-01 00:00:00, N days ago)')
}

@test "explain says of a value that corosync does not use why" {
    cmapsh set -y totem.join str 60
    run -0 cmapsh explain totem.join
    [[ $output == *$'\n  value     60\n  in use    50 ms (runtime.config.totem.join)\n  note      corosync expects a u32 and ignores this str\n'* ]]
    cmapsh --yes delete totem.join
    cmapsh set totem.tokn str 1
    run -0 cmapsh explain totem.tokn
    [[ $output == *$'\n  note      corosync does not know this setting; did you mean "totem.token"?\n'* ]]
    cmapsh --yes delete totem.tokn
    cmapsh set exp.own u8 1
    prints $'exp.own (u8): Nothing is known about this key: corosync itself does not use it\n  value     1' explain exp.own
}

@test "explain of a branch has the keys that the map lacks, also the first of the table" {
    printf '%s\n' 'totem.version (u32) = 2' >"$BATS_TEST_TMPDIR/saved"
    run -0 cmapsh -m "$BATS_TEST_TMPDIR/saved" -o csv explain totem
    [[ $output == *$'\ntotem.token,'* && $output == *$'\ntotem.token_warning,'* && $output == *$'\ntotem.version,'* ]]
}

@test "explain -j has what a value in use was configured as" {
    printf '%s\n' 'totem.token (u32) = 1000' 'runtime.config.totem.token (u32) = 1650' >"$BATS_TEST_TMPDIR/saved"
    run -0 cmapsh -m "$BATS_TEST_TMPDIR/saved" -o ndjson explain runtime.config.totem.token
    [[ $(jq -c '[.value, .set_by, .configured, .in_use]' <<<"$output") == '[1650,"totem.token",1000,'* ]]
    run -0 cmapsh -m "$BATS_TEST_TMPDIR/saved" -o ndjson explain totem.token
    [[ $(jq -c '[.value, .set_by, .configured, .in_use_key, .in_use]' <<<"$output") == '[1000,null,null,"runtime.config.totem.token",1650]' ]]
}

@test "explain -j says whether a key is read-only" {
    [[ $(cmapsh -o ndjson explain totem.token | jq -c .read_only) == false ]]
    [[ $(cmapsh -o ndjson explain totem.cluster_name | jq -c .read_only) == true ]]
    cmapsh set exp.nobody_knows u8 1
    [[ $(cmapsh -o ndjson explain exp.nobody_knows | jq -c .read_only) == null ]]
}

@test "explain masks a secret" {
    echo 'totem.key (str) = hidden' >"$BATS_TEST_TMPDIR/saved"
    run -0 cmapsh -m "$BATS_TEST_TMPDIR/saved" explain totem.key
    [[ $output == *$'\n  value     ********\n'* && $output != *hidden* ]]
    run -0 cmapsh -m "$BATS_TEST_TMPDIR/saved" -o ndjson explain totem.key
    [[ $output == *'"value":null,"masked":true,'* && $output != *hidden* ]]
    run -0 cmapsh -m "$BATS_TEST_TMPDIR/saved" --show-secrets explain totem.key
    [[ $output == *$'\n  value     hidden\n'* ]]
}

@test "no line of explain is wider than 79 columns" {
    local key
    "$top_builddir/tests/key_info" all | cut -f 1 | sed '/\*\*/d; s/\*/1/g' >"$BATS_TEST_TMPDIR/keys"
    sed 's/^/explain /' "$BATS_TEST_TMPDIR/keys" | "$top_builddir/cmapsh" -k -m "$BATS_TEST_TMPDIR/keys.txt" >"$BATS_TEST_TMPDIR/all" 2>&1 || :
    echo 'totem.token (u32) = 1' >"$BATS_TEST_TMPDIR/keys.txt"
    sed 's/^/explain /' "$BATS_TEST_TMPDIR/keys" | "$top_builddir/cmapsh" -k -m "$BATS_TEST_TMPDIR/keys.txt" >"$BATS_TEST_TMPDIR/all"
    (($(grep -c '^  change ' "$BATS_TEST_TMPDIR/all") > 280))
    # A name cannot be broken.
    run -1 grep -E '^.{80}' <(grep -vE '^[^ ]{70,}' "$BATS_TEST_TMPDIR/all")
}

# ---- names

@test "explain lists what is below a path: what the map has, then what else corosync knows" {
    run -0 --separate-stderr cmapsh explain system
    [[ ${lines[0]} == 'system (3 keys): The process of corosync' ]]
    [[ $output == *$'\n  sched_rr            Whether corosync runs with real-time priority; absent:\n                      yes\n'*$'\nabsent:\n'*$'\n  qb_ipc_type  '* ]]
    [[ -z $stderr ]]
    run -0 cmapsh explain runtime.members
    [[ $output == *$'\n  3.                  One node, by its id' ]]
    run -0 cmapsh explain uidgid
    [[ ${lines[0]} == 'uidgid (0 keys): '* && $output == *$'\n  uid.                Users '* && $output != *absent* ]]
    cmapsh set exp.branch.a.x u8 1
    cmapsh set exp.branch.b u8 1
    prints $'exp.branch (2 keys): Unknown to corosync\n  a.                  Unknown to corosync\n  b                   Unknown to corosync' \
        explain exp.branch
    cmapsh set x.b u8 1
    prints $'x (1 key): Unknown to corosync\n  b                   Unknown to corosync' explain x
    run -0 cmapsh explain /
    [[ ${lines[0]} == '/ ('*' keys): All keys' && $output == *$'\n  totem.              Settings of totem'* ]]
    [[ $output == *$'\nabsent:\n'*$'\n  nozzle.             A network device '* ]]
    run -0 cmapsh explain 'runtime.members.*.status'
    [[ $output == *$'  runtime.members.3.status\n'* && $output != *runtime.members.3.ip* ]]
}

@test "explain takes names relative to the branch, from the top, and with a dot at the end" {
    run -0 --separate-stderr cmapsh <<'END'
cd totem
explain token
explain version
explain interface
explain runtime.members.2.status
explain ../quorum.provider
explain CS_ERR_VERSION
explain access
help token
END
    [[ -z $stderr ]]
    grep -E '^[a-z].*: |^ +[0-9]+  CS' <<<"$output" | cut -c 1-30 | diff - <(cut -c 1-30 <<'END'
totem.token (u32, ms): Time without the token after which
totem.version (u32): Version of the format of the section totem
totem.interface (1 key): Settings of the links
runtime.members.2.status (str): Whether the node is in
one: joined or left
quorum.provider (str): Service that decides about quorum
  3  CS_ERR_VERSION              libcmap and corosync
 11  CS_ERR_ACCESS               no permission, or
totem.token: Time without the token after which totem
END
    )
    [[ $(cmapsh explain totem.) == "$(cmapsh explain totem)" ]]
}

@test "explain gives the name of corosync 3 for one of corosync 2" {
    run -0 --separate-stderr cmapsh explain runtime.totem.pg.mrp.srp.members.2.status
    [[ ${lines[0]} == 'runtime.members.2.status (str): '* ]]
    [[ $stderr == 'note: "runtime.totem.pg.mrp.srp.members.2.status" is "runtime.members.2.status" since corosync 3' ]]
    run -0 --separate-stderr cmapsh explain runtime.connections.active
    [[ ${lines[0]} == 'stats.ipcs.global.active (u64, connections): '* && $stderr == *'"stats.ipcs.global.active" since corosync 3' ]]
    echo 'runtime.totem.pg.mrp.srp.members.2.status (str) = joined' >"$BATS_TEST_TMPDIR/saved"
    run -0 --separate-stderr cmapsh -m "$BATS_TEST_TMPDIR/saved" explain runtime.totem.pg.mrp.srp.members.2.status
    [[ $output == *$'\n  value     joined\n'*$'\n  in 3.x    runtime.members.2.status\n'* && -z $stderr ]]
}

@test "a name that is nothing gets the nearest that is something" {
    fails 3 explain ERR_ACCESS
    [[ $stderr == *$'\nhint: did you mean "CS_ERR_ACCESS"?' ]]
    fails 3 explain quorate
    [[ $stderr == *$'\nhint: no key says whether the cluster is quorate; run: corosync-quorumtool -s' ]]
    fails 3 explain totem.tokn
    [[ $stderr == $'cmapsh: explain: no key, branch, code or error "totem.tokn"\nhint: did you mean "totem.token"?' ]]
    fails 3 explain totem.hol
    [[ $stderr == *'did you mean "totem.'* ]]
    fails 3 explain runtime.totem.token
    [[ $stderr == *'did you mean "runtime.config.totem.token"?' ]]
    fails 3 explain votequorum.quorate
    fails 3 explain nosuch.key
    fails 2 explain CS_ERR_NOPE
    fails 2 explain totem.token totem.join
    run -2 cmapsh help totem.tokn
    # The first finding and the first key of the tables are as near as all others.
    fails 3 explain NO_ANSWR
    [[ $stderr == *'did you mean "NO_ANSWER"?' ]]
    run -3 --separate-stderr in_sandbox unshare -n "$top_builddir/cmapsh" explain cfg.shutdown
    [[ $stderr == *'did you mean "cfg.shutdown_timeout"?' ]]
}

@test "explain describes every finding of status: cause, keys and way out" {
    local code n=0
    while read -r code; do
        run -0 --separate-stderr cmapsh explain "$code"
        [[ ${lines[0]} == "$code "* && $output == *$'\n  cause '* && $output == *$'\n  keys '* && $output == *$'\n  way out '* ]]
        ((++n))
    done < <(cmapsh __complete 'cmapsh status --except ' | sed '1d; s/\t.*//')
    ((n > 15))
    prints "$(cmapsh explain NODE_LEFT)" explain node_left
    fails 3 explain NODE_LEF
    [[ $stderr == *'did you mean "NODE_LEFT"?' ]]
}

@test "help prints the meaning of a key and of a branch" {
    prints $'totem.token: Time without the token after which totem declares it lost\nMore: cmapsh explain totem.token' help totem.token
    prints $'totem: Settings of totem, the protocol that forms the membership\nMore: cmapsh explain totem' help totem.
}

@test "explain -j says what is a branch and what is a key" {
    run -0 cmapsh -o ndjson explain totem
    [[ ${lines[0]} == '{"key":"totem","branch":true,'*'"meaning":"Settings of totem'* ]]
    [[ $output == *$'\n{"key":"totem.token","branch":false,'* ]]
    [[ $(jq -c 'select(.key == "totem.token") | [.keys, .exists, .type, .unit]' <<<"$output") == '[null,true,"u32","ms"]' ]]
    [[ $(jq -c 'select(.key == "totem") | [.keys > 0, .exists, .type, .unit]' <<<"$output") == '[true,true,null,null]' ]]
}

@test "explain lists every error of corosync, from the first to the last" {
    local header=/usr/include/corosync/corotypes.h codes
    [[ -e $header ]] || skip 'the headers of corosync are not installed'
    codes=$(sed -n '/CS_OK = /,/} cs_error_t/s/^[[:space:]]*\(CS_[A-Z_]*\) = \([0-9]*\).*/\2 \1/p' "$header")
    [[ $(wc -l <<<"$codes") -ge 30 ]]
    run -0 cmapsh explain
    diff <(sort <<<"$codes") <(sed -nE 's/^ *([0-9]+) +(CS_[A-Z_]+) .*/\1 \2/p' <<<"$output" | sort)
}

# ---- where there is no corosync

@test "explain works without corosync, and says that values are missing" {
    run -0 --separate-stderr "$SANDBOX" exec "$SANDBOX_DIR" unshare -n "$top_builddir/cmapsh" explain totem.token
    [[ $output == *$'\n  value     not known\n  formula   token + (nodes - 2) x token_coefficient, for 3 or more nodes\n  default   3000 ms'* ]]
    [[ $stderr == 'note: without present values: corosync is not running on this node' ]]
    run -0 --separate-stderr "$SANDBOX" exec "$SANDBOX_DIR" unshare -n "$top_builddir/cmapsh" -o ndjson -m icmap explain totem.token
    [[ $output == '{"key":"totem.token",'* && $output != *'"exists"'* && $output != *'"value"'* && $stderr == *'"warning"'* ]]
    run -0 --separate-stderr "$SANDBOX" exec "$SANDBOX_DIR" unshare -n "$top_builddir/cmapsh" explain nodelist.node
    [[ ${lines[0]} == 'nodelist.node: The nodes, '* && $output == *$'\n  *.  '* ]]
    run -3 --separate-stderr "$SANDBOX" exec "$SANDBOX_DIR" unshare -n "$top_builddir/cmapsh" explain totem.tokn
    [[ $stderr == *'did you mean "totem.token"?' ]]
}

@test "explain of a key fails if the map of -m cannot be opened, and needs none for an error" {
    fails 6 -m /no/such explain totem.token
    [[ $stderr == 'cmapsh: explain: cannot open "/no/such": No such file or directory' ]]
    fails 2 -m nosuch explain totem.token
    [[ $stderr == 'cmapsh: explain: no map "nosuch"'$'\n''hint: '* ]]
    run -0 --separate-stderr cmapsh -m /no/such explain 6
    [[ $output == *' CS_ERR_TRY_AGAIN '* && -z $stderr ]]
}

@test "explain gives up reading from a corosync that does not answer" {
    "$SANDBOX" stop "$SANDBOX_DIR"
    run -0 --separate-stderr cmapsh -t 0.3 explain totem.token
    "$SANDBOX" cont "$SANDBOX_DIR"
    [[ $output == *$'\n  value     not known\n'* && $stderr == 'note: without present values: corosync '*' did not answer '* ]]
}

@test "explain reads only the keys that it shows" {
    export FAKE_LOG=$BATS_TEST_TMPDIR/log
    run -0 env FAKE_CMAP= "$top_builddir/tests/fakes/cmapsh" explain totem.window_size
    # The value, what is in use of it and of max_messages.
    grep -E '^(get|iter_init)' "$FAKE_LOG" | sed 's/ [=b].*//; s/ [^ ]*=.*//' | sort -u >"$BATS_TEST_TMPDIR/read"
    run -1 grep '^iter_init' "$BATS_TEST_TMPDIR/read"
    (($(wc -l <"$BATS_TEST_TMPDIR/read") <= 3))
    : >"$FAKE_LOG"
    run -0 env FAKE_CMAP= "$top_builddir/tests/fakes/cmapsh" explain runtime.members.1.status
    run -0 grep -c '^iter_init' "$FAKE_LOG"
    [[ $output == 1 ]]
    grep '^iter_init' "$FAKE_LOG" | grep -q nodelist.node
    run -0 env FAKE_CMAP=get:totem.token=2 "$top_builddir/tests/fakes/cmapsh" explain totem.token
    [[ $output == *$'\n  value     corosync cannot read "totem.token" now\n'* ]]
}

# ---- sums

# In a sandbox, each value that corosync computes is what explain computes of the configuration. VALUE of each key.
computed_is_in_use() { # DIR [EXCEPT]
    local key line n=0
    for key in totem.{token,token_retransmit,hold,consensus} totem.interface.0.knet_ping_{timeout,interval}; do
        # shellcheck disable=SC2053 # it is a pattern
        [[ $key != ${2-} ]] || continue
        line=$("$SANDBOX" exec "$1" "$top_builddir/cmapsh" -o ndjson explain "runtime.config.$key")
        [[ $line =~ '"value":'([0-9]+)',' && $line =~ '"computed":'([0-9]+)',"sum":"'([0-9]+)(' = '|', as ') ]]
        [[ $line == *"\"value\":${BASH_REMATCH[1]},"* && ${BASH_REMATCH[1]} == "${BASH_REMATCH[2]}" ]] || { echo "$line" && return 1; }
        n=$((n + 1))
    done
    ((n >= 4))
}

@test "every value that corosync computes of its configuration is explained by its sum" {
    local nodes
    computed_is_in_use "$SANDBOX_DIR"
    [[ $(cmapsh explain quorum.expected_votes) == *$'\n  sum       3 = 1 + 1 + 1\n'* ]]
    [[ $(cmapsh -q get runtime.votequorum.ev_barrier) == 3 ]]
    for nodes in 1 2; do
        "$SANDBOX" up --nodes $nodes "$BATS_TEST_TMPDIR/other"
        computed_is_in_use "$BATS_TEST_TMPDIR/other"
        "$SANDBOX" down "$BATS_TEST_TMPDIR/other"
    done
}

@test "after a change of the token, all sums are right, and the ping timers are said to be old" {
    cmapsh set totem.token 5000
    cmapsh set totem.token_retransmits_before_loss_const 8
    cmapsh set totem.token_coefficient 100
    computed_is_in_use "$SANDBOX_DIR" 'totem.interface.*'
    [[ $(cmapsh -q get runtime.config.totem.token) == 5100 ]]
    run -0 cmapsh explain totem.interface.0.knet_ping_timeout
    [[ $output == *$'\n  in use    825 ms ('*$'\n  sum       2550 = 5100 / 2\n  note      computed from an earlier value; the next reload, or the one after'* ]]
    cmapsh --yes delete totem.token_retransmits_before_loss_const totem.token_coefficient
    cmapsh set -y totem.token 10
    computed_is_in_use "$SANDBOX_DIR" 'totem.interface.*'
    cmapsh set totem.token 1000
    computed_is_in_use "$SANDBOX_DIR"
}

@test "with udp, generated ids, the port and the multicast address are explained, and nodes without id and name count twice" {
    local key
    "$SANDBOX" up --nodes 2 "$BATS_TEST_TMPDIR/other"
    sed -i 's/transport: knet/transport: udp/; /crypto_/d; /nodeid:/d; / name: node/d' "$BATS_TEST_TMPDIR"/other/node?/corosync.conf
    "$SANDBOX" kill --node 2 "$BATS_TEST_TMPDIR/other"
    "$SANDBOX" restart "$BATS_TEST_TMPDIR/other"
    for key in nodelist.node.1.nodeid totem.interface.0.mcastport totem.interface.0.mcastaddr runtime.config.totem.token; do
        "$SANDBOX" exec "$BATS_TEST_TMPDIR/other" "$top_builddir/cmapsh" explain $key | grep -E '^  (value|sum) '
    done | diff - <(cat <<'END'
  value     172818434
  sum       172818434 = 10.77.0.2 as a number
  value     5405
  sum       5405 = 5405 + link 0
  value     239.192.53.243
  sum       239.192.53.243 = 239.192. and the hash 13758 of "sandbox"
  value     2300 ms
  sum       2300 = 1000 + (2 x 2 nodes - 2) x 650; nodes without id and name
END
    )
}

# ---- effective

@test "effective --changed prints the settings that differ, and why" {
    cmapsh set -y quorum.expected_votes 3
    run -0 --separate-stderr cmapsh effective --changed totem
    [[ -z $stderr ]]
    diff - <(echo "$output") <<'END'
KEY          FILE     CONFIGURED  IN USE   DEFAULT  WHY
totem.token  1000 ms  1000 ms     1650 ms  3000 ms  1650 = 1000 + (3 nodes - 2) x 650
END
    cmapsh set -y totem.join 0
    cmapsh set -y totem.merge str x
    cmapsh set totem.send_join 7
    cmapsh set totem.miss_count_const 5
    cmapsh set totem.block_unlisted_ips no
    cmapsh set totem.strange str 1
    run -0 cmapsh effective -c totem
    cmapsh --yes delete totem.join totem.merge totem.send_join totem.miss_count_const totem.block_unlisted_ips totem.strange
    diff - <(echo "$output") <<'END'
KEY                       FILE     CONFIGURED  IN USE   DEFAULT  WHY
totem.block_unlisted_ips           no          0        yes      not in corosync.conf
totem.join                         0 ms        50 ms    50 ms    0 means the default; not in corosync.conf
totem.merge                        x           200 ms   200 ms   corosync expects a u32 and ignores this str; not in corosync.conf
totem.miss_count_const             5           5        5        not in corosync.conf
totem.send_join                    7 ms        7 ms     0 ms     not in corosync.conf
totem.strange                      1                             corosync does not know this setting: look for a misspelling; not in corosync.conf
totem.token               1000 ms  1000 ms     1650 ms  3000 ms  1650 = 1000 + (3 nodes - 2) x 650
END
    run -0 cmapsh effective --changed quorum
    cmapsh delete -y quorum.expected_votes
    [[ ${#lines[@]} == 0 || $output != *provider* ]]
}

@test "effective prints cards where the terminal is too narrow for the table" {
    local saved=$BATS_TEST_TMPDIR/saved columns
    printf '%s\n' 'totem.token (u32) = 1000' 'runtime.config.totem.token (u32) = 1650' 'totem.version (u32) = 2' \
        'nodelist.node.'{0,1,2}'.ring0_addr (str) = a' 'runtime.config.totem.consensus (u32) = 1200' >"$saved"
    for columns in 80 120; do
        TERM=xterm script -qec "stty rows 60 cols $columns; '$top_builddir/cmapsh' -m '$saved' effective --changed totem" /dev/null \
            </dev/null | tr -d '\r' >"$BATS_TEST_TMPDIR/$columns"
    done
    diff - "$BATS_TEST_TMPDIR/80" <<'END'
totem.consensus
  in use      1200 ms
  default     1980 ms
  why         1980 = 1.2 x 1650; corosync has not taken it over
totem.token
  configured  1000 ms
  in use      1650 ms
  default     3000 ms
  why         1650 = 1000 + (3 nodes - 2) x 650
END
    diff - "$BATS_TEST_TMPDIR/120" <<'END'
KEY              CONFIGURED  IN USE   DEFAULT  WHY
totem.consensus              1200 ms  1980 ms  1980 = 1.2 x 1650; corosync has not taken it over
totem.token      1000 ms     1650 ms  3000 ms  1650 = 1000 + (3 nodes - 2) x 650
END
}

@test "effective shows what was edited in corosync.conf and not read yet" {
    local conf=$SANDBOX_DIR/node1/corosync.conf
    cp "$conf" "$BATS_TEST_TMPDIR/conf"
    sed -i 's/token: .*/token: 4000\nmerge: 300/' "$conf"
    run -0 cmapsh -o csv-lf effective --changed totem
    cat "$BATS_TEST_TMPDIR/conf" >"$conf"
    [[ $output == *$'\ntotem.merge,u32,ms,300,,200,200,true,"in corosync.conf, but not in the map"\n'* ]]
    [[ $output == *$'\ntotem.token,u32,ms,4000,1000,1650,3000,true,'*'corosync.conf has another value'* ]]
}

@test "effective prints every setting, with what is in use and by default" {
    local key n
    run -0 cmapsh effective
    n=${#lines[@]}
    ((n > 90))
    for key in totem.token totem.hold totem.interface.0.knet_ping_timeout nodelist.node.2.ring0_addr quorum.wait_for_all \
        logging.debug system.sched_rr resources.watchdog_timeout nozzle.macaddr; do
        grep -qE "^$key " <<<"$output" || { echo "$key" && return 1; }
    done
    run -0 cmapsh effective totem.hold
    [[ $output == $'KEY         IN USE  DEFAULT  WHY\ntotem.hold  303 ms  303 ms   303 = 392 x 0.8 - 10' ]]
    prints '{"key":"totem.token","type":"u32","unit":"ms","file":1000,"configured":1000,"in_use":1650,"default":3000,"differs":true,"why":"1650 = 1000 + (3 nodes - 2) x 650"}' \
        -o ndjson effective totem.token
    run -0 cmapsh <<<$'cd totem\neffective hold'
    [[ ${lines[1]} == totem.hold* ]]
}

@test "explain of a pattern has the keys of the map that match, or if none does, those that the table knows" {
    printf '%s\n' 'totem.token (u32) = 2000' 'totem.version (u32) = 2' >"$BATS_TEST_TMPDIR/one"
    printf '%s\n' 'totem.version (u32) = 2' >"$BATS_TEST_TMPDIR/none"
    run -0 --separate-stderr cmapsh -m "$BATS_TEST_TMPDIR/one" explain 'totem.token*'
    [[ $output == '  totem.token  '* && ${#lines[@]} == 1 ]]
    run -0 --separate-stderr cmapsh -m "$BATS_TEST_TMPDIR/none" explain 'totem.token*'
    [[ $output == '  totem.token  '*$'\n  totem.token_coefficient\n'*$'\n  totem.token_warning '* ]]
}

@test "effective has the settings that a map lacks, the first of the table, too" {
    echo 'totem.version (u32) = 2' >"$BATS_TEST_TMPDIR/none"
    run -0 --separate-stderr cmapsh -m "$BATS_TEST_TMPDIR/none" effective totem
    [[ $output == *$'\ntotem.token  '* && $output == *$'\ntotem.token_coefficient  '* ]]
}

@test "effective works on a saved map, and computes what the file lacks" {
    printf '%s\n' 'totem.token (u32) = 1000' 'nodelist.node.'{0,1,2}'.ring0_addr (str) = a' >"$BATS_TEST_TMPDIR/saved"
    run -0 cmapsh -m "$BATS_TEST_TMPDIR/saved" effective totem.consensus
    [[ $output == $'KEY              DEFAULT  WHY\ntotem.consensus  1980 ms  1980 = 1.2 x 1650' ]]
    run -0 cmapsh -m "$BATS_TEST_TMPDIR/saved" explain totem.consensus
    [[ $output == *$'\n  value     absent\n  sum       1980 = 1.2 x 1650\n'* ]]
}

@test "effective of a path without settings fails" {
    fails 1 effective runtime.members
    fails 1 effective totem.tokn
    [[ $stderr == $'cmapsh: effective: no setting at or below "totem.tokn"\nhint: did you mean "totem.token"?' ]]
    fails 2 effective totem quorum
    fails 1 -m stats effective
    [[ $stderr == 'cmapsh: effective: no settings in stats'$'\n'* ]]
}

@test "explain has columns for a table, and all that it knows for csv" {
    run -0 --separate-stderr "$top_builddir/tests/fakes/cmapsh" -o table explain totem.token
    [[ ${lines[0]} =~ ^KEY\ +TYPE\ +VALUE\ +DEFAULT\ +MEANING$ && ${lines[1]} =~ ^totem\.token\ +u32\ +3000\ ms\ +3000\ ms\ +Time ]]
    run -0 --separate-stderr "$top_builddir/tests/fakes/cmapsh" -o table explain totem
    [[ ${lines[0]} =~ ^KEY\ +BRANCH\ +KEYS\ +EXISTS\ +TYPE\ +UNIT\ +MEANING$ && ${lines[1]} =~ ^totem\ +yes\ +3\ +yes\ +Settings ]]
    run -0 --separate-stderr "$top_builddir/tests/fakes/cmapsh" -o csv explain totem.token
    [[ $output == key,type,unit,meaning,*$'\r\ntotem.token,u32,ms,Time without the token'* ]]
}
