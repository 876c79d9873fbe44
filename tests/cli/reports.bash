# shellcheck shell=bash
# For the tests of reports: the program where no corosync is.
# shellcheck disable=SC2154 # what the helper sets

# For setup: the test begins in the folder of the fixtures.
begin_alone() {
    local user=()
    ((EUID == 0)) || user=(--map-root-user)
    ENTER=(unshare "${user[@]}" --net --mount)
    "${ENTER[@]}" true 2>/dev/null || skip 'no namespaces of our own here'
    cd "$top_srcdir/tests/fixtures" || return
}

# The program in a network without any corosync, and with nothing of the user's.
alone() { # [ARG]...
    "${ENTER[@]}" env -i "${SANITIZERS[@]}" PATH="$PATH" LC_ALL=C "${CMAPSH:-$top_builddir/cmapsh}" "$@"
}

# The same for tests that open archives.
begin_with_archives() {
    local program
    for program in bzip2 gzip xz; do
        command -v "$program" >/dev/null || skip "$program is not installed"
    done
    begin_alone
    [[ $(alone --version) == *'with libarchive'* ]] || skip 'built without libarchive'
}
