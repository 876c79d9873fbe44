# shellcheck shell=bash
# Shared by the other scripts: installs what is missing, builds, and counts tests.

root=$(realpath "$(dirname "${BASH_SOURCE[0]}")/..")
# shellcheck source=scripts/packages
. "$root/scripts/packages"

say() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
}

die() {
    say "$*"
    exit 1
}

# Under sudo, too, the owner of the checkout builds: no file of root's is to be left in it.
as_owner=()
if ((EUID == 0)); then
    as_owner=(setpriv "--reuid=$(stat -c %u "$root")" "--regid=$(stat -c %g "$root")" --clear-groups)
    "${as_owner[@]}" test -w "$root" 2>/dev/null || as_owner=()
fi

install_missing() { # PACKAGE...
    local missing program
    if ! command -v apt-get >/dev/null; then
        for program in gcc make autoreconf libtoolize pkg-config corosync ip; do
            PATH=$PATH:/usr/sbin:/sbin command -v "$program" >/dev/null ||
                die "$program is missing, and apt-get too. Debian would need: $*. The README has the lines for dnf and zypper."
        done
        return
    fi
    # shellcheck disable=SC2016 # dpkg's variables
    mapfile -t missing < <(comm -23 <(printf '%s\n' "$@" | sort) \
        <(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p' | sort))
    ((${#missing[@]})) || return 0
    ((EUID == 0)) || die "run it with sudo: it has to install ${missing[*]}"
    say "installing ${missing[*]}"
    apt_install "${missing[@]}"
    # Debian enables a service with its package. Nobody asked for one here.
    for program in corosync prometheus prometheus-node-exporter; do
        [[ " ${missing[*]} " != *" $program "* ]] || systemctl disable --now "$program" &>/dev/null || :
    done
}

# Installs what the build and the tests need.
install_needs() {
    install_missing "${build_packages[@]}" "${test_packages[@]}"
}

# Installs the programs that use corosync-cmapctl, and what runs them.
install_consumers() {
    install_missing "${consumer_packages[@]}"
}

# In a subshell, for its trap: while apt-get works no service may be started, above all no corosync.
apt_install() ( # PACKAGE...
    export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l
    log=$(mktemp)
    policy=/usr/sbin/policy-rc.d
    [[ ! -e $policy ]] || policy=
    trap 'rm -f "$log" ${policy:+"$policy"}' EXIT
    [[ -z $policy ]] || install -m 755 /dev/stdin "$policy" <<<$'#!/bin/sh\nexit 101'
    {
        apt-get --quiet update || : # without a network, what is known may do
        apt-get --quiet --yes --no-install-recommends -o DPkg::Lock::Timeout=120 install "$@"
    } &>"$log" </dev/null || { tail -n 20 "$log" >&2 && die 'apt-get failed'; }
)

# Runs a command as the checkout's owner, its output in a file that is shown when it fails.
quietly() { # LOG CMD...
    # shellcheck disable=SC2016 # for the inner shell
    "${as_owner[@]}" sh -c 'exec "$@" >"$0" 2>&1 </dev/null' "$@" && return
    tail -n 40 "$1" >&2
    say "failed: ${*:2}; all of it: $1"
    return 1
}

# Makes build/NAME ready for make, and goes there.
configure() { # NAME CONFIGURE-ARG...
    local dir=$root/build/$1
    log=$dir.log
    "${as_owner[@]}" mkdir -p "$dir"
    [[ $root/configure -nt $root/configure.ac ]] || quietly "$log" "$root/autogen.sh" || return
    cd "$dir" || return
    [[ -e Makefile ]] || quietly "$log" ../../configure "${@:2}"
}

# Brings the build directory we are in up to date.
build() { # MAKE-ARG...
    quietly "$log" make -s -j "$(nproc)" "$@"
}

# Builds build/try/cmapsh: static, a program that needs no wrapper.
build_program() {
    (configure try --enable-static --disable-shared && build all)
}

passed=0 failed=0 skipped=0

count() { # PASSED FAILED SKIPPED
    passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

# The last line of a check, and whether it found nothing.
conclude() {
    local summary="$passed passed, $failed failed"
    ((skipped == 0)) || summary+=", $skipped skipped"
    echo "$summary"
    ((failed == 0))
}
