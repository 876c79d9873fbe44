# shellcheck shell=bash disable=SC2034,SC2154 # variables of tests/bench/run
#
# What tests/bench/run measures, and the goals. A group is a function, which leaves the maps as it found them.

groups=(start floor one cmapctl prefix dump both completion typing load saved many stats conditions daemon requests)

group_start() {
    heading 'start'
    row 'cmapsh --version, to an empty program' 1.2 "$cmapsh" --version :: "$dir/empty"
}

# What is left to gain: no program that gets a key through libcmap costs less, nor one that also has a limit of time.
group_floor() {
    heading 'the least for one key'
    row 'a program of 20 lines' - "$dir/floor" totem.token :: corosync-cmapctl -g totem.token
    row 'the same, on a thread' - "$dir/floor" -t totem.token :: corosync-cmapctl -g totem.token
}

group_one() {
    local ten=(totem.{version,token,transport,cluster_name,crypto_hash} nodelist.node.{0,1,2}.nodeid runtime.config.totem.{hold,join})
    heading 'keys'
    row 'get, one key' 1.0 "$cmapsh" get totem.token :: corosync-cmapctl -g totem.token
    row 'get, ten keys' 1.0 "$cmapsh" get "${ten[@]}" :: corosync-cmapctl -g "${ten[@]}"
    row 'set, twice' 1.0 "$cmapsh" -q set bench.one u32 1 + "$cmapsh" -q set bench.one u32 2 :: \
        corosync-cmapctl -s bench.one u32 3 + corosync-cmapctl -s bench.one u32 4
    drop_keys 1
}

group_cmapctl() {
    heading 'cmapsh cmapctl, to corosync-cmapctl'
    row 'cmapctl -g KEY' 1.0 "$cmapsh" cmapctl -g totem.token :: corosync-cmapctl -g totem.token
    row 'cmapctl -s KEY TYPE VALUE' 1.0 "$cmapsh" cmapctl -s bench.one u32 1 + "$cmapsh" cmapctl -s bench.one u32 2 :: \
        corosync-cmapctl -s bench.one u32 3 + corosync-cmapctl -s bench.one u32 4
    row 'cmapctl PREFIX' 1.0 "$cmapsh" cmapctl runtime. :: corosync-cmapctl runtime.
    row 'cmapctl without an argument' 1.0 "$cmapsh" cmapctl :: corosync-cmapctl
    drop_keys 1
}

group_prefix() {
    heading 'a branch'
    row 'dump totem' 1.0 "$cmapsh" dump totem :: corosync-cmapctl totem.
    row 'dump runtime' 1.0 "$cmapsh" dump runtime :: corosync-cmapctl runtime.
}

group_dump() {
    heading 'a map of its usual size'
    row 'dump of icmap' 1.0 "$cmapsh" -m icmap dump :: corosync-cmapctl
    row 'dump of stats' 1.0 "$cmapsh" -m stats dump :: corosync-cmapctl -m stats
}

group_both() {
    heading 'both maps'
    row 'dump, to corosync-cmapctl on each' 0.75 "$cmapsh" dump :: corosync-cmapctl + corosync-cmapctl -m stats
}

group_completion() {
    heading 'completion, to corosync-cmapctl PREFIX'
    row 'get run' 0.5 "$cmapsh" __complete 'cmapsh get run' :: corosync-cmapctl run
    row 'get runtime.members.' 0.5 "$cmapsh" __complete 'cmapsh get runtime.members.' :: corosync-cmapctl runtime.members.
    add_keys 1 0 10000
    row -s 5 'get run, 10,000 keys elsewhere' 0.5 "$cmapsh" __complete 'cmapsh get run' :: corosync-cmapctl run
    row -s 5 'get bench.branch5, 1100 keys of 10,000' 0.5 "$cmapsh" __complete 'cmapsh get bench.branch5' :: \
        corosync-cmapctl bench.branch5
    drop_keys 1
}

