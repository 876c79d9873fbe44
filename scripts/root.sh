# shellcheck shell=bash disable=SC2154 # root and as_owner are those of scripts/common.sh
# Shared by scripts/on and scripts/consumers: a fresh root of a Debian below /var/tmp, with the files that git knows of in
# /usr/src/cmapsh. What runs there has mounts and processes of its own. The root goes when the script ends.
# Where no such root can be made, because of a missing network for example, the script says why, and exits with 77.

most=600 # seconds that making the root may take

skip() { # REASON
    say "skipped: $*"
    exit 77
}

# Makes a root of SUITE, whose directory is $dir; its logs are kept in $logs.
make_root() { # SUITE LOGS
    local from status=0
    begin=$SECONDS
    ((EUID == 0)) || skip 'run it with sudo: it makes a root of its own'
    command -v debootstrap >/dev/null || (install_missing debootstrap) || skip 'debootstrap cannot be installed'
    from=$(mirror) || : # head may end first
    [[ -n $from ]] || skip 'apt has no source of packages from Debian'
    logs=$2
    "${as_owner[@]}" mkdir -p "$logs"
    dir=$(mktemp -d "/var/tmp/cmapsh-$1.XXXXXX")
    trap remove_root EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    chmod 755 "$dir" # in it the tests are also other users
    install -D -m 644 /dev/stdin "$dir/etc/dpkg/dpkg.cfg.d/quick" <<<'force-unsafe-io'
    say "making a root of $1 in $dir"
    apart_in_time debootstrap --variant=minbase "$1" "$dir" "$from" &>"$logs/debootstrap.log" || status=$?
    ((status != 124)) || skip "debootstrap took longer than $((most / 60)) minutes; its log: $logs/debootstrap.log"
    ((status == 0)) || skip "debootstrap failed: $(tail -n 1 "$logs/debootstrap.log"); all of it: $logs/debootstrap.log"
    echo "127.0.0.1 localhost $(uname -n)" >"$dir/etc/hosts"
    mkdir "$dir/usr/src/cmapsh"
    (cd "$root" && "${as_owner[@]}" git ls-files -z) |
        tar -C "$root" --null --files-from=- --owner=root --group=root -c | tar -C "$dir/usr/src/cmapsh" -x
}

# Installs packages in the root by a command of scripts/common.sh. Its status is that command's.
install_in_root() { # CMD...
    local status=0
    # shellcheck disable=SC2016 # for the inner shell
    apart_in_time "${inside[@]}" "$dir" "$BASH" -euo pipefail -c '. /usr/src/cmapsh/scripts/common.sh; "$@"' root "$@" \
        &>"$logs/packages.log" || status=$?
    ((status != 124)) || skip "debootstrap and the packages took longer than $((most / 60)) minutes"
    return "$status"
}

in_root() { # CMD...
    apart "${inside[@]}" "$dir" "$@"
}

# Where this machine's apt has its packages from.
mirror() {
    # shellcheck disable=SC2016 # apt's variable
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 2>/dev/null | head -n 1
}

# Runs a command with mounts and processes of its own.
apart() { # CMD...
    local status=0
    # In the background, for a shell that waits for a foreground command does not hear signals.
    unshare --mount --propagation private --pid --fork --kill-child "$@" &
    child=$!
    wait "$child" || status=$?
    child=
    return "$status"
}

# The same, until the time for making the root is over: then its status is 124.
apart_in_time() { # CMD...
    local left=$((most + begin - SECONDS))
    ((left > 0)) || return 124
    apart timeout -k 10 "$left" "$@"
}

# Becomes a command in the root. Only a mount point can become the root of all; in a mere chroot nobody but root could make
# further namespaces, and the tests do.
# shellcheck disable=SC2317,SC2329 # reached by $inside
become_in() { # DIR CMD...
    mount --bind "$1" "$1"
    mount -t proc proc "$1/proc"
    mount -t sysfs -o ro sysfs "$1/sys"
    mount -t devpts -o newinstance,ptmxmode=666,mode=620,gid=5 devpts "$1/dev/pts"
    mount -t tmpfs tmpfs "$1/dev/shm"
    mount -t tmpfs tmpfs "$1/run"
    cd "$1" || return
    pivot_root . .
    umount --lazy .
    exec env -i HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        ${http_proxy+"http_proxy=$http_proxy"} "${@:2}"
}
export -f become_in
inside=("$BASH" -euc 'become_in "$@"' root)

# shellcheck disable=SC2317,SC2329 # reached by the trap
remove_root() {
    trap '' INT TERM HUP
    # The first process of the namespace takes all others with it, before it is gone itself.
    [[ -z ${child-} ]] || ! pkill -KILL -P "$child" || wait "$child" || :
    cp "$dir"/usr/src/cmapsh/build/*.log "$logs" 2>/dev/null || :
    chown -R --reference="$root" "$root/build"
    rm -rf --one-file-system "$dir"
}
