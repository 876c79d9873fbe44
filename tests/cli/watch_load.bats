#!/usr/bin/env bats
# Watching under load: what comes fast, and readers who are slow.
# shellcheck disable=SC2154 # bats and watch.bash set variables

load ../helper
load watch

setup_file() {
    sandbox_up
}

# What corosync keeps for a client, in messages.
queued_are() { # PID NUMBER
    [[ $(cmapctl -m stats | grep -E "^stats\.ipcs\.service0\.$1\..*\.queued " | awk '{ n += $NF } END { print n + 0 }') == "$2" ]]
}

# The memory of corosync, in KiB.
memory() {
    awk '$1 == "VmRSS:" { print $2 }' "/proc/$(sandbox pid)/status"
}

@test "watch reports 10,000 changes in a tight loop, in order and once each" {
    seq 10000 | awk '{ print "load." $1 % 7 " u32 " $1 }' >"$BATS_TEST_TMPDIR/p"
    start_watch load
    cmapctl -p "$BATS_TEST_TMPDIR/p"
    cmapctl -s load.end u8 1
    wait_until 20 says load.end
    end_watch
    diff <(awk '{ print $1 in last ? "modify" : "add", $1, $1 in last ? last[$1] : "-", $3, "track"; last[$1] = $3 }' "$BATS_TEST_TMPDIR/p") \
        <(changes load | grep -v '^add load\.end ')
    run -1 grep -E '"event":"(dropped|lost)"' "$out"
}

@test "watch reports all keys added and deleted in a tight loop, in order" {
    seq 1000 | awk '{ print "gone." $1 " u32 1\ngone." $1 " u32 2\n^gone." $1 }' >"$BATS_TEST_TMPDIR/p"
    start_watch gone --count 3000
    cmapctl -p "$BATS_TEST_TMPDIR/p"
    ends_with 0
    diff <(seq 1000 | awk '{ key = "gone." $1; print "add", key, "- 1 track modify", key, "1 2 track delete", key, "2 - track" }') \
        <(changes | paste -d ' ' - - -)
}

@test "watch reports changes made while it starts exactly once" {
    local other
    seq -f 'early.x%.0f u32 1' 3000 >"$BATS_TEST_TMPDIR/p"
    cmapctl -p "$BATS_TEST_TMPDIR/p"
    seq 0 9999 | awk '{ print "early.k" $1 % 2000 " u32 " int($1 / 2000) }' >"$BATS_TEST_TMPDIR/p"
    cmapctl -p "$BATS_TEST_TMPDIR/p" 3>&- &
    other=$!
    start_watch early --initial
    wait "$other"
    cmapctl -s early.end u8 1
    wait_until 20 says early.end
    end_watch
    # Each event continues what was told of its key, and what was told last is what is.
    changes early | awk '$1 == "initial" || $1 == "add" { if ($2 in last) { print; bad = 1 } last[$2] = $4; next }
        { if (last[$2] != $3 || $4 <= $3) { print; bad = 1 } last[$2] = $4 }
        END { for (key in last) print key, last[key] >"/dev/stderr"; exit bad }' 2>"$BATS_TEST_TMPDIR/told"
    diff <(sort "$BATS_TEST_TMPDIR/told") <(cmapctl early. | sed -E 's/ \(.*\) = / /' | sort)
}

@test "an output that is not read costs corosync nothing, and later shows the dropped count and the differences" {
    local before seen dropped fifo=$BATS_TEST_TMPDIR/fifo
    printf '%s u32 0\n' slow.k slow.old >"$BATS_TEST_TMPDIR/p"
    cmapctl -p "$BATS_TEST_TMPDIR/p"
    seq -f 'slow.k u32 %.0f' 40000 >"$BATS_TEST_TMPDIR/p"
    printf '%s\n' '^slow.old' 'slow.new u32 1' >>"$BATS_TEST_TMPDIR/p"
    mkfifo "$fifo"
    exec 7<>"$fifo"
    launch -o ndjson watch slow >"$fifo" 7<&-
    read -r -t 10 <&7
    before=$(memory)
    cmapctl -p "$BATS_TEST_TMPDIR/p"
    wait_until 10 queued_are "$watcher" 0
    echo "corosync: $before KiB before, $(memory) KiB behind 40,000 changes that nobody read"
    (($(memory) - before < 8192))

    cat <&7 >"$out" 3>&- 7<&- & # now it reads
    exec 7<&-
    wait_until 20 says '"key":"slow.old"'
    end_watch
    changes >"$BATS_TEST_TMPDIR/changes"
    dropped=$(sed -nE 's/.*"event":"dropped","map":"icmap","dropped":([0-9]+).*/\1/p' "$out" | awk '{ n += $1 } END { print n }')
    seen=$(grep -c ' track$' "$BATS_TEST_TMPDIR/changes")
    echo "seen $seen, dropped $dropped"
    ((seen + dropped == 40002 && seen > 16384))
    # Nothing is missing before the gap; behind it stands what differs.
    diff <(seq "$seen" | awk '{ print "modify slow.k", $1 - 1, $1, "track" }'
        printf '%s\n' "modify slow.k $seen 40000 resync" 'add slow.new - 1 resync' 'delete slow.old 0 - resync') \
        "$BATS_TEST_TMPDIR/changes"
}
