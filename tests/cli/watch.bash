# shellcheck shell=bash
# For the tests of `watch`, behind `load ../helper`: one in the background, whose output is waited for.

setup() {
    begin_with_corosync
    # shellcheck disable=SC2034 # for the tests
    program=${CMAPSH:-$top_builddir/cmapsh} out=$BATS_TEST_TMPDIR/out err=$BATS_TEST_TMPDIR/err watcher=''
}

# What a test leaves when it fails.
teardown() {
    [[ -z ${watcher-} ]] || kill -s CONT "$watcher" 2>/dev/null || :
    [[ -z ${watcher-} ]] || kill -s KILL "$watcher" 2>/dev/null || :
    end_test
}

# cmapsh watch in the background, in records, until it is armed; the process is $watcher.
start_watch() { # [ARG]...
    launch -o ndjson watch "$@" >"$out"
    wait_until 10 says '"event":"start"'
}

# cmapsh in the background, on the first node or on $node, and nothing to wait for. Its output is the caller's.
launch() { # [ARG]...
    start_cmapsh "$@" 2>"$err"
    watcher=$!
}

says() { # TEXT
    grep -qF -- "$1" "$out"
}

has_lines() { # NUMBER
    [[ $(wc -l <"$out") -ge $1 ]]
}

# It ends by itself, with this status.
ends_with() { # STATUS
    local status
    await_end 15 "$watcher"
    watcher=''
    echo "status $status"
    [[ $status == "$1" ]]
}

# Ctrl-C ends it.
end_watch() {
    kill -s INT "$watcher"
    ends_with 130
}

# Its records without what differs each time.
records() {
    sed -E 's/"time":"[^"]*",//; s/"seq":[0-9]+,//; s/"pid":[0-9]+/"pid":PID/' "$out"
}

# The changes of keys that begin so, in short: EVENT KEY OLD NEW SOURCE, "-" where there is none.
changes() { # [KEY-PREFIX]
    awk -F ',"' -v prefix="\"key\":\"${1-}" 'function value(name) {
            return name in member ? member[name] : "-"
        }
        index($0, prefix) {
            split("", member)
            for (i = 2; i <= NF; i++)
                member[substr($i, 1, index($i, "\"") - 1)] = substr($i, index($i, ":") + 1)
            print value("event"), value("key"), value("old"), value("new"), value("source")
        }' "$out" | tr -d '"}'
}

sandbox() { # VERB [ARG]...
    "$SANDBOX" "$@" "$SANDBOX_DIR"
}

# The connections of a process to corosync's maps.
connections_are() { # PID NUMBER
    [[ $(cmapctl -m stats | grep -c "^stats\.ipcs\.service0\.$1\..*\.procname ") == "$2" ]]
}

# Hundredths of a second of processor time that a process has used.
ticks() { # PID
    awk '{ print $14 + $15 }' "/proc/$1/stat"
}
