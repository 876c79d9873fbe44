# shellcheck shell=bash disable=SC2154 # what bats and the helper set
# For the files of tests about memory that is short: tests/fakes/memory.c. Whatever is missing then is said.

setup() {
    dir=$BATS_TEST_TMPDIR
    program=$top_builddir/tests/fakes/cmapsh
    export FAKE_CMAP=
    cd "$dir" || return
}

# What differs from run to run.
steady() {
    sed -E 's/20[0-9]{2}-[0-9]{2}-[0-9]{2}[T ][0-9:.+]*/DATE/g; s/ +[0-9]{2}:[0-9]{2}:[0-9]{2}$/ TIME/; s/"pid":[0-9]+/PID/; s/ pid [0-9]+/ PID/'
}

# Runs a command, and lets one allocation after the other fail, and at times with all after it: it ends as it does with
# memory, or says that there was none. The first ones are tried all, and every seventh of the others.
holds() { # ARG...
    local n good status=0 result out more
    good=$("$program" "$@" 2>/dev/null </dev/null) || status=$?
    good=$(steady <<<"$good")
    for ((n = 1; ; n += n < 30 ? 1 : 7)); do
        for more in '' +; do
            [[ -z $more ]] || ((n < 4 || n % 5 == 0)) || continue
            rm -f reached
            result=0
            out=$(FAKE_SHORT=$n$more FAKE_SHORT_REACHED=$dir/reached timeout 30 "$program" "$@" 2>errors </dev/null) || result=$?
            [[ -e reached ]] || break 2
            out=$(steady <<<"$out")
            if grep -qE 'Sanitizer|runtime error' errors || ! grep -qi memory errors && [[ $result:$out != "$status:$good" ]]; then
                echo "$*, $n$more: status $result, with memory $status"
                cat errors
                diff <(echo "$good") <(echo "$out")
                return 1
            fi
        done
    done
    echo "$*: $n"
    ((n > 3)) # else nothing was tried
}

# The map of the fake as it prints it, another one, and a report of two nodes that have them.
make_maps() {
    "$program" --show-secrets dump >a.txt
    sed 's/3000/4000/' a.txt >b.txt
    mkdir -p report/node1 report/node2
    cp a.txt report/node1/corosync-cmapctl
    cp b.txt report/node2/corosync-cmapctl
}
