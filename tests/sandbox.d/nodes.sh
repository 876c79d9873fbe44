# shellcheck shell=bash disable=SC2154 # dir, nodes, links and quorum are tests/sandbox's
#
# A node is a room where a corosync runs. Its directory DIR/nodeK holds corosync.conf, corosync.log, state/, output (of
# the start) and, in the file `corosync`, the pid. Several nodes are joined by cables, one for each link: ethL in the node's
# room, portKlinkL in the hub's bridgeL. A single node has only the loopback.

add_hub() {
    local how=(unshare --mount --net --uts)
    ((EUID == 0)) || how+=(--map-root-user)
    add_room hub "${how[@]}"
    local l
    for ((l = 0; nodes > 1 && l < links; l++)); do
        in_room hub sh -c "ip link add bridge$l type bridge && ip link set bridge$l up"
    done
}

add_node() { # K
    local enter holder l
    way_into hub
    add_room "node$1" "${enter[@]}" unshare --mount --net --uts
    mkdir "$dir/node$1/state"
    configuration "$1" >"$dir/node$1/corosync.conf"
    ((nodes > 1)) || return 0
    holder=$(pid_in "$dir/node$1/holder")
    for ((l = 0; l < links; l++)); do
        in_room hub ip link add "port$1link$l" master "bridge$l" type veth peer name "eth$l" netns "$holder"
        in_room "node$1" ip address add "$(address "$1" "$l")/24" dev "eth$l"
        in_room "node$1" ip link set "eth$l" up
        plug "$1" "$l" up
    done
}

plug() { # K LINK up|down
    in_room hub ip link set "port$1link$2" "$3" || die "node$1: no such cable; a single node has none"
}

address() { # K LINK
    if ((nodes == 1)); then echo 127.0.0.1; else echo "10.$((77 + $2)).0.$1"; fi
}

# No real-time scheduling: containers refuse it. The token is short, so that changes of membership take few seconds,
# and long enough that a busy machine does not make any.
configuration() { # K
    local k l
    cat <<END
totem {
    version: 2
    cluster_name: sandbox
    transport: knet
    crypto_cipher: none
    crypto_hash: none
    token: 1000
}
quorum {
    provider: corosync_votequorum
    $quorum
}
logging {
    to_stderr: no
    to_syslog: no
    to_logfile: yes
    logfile: $dir/node$1/corosync.log
    timestamp: hires
}
system {
    sched_rr: no
    move_to_root_cgroup: no
    state_dir: $dir/node$1/state
}
nodelist {
END
    for ((k = 1; k <= nodes; k++)); do
        cat <<END
    node {
        name: node$k
        nodeid: $k
END
        for ((l = 0; l < links; l++)); do echo "        ring${l}_addr: $(address "$k" "$l")"; done
        echo '    }'
    done
    echo '}'
}

corosync_pid() { # K
    pid_in "$dir/node$1/corosync"
}

gone() { # K
    ! corosync_pid "$1" >/dev/null
}

# Whether a corosync has ended with all its threads. Only then it has given up the lock that keeps a second one away.
has_ended() { # PID
    local stat tasks
    read -r stat 2>/dev/null <"/proc/$1/stat" || return 0
    [[ $stat == *' (corosync) '* ]] || return 0 # a stranger, who was given the number later
    tasks=("/proc/$1/task"/*)
    [[ $stat == *') Z '* ]] && ((${#tasks[@]} < 2))
}

start() { # K
    local room=$dir/node$1 enter
    way_into "node$1"
    [[ ! -s $room/corosync ]] || wait_for 10 has_ended "$(<"$room/corosync")" || fail "node$1" 'corosync does not end'
    rm -f "$room/corosync"
    "${enter[@]}" sh -c 'rm -rf /dev/shm/qb-*' # what one that was killed has left
    # shellcheck disable=SC2016 # for the inner shell
    daemon "$room/output" "${enter[@]}" \
        sh -c 'echo $$ >"$1/corosync"; exec corosync -f -c "$1/corosync.conf"' sh "$room"
    wait_for 10 test -s "$room/corosync" || fail "node$1" 'corosync does not start'
}

# How many members the node counts. A time limit, for a stopped corosync lets its clients wait for ever.
members() { # K
    in_room "node$1" timeout -k 1 3 corosync-cmapctl runtime.members. 2>/dev/null | grep -c '= joined$' || :
}

# Returns when the node counts at least so many, itself among them: then it is ready.
await() { # K MEMBERS
    local deadline=$((SECONDS + 40)) found
    until found=$(members "$1") && ((found >= $2)); do
        ! gone "$1" || fail "node$1" 'corosync has ended'
        ((SECONDS < deadline)) || fail "node$1" "corosync sees $found of $2 nodes joined after 40 s"
        sleep 0.1
    done
}

signal() { # SIGNAL K
    local pid
    pid=$(corosync_pid "$2") || die "node$2: corosync does not run"
    kill -s "$1" "$pid"
}

finish() { # K
    local pid
    pid=$(corosync_pid "$1") || die "node$1: corosync does not run"
    kill -KILL "$pid"
    wait_for 10 has_ended "$pid" || die "node$1: corosync survives SIGKILL"
}