# A line of four words. Most keys of the map do not begin as they do.
group_typing() {
    local median worst hints _
    heading 'typing at the prompt, with hints'
    add_keys 1 0 10000
    { read -r _ median worst _ && read -r _ _ hints _; } < <(inside "$root/tests/bench/typing" 10 'get totem.token bench.branch55.key5555 bench.nosuch ' "$cmapsh")
    drop_keys 1
    number 'a key, of 10,000 keys, median, ms' "$median" 5
    number '    99th percentile, ms' "$worst" 5
    number '    with hints and events, 99th percentile' "$hints" -
}

group_load() {
    local i again=(corosync-cmapctl -D bench.)
    heading 'load'
    for i in 1 2 3 4; do key_lines 0 5000 "$i" >"$dir/plan$i"; done
    row -s 10 -c 1.0 '5000 keys that are new, to -p' 1.0 "$cmapsh" -q load "$dir/plan1" // "${again[@]}" :: \
        corosync-cmapctl -p "$dir/plan2" // "${again[@]}"
    # Each plan changes every key.
    row -s 10 -c 1.0 '5000 keys that exist, twice, to -p' 1.0 "$cmapsh" -q load "$dir/plan1" + "$cmapsh" -q load "$dir/plan2" :: \
        corosync-cmapctl -p "$dir/plan3" + corosync-cmapctl -p "$dir/plan4"
    drop_keys 1
    key_lines 0 100000 >"$dir/plan"
    row -s 10 'load -n, 100,000 keys, to a limit' 1.0 "$cmapsh" -q -n load "$dir/plan" :: =1000
    rm "$dir"/plan*
}

group_saved() {
    local map=$dir/map
    heading 'a saved map of 100,000 keys'
    # As corosync-cmapctl prints them: bench.branch0.key1 (u32) = 1
    key_lines 0 100000 | awk '{ print $1, "(" $2 ") =", $3 }' >"$map.txt"
    "$cmapsh" -m "$map.txt" -j dump >"$map.json"
    "$cmapsh" -m "$map.txt" save "$map.snapshot"
    row -s 10 'dump, to a limit' 1.0 "$cmapsh" -m "$map.txt" dump :: =300
    row -s 10 'dump as JSON, to a limit' 1.0 "$cmapsh" -m "$map.txt" -j dump :: =600
    row -s 10 'get one key, to dump' - "$cmapsh" -m "$map.txt" get bench.branch0.key1 :: "$cmapsh" -m "$map.txt" dump
    row -s 10 'dump of JSON, to dump of text' - "$cmapsh" -m "$map.json" dump :: "$cmapsh" -m "$map.txt" dump
    row -s 10 'dump of a snapshot, to dump of text' - "$cmapsh" -m "$map.snapshot" dump :: "$cmapsh" -m "$map.txt" dump
    rm "$map".*
}

# Of the time in $measured.
microseconds_per_key() { # KEYS
    awk -v ms="$(field time 6)" -v keys="$1" 'BEGIN { printf "%.1f", ms * 1000 / keys }'
}

# How the cost grows.
group_many() {
    local size before=0 cost=() goal limits
    heading 'icmap with many keys'
    for size in 150 2000 10000 50000; do
        goal=1.0 limits=(-s $((size / 2000 + 1)))
        ((size < 10000)) || goal=0.55 limits+=(-c 0.75)
        ((size < 50000)) || limits+=(-m 20)
        ((size < 2000)) || { add_keys 1 "$before" "$size" && before=$size; }
        row "${limits[@]}" "dump of $size keys" "$goal" "$cmapsh" -m icmap dump :: corosync-cmapctl
        cost+=("$(microseconds_per_key "$size")")
        number '    µs for a key' "${cost[-1]}" -
    done
    number 'a key of 50000, to one of 10000' "$(awk "BEGIN { printf \"%.2f\", ${cost[3]} / ${cost[2]} }")" 1.2
    drop_keys 1
}

