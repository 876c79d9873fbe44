#!/usr/bin/env bats
# What would end corosync is refused, and what is not refused does not end it.
# shellcheck disable=SC2154 # what bats sets

load ../helper

setup_file() {
    sandbox_up
    [[ -z $SANDBOX_MISSING ]] || return 0
    FIRST_PID=$("$SANDBOX" pid "$SANDBOX_DIR")
    export FIRST_PID
}

# The corosync of the beginning runs, and answers.
teardown() {
    [[ -z $SANDBOX_MISSING ]] || still_runs
    end_test
}

still_runs() {
    [[ $("$SANDBOX" pid "$SANDBOX_DIR") == "$FIRST_PID" ]]
    in_sandbox corosync-cmapctl -g totem.version | grep -q '= 2$'
}

# It is refused with this reason, whatever is said to it.
ends_corosync() { # VALUES [ARG]...
    local reason="corosync ends at once if window_size + min(max_messages, window_size) exceeds 16384 ($1)"
    local option
    for option in --yes --dry-run -q; do
        run -5 --separate-stderr cmapsh "$option" "${@:2}"
        [[ $stderr == *": $reason"* ]]
        [[ -z $output ]]
    done
    still_runs
}

@test "set refuses a window that ends corosync, also with --yes" {
    ends_corosync 'totem.window_size would be 20000, totem.max_messages 17' set totem.window_size u32 20000
    ends_corosync 'totem.window_size would be 16368, totem.max_messages 17' set totem.window_size u32 16368
    ends_corosync 'totem.window_size would be 4294967295, totem.max_messages 17' set totem.window_size u32 4294967295
    fails 3 get totem.window_size
}

@test "set accepts the widest window that corosync survives" {
    prints '' --yes set totem.window_size u32 16367
    sleep 1
    still_runs
    prints 16367 get -q runtime.config.totem.window_size
    prints '' --yes delete totem.window_size
}

@test "set and delete take the other value from what is in use" {
    # Within 16384 because the window limits the messages.
    prints '' --yes set totem.max_messages u32 20000
    prints '' --yes set totem.window_size u32 8192
    ends_corosync 'totem.window_size would be 8193, totem.max_messages 20000' set totem.window_size 8193
    ends_corosync 'totem.window_size would be 8193, totem.max_messages 20000' inc totem.window_size
    prints '' --yes set totem.max_messages u32 1
    prints '' --yes set totem.window_size u32 16383
    # Without the key, or with another type or 0, corosync uses the default.
    ends_corosync 'totem.window_size would be 16383, totem.max_messages 17' delete totem.max_messages
    ends_corosync 'totem.window_size would be 16383, totem.max_messages 17' set totem.max_messages str 1
    ends_corosync 'totem.window_size would be 16383, totem.max_messages 17' set totem.max_messages 0
    ends_corosync 'totem.window_size would be 16383, totem.max_messages 17' delete --prefix totem.max_messages
    prints '' --yes delete totem.window_size totem.max_messages
}

@test "load refuses values that end corosync together, and every step to safe ones that does" {
    local file=$BATS_TEST_TMPDIR/file
    printf '%s\n' 'totem.max_messages (u32) = 9000' 'totem.window_size (u32) = 9000' >"$file"
    ends_corosync 'totem.window_size would be 9000, totem.max_messages 9000' load "$file"
    [[ $stderr == *"$file:2:1: "* ]]
    # Safe in the end, but not on the way.
    prints '' --yes set totem.window_size u32 16367
    printf '%s\n' 'totem.max_messages (u32) = 9000' 'totem.window_size (u32) = 100' >"$file"
    run -5 --separate-stderr cmapsh --yes load "$file"
    [[ $stderr == *'hint: make the changes in another order'* ]]
    printf '%s\n' 'totem.window_size (u32) = 100' 'totem.max_messages (u32) = 9000' >"$file"
    run -0 --separate-stderr cmapsh --yes load "$file"
    prints '' --yes delete totem.window_size totem.max_messages
}

@test "a limit between keys that corosync survives has to be confirmed" {
    local token consensus
    token=$(cmapsh get -q runtime.config.totem.token)
    consensus=$(cmapsh get -q runtime.config.totem.consensus)
    fails 5 set totem.join u32 5000
    [[ $stderr == *"consensus should be at least join; corosync would use it all the same (totem.consensus would be $consensus, totem.join 5000)"* ]]
    fails 5 set totem.send_join u32 "$token"
    [[ $stderr == *"(totem.send_join would be $token, totem.token $token)"* ]]
    fails 5 set totem.token_retransmits_before_loss_const u32 200
    [[ $stderr == *"should be at least 30; "*"(totem.token would be $token, totem.token_retransmits_before_loss_const 200)"* ]]
    # Together they are all right.
    prints '' --yes set totem.consensus u32 500
    printf '%s\n' 'totem.join (u32) = 900' 'totem.consensus (u32) = 1000' >"$BATS_TEST_TMPDIR/file"
    run -0 cmapsh load "$BATS_TEST_TMPDIR/file"
    prints '' --yes delete totem.consensus totem.join
}

