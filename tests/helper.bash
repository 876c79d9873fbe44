# shellcheck shell=bash
# For every bats file: `load ../helper`. automake says where the sources and the build are; by hand they are here.

bats_require_minimum_version 1.8.0

: "${top_srcdir:=$(dirname "${BASH_SOURCE[0]}")/..}" "${top_builddir:=$top_srcdir}"
top_srcdir=$(cd "$top_srcdir" && pwd)
top_builddir=$(cd "$top_builddir" && pwd)
SANDBOX=$top_srcdir/tests/sandbox
export top_srcdir top_builddir SANDBOX

# The sanitizers' reports on a program go to files of the test and make it fail, whatever it does with the exit status and the
# output of the program. A test that empties the environment of a program passes SANITIZERS on.
REPORTS=${BATS_FILE_TMPDIR-}/sanitizer
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}log_path='$REPORTS.${BATS_TEST_NUMBER-file}'"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:+$UBSAN_OPTIONS:}log_path='$REPORTS.${BATS_TEST_NUMBER-file}'"
# shellcheck disable=SC2034 # for some tests
SANITIZERS=("ASAN_OPTIONS=$ASAN_OPTIONS" "UBSAN_OPTIONS=$UBSAN_OPTIONS")
# What makes root another user, who cannot write those files.
# shellcheck disable=SC2034
ANOTHER_USER=(env -u ASAN_OPTIONS -u UBSAN_OPTIONS setpriv --reuid=65534 --regid=65534 --clear-groups)

# Runs a command for which the modes of files count: without these capabilities they count for root, too.
by_modes() { # CMD...
    if ((EUID == 0)); then
        setpriv "--bounding-set=-dac_override,-dac_read_search" "$@"
    else
        "$@"
    fi
}

# The last command of every teardown, after the programs of the test have ended.
end_test() {
    nothing_reported "$BATS_TEST_NUMBER"
}

# The last command of every teardown_file: a program may have ended later than its test.
end_file() {
    sandbox_down
    nothing_reported '*'
}

nothing_reported() { # PATTERN
    local files
    # shellcheck disable=SC2206 # it is a pattern
    files=("$REPORTS".$1.*)
    [[ -e ${files[0]-} ]] || return 0
    tail -v -n +1 "${files[@]}"
    rm "${files[@]}"
    return 1
}

teardown() {
    end_test
}

teardown_file() {
    end_file
}

# For setup_file: one sandbox for the tests of a file, in $SANDBOX_DIR. It goes with them.
sandbox_up() { # [--nodes N]
    export SANDBOX_DIR='' SANDBOX_MISSING=''
    SANDBOX_MISSING=$("$SANDBOX" available) || return 0
    SANDBOX_DIR=$BATS_FILE_TMPDIR/sandbox
    "$SANDBOX" up "$@" "$SANDBOX_DIR"
}

# A whole file cannot be skipped in setup_file, so each test is. A setup of your own begins with this, too.
skip_without_sandbox() {
    [[ -z ${SANDBOX_MISSING-} ]] || skip "$SANDBOX_MISSING"
}

setup() {
    skip_without_sandbox
}

# For a setup of your own: the test begins with a corosync that runs, whatever the one before did to it.
begin_with_corosync() {
    skip_without_sandbox
    if "$SANDBOX" pid "$SANDBOX_DIR" >/dev/null 2>&1; then
        "$SANDBOX" cont "$SANDBOX_DIR"
    else
        "$SANDBOX" restart "$SANDBOX_DIR"
    fi
}

sandbox_down() {
    [[ -z ${SANDBOX_DIR-} ]] || "$SANDBOX" down "$SANDBOX_DIR"
}

# Runs a command on the first node, or on another one.
in_sandbox() { # [--node K] CMD [ARG]...
    local node=(--node 1)
    if [[ $1 == --node ]]; then
        node=("$1" "$2")
        shift 2
    fi
    "$SANDBOX" exec "${node[@]}" "$SANDBOX_DIR" "$@"
}

# Prints the name of a new folder, for what must have a short path wherever TMPDIR is: a socket's has at most 107 bytes, and
# on a screen a long one would be broken.
short_folder() {
    mktemp -d /tmp/cmapsh.XXXXXX
}

# The program under test, on the first node.
cmapsh() {
    in_sandbox "${CMAPSH:-$top_builddir/cmapsh}" "$@"
}

# The original, on the first node.
cmapctl() {
    in_sandbox corosync-cmapctl "$@"
}

# The program in the background, on the first node or on node $node, with standard input from file $in; it is $!. Its
# signals are as they are by default: shells make what they start in the background ignore SIGINT and SIGQUIT, and under
# nohup all ignore SIGHUP.
start_cmapsh() { # [ARG]...
    env --default-signal "$SANDBOX" exec --node "${node-1}" "$SANDBOX_DIR" "${CMAPSH:-$top_builddir/cmapsh}" "$@" \
        <"${in-/dev/null}" 3>&- &
}

# Waits until a process of the background ends, at most for SECONDS; its exit status is in $status.
await_end() { # SECONDS PID
    status=0
    wait_until "$1" is_gone "$2"
    # shellcheck disable=SC2034 # for the caller
    wait "$2" || status=$?
}

# A zombie is gone, too.
is_gone() { # PID
    [[ -z $(tr -d '\0' 2>/dev/null <"/proc/$1/cmdline") ]]
}

# It must succeed with exactly this on stdout, and nothing on stderr.
prints() { # TEXT [ARG]...
    run -0 --separate-stderr cmapsh "${@:2}"
    [[ $output == "$1" && -z $stderr ]]
}

# The same for a dry run of risky changes: stderr has only warnings.
plans() { # TEXT [ARG]...
    run -0 --separate-stderr cmapsh "${@:2}"
    [[ $output == "$1" && $stderr == 'warning: '* ]]
    ! grep -v '^warning: ' <<<"$stderr"
}

# It must fail with an error of one line and at most one hint, and with nothing on stdout.
fails() { # STATUS [ARG]...
    run "-$1" --separate-stderr cmapsh "${@:2}"
    [[ -z $output ]]
    is_one_error
}

# Whether $stderr is one error and at most one hint.
is_one_error() {
    [[ $stderr =~ ^'cmapsh: '[^$'\n']+($'\n''hint: '[^$'\n']+)?$ ]]
}

# True within SECONDS? Asks the condition every 50 ms, and says which one never came true.
wait_until() { # SECONDS CONDITION...
    local deadline=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        if ((SECONDS >= deadline)); then
            echo "never came true: $*"
            return 1
        fi
        sleep 0.05
    done
}