# Each connection adds 13 keys to the stats map, and takes 3 MiB of the memory that programs share.
group_stats() {
    local size n room to from clients
    heading 'stats with many keys'
    room=$(inside df --output=avail -m /dev/shm | tail -n 1)
    for size in 2000 10000 50000; do
        n=$(((size - 186) / 13))
        if ((n * 4 > room)); then
            echo "$size keys: not measured: $n connections need more shared memory than there is, $room MiB"
            continue
        fi
        coproc CLIENTS { exec "$root/tests/sandbox" exec "$dir" "$dir/clients" "$n"; }
        to=${CLIENTS[1]} from=${CLIENTS[0]} clients=$CLIENTS_PID
        if read -r _ <&"$from"; then
            row -s $((size / 1000)) "dump of $size keys" 1.0 "$cmapsh" -m stats dump :: corosync-cmapctl -m stats
            number '    µs for a key' "$(microseconds_per_key "$size")" -
        else
            echo "$size keys: not measured: corosync refuses $n connections"
        fi
        exec {to}>&-
        wait "$clients" || :
    done
}

group_conditions() {
    local conditions=() i
    heading 'conditions'
    add_keys 1 1 1000
    for ((i = 0; i < 300; i++)); do conditions+=("bench.*.key*!=7000$i"); done
    row -s 5 'wait, 300 with a star, 1000 keys, to a limit' 1.0 "$cmapsh" wait -t 0 "${conditions[@]}" :: =1000
    drop_keys 1
}

group_daemon() {
    local k before ours
    heading 'what corosync bears'
    for k in 1 2 3; do add_keys "$k" 0 20000; done
    before=$(lateness)
    dump_on_all "$cmapsh" -m icmap dump
    ours=$(($(lateness) - before))
    before=$(lateness)
    dump_on_all corosync-cmapctl
    number 'token late, 3 nodes that dump 20,000 keys' "$ours" 0 $(($(lateness) - before))
    for k in 1 2 3; do drop_keys "$k"; done
    row -s 20 -j 200 -c 1.0 -d 1.0 'dump of stats, 200 at once' - "$cmapsh" -m stats dump :: corosync-cmapctl -m stats
}

# How often a token was lost, or corosync did not run in time, on all nodes.
lateness() {
    local k
    for k in 1 2 3; do
        sandbox exec --node "$k" "$dir" "$cmapsh" -q get stats.srp.operational_token_lost
        sandbox exec --node "$k" "$dir" "$cmapsh" -m stats ls schedmiss 2>/dev/null | wc -l || :
    done | awk '{ sum += $1 } END { print sum }'
}

dump_on_all() { # CMD...
    local round k pids
    for ((round = 0; round < 5; round++)); do
        pids=()
        for k in 1 2 3; do
            sandbox exec --node "$k" "$dir" "$@" >/dev/null &
            pids+=($!)
        done
        wait "${pids[@]}"
    done
}

# By a libcmap without a daemon, which writes down every call. Its icmap has 19 keys. tests/cli/requests.bats counts more.
group_requests() {
    heading 'requests'
    make -s -C "$build" tests/fakes/cmapsh >"$dir/log" 2>&1 || die "cannot build tests/fakes/cmapsh: $(tail -n 3 "$dir/log")"
    number 'get, one key' "$(requests get totem.token)" 1
    number 'names of 19 keys: n + 2' "$(requests -m icmap ls)" 21
    number 'dump of 19 keys: 2n + 2' "$(requests -m icmap dump)" 40
    number 'completion of 3 names: n + 2' "$(requests __complete 'cmapsh get nodelist.node')" 5
}

requests() { # ARG...
    : >"$dir/calls"
    FAKE_LOG="$dir/calls" "$build/tests/fakes/cmapsh" "$@" >/dev/null
    grep -cE '^(get|set|delete|inc|dec|iter_init|iter_next|track_add) ' "$dir/calls"
}
