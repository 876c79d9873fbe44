#!/usr/bin/env bats
# Libraries are loaded when they are needed; one that is missing is named, and the rest works.
# shellcheck disable=SC2154 # what bats and the helper set

load ../helper

setup_file() {
    sandbox_up
}

# The program where a library cannot be loaded: something else is at its place.
without() { # LIBRARY [ARG]...
    local file
    file=$(ldconfig -p | sed -n "s@^[[:space:]]*$1\.so\.[0-9.]* .* => @@p" | head -n 1)
    [[ -e $file ]]
    # shellcheck disable=SC2016 # for the inner shell
    in_sandbox unshare -m bash -c 'mount --bind /dev/null "$(realpath "$1")" && exec "${@:2}"' - "$file" \
        "${CMAPSH:-$top_builddir/cmapsh}" "${@:2}"
}

@test "the program itself needs none but those of the compiler" {
    run -0 readelf -d "${CMAPSH:-$top_builddir/cmapsh}"
    grep -q 'NEEDED.*libc\.so' <<<"$output"
    run -1 grep -E 'NEEDED.*lib(cmap|corosync|qb|edit|tinfo|ncurses|json|votequorum|archive)' <<<"$output"
}

@test "without libcmap it says so, and reads saved maps" {
    run -6 --separate-stderr without libcmap get totem.token
    [[ -z $output && $stderr == 'cmapsh: get: libcmap, the library of corosync, is not installed'*$'\nhint: '* ]]
    run -6 --separate-stderr without libcmap watch totem --for 1
    [[ $stderr == *'libcmap, the library of corosync, is not installed'* ]]
    cmapsh save "$BATS_TEST_TMPDIR/map" totem
    run -0 --separate-stderr without libcmap -m "$BATS_TEST_TMPDIR/map" -q get totem.token
    [[ $output == 1000 && -z $stderr ]]
    run -0 without libcmap help get
    run -1 --separate-stderr without libcmap cmapctl -g totem.token
    [[ $stderr == 'Failed to initialize the cmap API. Error CS_ERR_LIBRARY'$'\nhint: libcmap, '* ]]
}

@test "without json-c it says so, and prints text" {
    run -6 --separate-stderr without libjson-c get -o json totem.token
    [[ -z $output && $stderr == 'cmapsh: get: the library for json is not installed'$'\nhint: '* ]]
    run -2 --separate-stderr without libjson-c get -o json
    [[ -z $output && $stderr == 'cmapsh: get: missing argument'* ]]
    run -0 --separate-stderr without libjson-c -q get totem.token
    [[ $output == 1000 && -z $stderr ]]
}

@test "without libedit the prompt says so, and takes lines" {
    export -f without in_sandbox
    SHELL=$(command -v bash) run -0 script -qec "without libedit --no-rc -q" /dev/null <<<$'get totem.token\nquit'
    [[ $output == *'lines cannot be edited: '*libedit* && $output == *1000* ]]
}

@test "without libarchive it says so, and folders of reports open" {
    local reports=$top_srcdir/tests/fixtures/reports
    [[ $(cmapsh --version) == *'with libarchive'* ]] || skip 'built without libarchive'
    command -v bzip2 >/dev/null || skip 'bzip2 is not installed'
    run -6 --separate-stderr without libarchive -m "$reports/crm_report.tar.bz2" get totem.token
    [[ -z $output && $stderr == 'cmapsh: get: cannot read the archive "'*''*libarchive*$'\nhint: install libarchive, or '* ]]
    tar -C "$BATS_TEST_TMPDIR" -xf "$reports/crm_report.tar.bz2"
    run -0 --separate-stderr without libarchive -m "$BATS_TEST_TMPDIR/crm_report" -N node2 -q get totem.token
    [[ $output == 'node2: 5000' && -z $stderr ]]
    cp "$reports/sosreport-node1.tar.xz" "$BATS_TEST_TMPDIR/crm_report"
    run -7 --separate-stderr without libarchive -m "$BATS_TEST_TMPDIR/crm_report" -N node2 -q get totem.token
    [[ $output == 'node2: 5000' && ${#stderr_lines[@]} == 2 ]]
    [[ ${stderr_lines[0]} == 'note: "'*'/crm_report" was not read completely: cannot read archives: '*libarchive* ]]
    [[ ${stderr_lines[1]} == 'note: what was read has node[1-3]' ]]
}
