# shellcheck shell=bash disable=SC2154 # dir and self are tests/sandbox's
#
# A sandbox is a handful of rooms. A room is a mount, a network and a UTS namespace, and a holder: a process that only
# keeps them alive. Each room has a directory in DIR, with the holder's pid in the file `holder`. The first room, the hub, has
# the bridge between the nodes; without root it is also where the user namespace is made that all rooms share.

# The pid in a file of ours, if that process lives and is ours: all our daemons have the room's directory among their
# arguments. So a zombie does not count, nor a stranger who was given the number later.
pid_in() { # FILE
    local pid argv
    [[ -s $1 ]] && pid=$(<"$1") && mapfile -d '' -t argv 2>/dev/null <"/proc/$pid/cmdline" || return 1
    [[ ${argv[*]} == *"$dir/"* ]] && echo "$pid"
}

# Starts what outlives us, with nothing of the caller's: no terminal, no directory, no descriptor (bats waits for its 3).
daemon() { # LOG CMD...
    (
        cd /
        exec </dev/null &>>"$1"
        for fd in /proc/self/fd/*; do
            fd=${fd##*/}
            ((fd <= 2)) || exec {fd}>&-
        done
        exec setsid "${@:2}"
    ) &
    disown
}

add_room() { # ROOM HOW-TO-UNSHARE...
    mkdir "$dir/$1"
    daemon "$dir/$1/output" "${@:2}" "$BASH" "$self" hold "$dir/$1"
    wait_for 10 pid_in "$dir/$1/holder" >/dev/null || fail "$1" 'cannot make its namespaces'
}

# The holder's life, inside the new namespaces.
hold() { # DIR/ROOM
    furnish "${1##*/}"
    echo $$ >"$1/holder"
    while :; do read -r <> <(:) || :; done # sleeps for ever, without a child
}

# What libqb shares is in /dev/shm, what daemons leave behind in /run. The name is another than the cluster has for the node:
# corosync takes a node that is called like its host for itself.
furnish() { # ROOM
    hostname "host-$1.sandbox"
    mount -t tmpfs tmpfs /dev/shm
    mount -t tmpfs tmpfs /run
    ip link set lo up
}

# Sets `enter` to the words that put a command into a room. --root: in a chroot, entering would mean leaving it.
way_into() { # ROOM
    local pid
    pid=$(pid_in "$dir/$1/holder") || die "$dir: no sandbox is up there, or it has no $1"
    enter=(nsenter --target "$pid" --mount --net --uts --root --wd)
    [[ /proc/$pid/ns/user -ef /proc/self/ns/user ]] || enter+=(--user --preserve-credentials)
}

in_room() { # ROOM CMD...
    local enter
    way_into "$1"
    "${enter[@]}" "${@:2}"
}

# Kills all that lives in a room, for anything left would keep its mounts; PID, whom the room is known by, comes last.
empty_room_of() { # PID
    local proc room=/proc/$1/ns/mnt others=0
    [[ ! $room -ef /proc/self/ns/mnt ]] || die "$dir: cannot be taken down from within"
    for proc in /proc/[0-9]*; do
        [[ ${proc##*/} != "$1" && $proc/ns/mnt -ef $room ]] || continue
        kill -s KILL "${proc##*/}" 2>/dev/null || :
        others=1
    done
    ((others == 0)) || return 1
    kill -s KILL "$1" 2>/dev/null || :
    [[ ! -e $room ]]
}

fail() { # ROOM WHAT
    printf 'sandbox: %s: %s\n' "$1" "$2" >&2
    tail -n 15 "$dir/$1"/{output,corosync.log} >&2 2>/dev/null || :
    exit 1
}