@test "delete refuses the last key of a subsystem of the log, which ends corosync" {
    local key=logging.logger_subsys.QUORUM
    prints '' --yes set "$key.debug" str on
    prints '' --yes set "$key.subsys" str QUORUM
    for args in "delete $key.debug $key.subsys" 'delete --prefix logging.logger_subsys'; do
        # shellcheck disable=SC2086 # words
        run -5 --separate-stderr cmapsh --yes $args
        [[ $stderr == *'corosync ends if the last key below logging.logger_subsys is deleted'* ]]
    done
    # Also after a change that does no harm.
    prints '' set lim.other u8 1
    fails 5 --yes delete lim.other "$key.debug" "$key.subsys"
    prints '' --yes delete lim.other "$key.debug"
    fails 5 --yes delete "$key.subsys"
    prints QUORUM get -q "$key.subsys"
    # A reload may.
    in_sandbox corosync-cfgtool -R
    fails 3 get "$key.subsys"
}

@test "a key whose other type damages corosync keeps its type" {
    prints '' --yes set quorum.cancel_wait_for_all u8 0
    fails 5 --yes set quorum.cancel_wait_for_all str 1
    [[ $stderr == *'"quorum.cancel_wait_for_all" must be a u8: another type can crash corosync'* ]]
}

@test "a change of quorum has to be confirmed while votequorum is frozen by a file that could not be parsed" {
    local conf=$SANDBOX_DIR/node1/corosync.conf
    cp "$conf" "$BATS_TEST_TMPDIR/conf"
    printf 'nonsense\n' >>"$conf"
    run in_sandbox corosync-cfgtool -R
    [[ $(cmapsh get -q config.totemconfig_reload_in_progress) == 1 ]]
    fails 5 set quorum.device.timeout u32 10000
    [[ $stderr == *'votequorum ignores changes until a reload succeeds: '*'(config.totemconfig_reload_in_progress is 1)'* ]]
    fails 5 set quorum.expected_votes 1
    [[ $stderr == *'votequorum ignores changes until a reload succeeds: '* ]]
    run -1 cmapsh status
    output=$(tr -s ' \n' ' ' <<<"$output")
    [[ $output == *'RELOAD_FAILED: the last reload failed, as the file cannot be parsed; changes of quorum are ignored until one succeeds'* ]]
    cat "$BATS_TEST_TMPDIR/conf" >"$conf"
    in_sandbox corosync-cfgtool -R
    run cmapsh status -q
    [[ $output != *RELOAD_FAILED* ]]
    prints '' --yes set quorum.device.timeout u32 10000
    prints '' --yes delete quorum.device.timeout
}

# `set` lines for a key: at the limits of its row and of its type, beyond them, and with other types; then the key goes.
values_of() { # KEY TYPE MIN MAX WORDS
    local key=$1 type=$2 min=$3 max=$4 words=$5 value
    case $type in
    u8) words+=" 0 1 255" ;;
    u16) words+=" 0 1 65535" ;;
    i32) words+=" -2147483648 -1 0 1 2147483647" ;;
    u32) words+=" 0 1 2147483647 2147483648 4294967295" ;;
    u64) words+=" 0 1 18446744073709551615" ;;
    str | none) type=str words+=" x 7a -1 '' $(printf 'x%.0s' {1..300})" ;;
    esac
    ((max == 0)) || words+=" $((min > 0 ? min - 1 : 0)) $min $max"
    ((max == 0 || max >= 4294967295 || (max >= 255 && ${#type} == 2))) || words+=" $((max + 1))"
    for value in $words; do
        printf 'set %s %s %s\n' "$key" "$type" "$value"
    done
    for value in 'str 7' 'u8 7' 'u64 18446744073709551615' 'dbl -1' 'bin 0x'; do
        printf 'set %s %s\n' "$key" "$value"
    done
    printf 'delete %s\n' "$key"
}

@test "corosync survives every key of the table at its limits and beyond them" {
    local key type min max words
    # Not these: they reboot the machine, or load it for minutes.
    while IFS=$'\t' read -r key type min max words; do
        [[ $key == @(resources|pload).* ]] || values_of "${key//\*/1}" "$type" "$min" "$max" "$words"
    done < <("$top_builddir/tests/key_info" changeable) >"$BATS_TEST_TMPDIR/script"
    (($(wc -l <"$BATS_TEST_TMPDIR/script") > 500))
    run cmapsh --yes --keep-going -f "$BATS_TEST_TMPDIR/script"
    # Nothing but refusals: corosync was always there.
    [[ $output != *CS_ERR_LIBRARY* && $output != *'not running'* ]]
    still_runs
    sleep 2
    still_runs
}
