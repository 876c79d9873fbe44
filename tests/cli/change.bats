#!/usr/bin/env bats
# Changes: set, inc, dec, delete, clear; what is refused, what has to be confirmed.

# shellcheck disable=SC2154 # bats sets stderr

load ../helper

setup_file() {
    sandbox_up
}

# cmapsh on a terminal, where ANSWER is typed.
on_terminal() { # ANSWER [ARG]...
    printf '%b' "$1" | NO_COLOR=1 SHELL=$BASH script -qec "$(printf '%q ' "$SANDBOX" exec --node 1 "$SANDBOX_DIR" \
        "${CMAPSH:-$top_builddir/cmapsh}" "${@:2}")" /dev/null | tr -d '\r'
    return "${PIPESTATUS[1]}"
}

# Sets a key of that type to VALUE; what is read then is TEXT, for corosync-cmapctl too unless its text is less exact.
round_trip() { # TYPE VALUE [TEXT]
    local key=rnd.$1 text=${3-$2}
    prints '' -y set "$key" "$1" "$2"
    prints "$key ($1) = $text" get "$key"
    prints "$text" get -q "$key"
    [[ $1 == @(flt|dbl|bin) ]] || [[ $(in_sandbox corosync-cmapctl -g "$key") == "$key ($1) = $text" ]]
}

@test "set accepts the limits of every integer type, and nothing beyond them" {
    local type min max below above
    while read -r type min max below above; do
        round_trip "$type" "$max"
        round_trip "$type" "$min"
        fails 2 set "rnd.$type" "$above"
        [[ $stderr == *"\"$above\" is outside the range of $type ($min to $max)"* ]]
        fails 2 set "rnd.$type" "$below"
        prints "$min" get -q "rnd.$type"
    done <<'END_OF_TABLE'
i8 -128 127 -129 128
u8 0 255 -1 256
i16 -32768 32767 -32769 32768
u16 0 65535 -1 65536
i32 -2147483648 2147483647 -2147483649 2147483648
u32 0 4294967295 -1 4294967296
i64 -9223372036854775808 9223372036854775807 -9223372036854775809 9223372036854775808
u64 0 18446744073709551615 -1 18446744073709551616
END_OF_TABLE
}

@test "set reads integers as decimal, or as hexadecimal after 0x" {
    round_trip u8 0xff 255
    round_trip u16 0XaBcD 43981
    round_trip i8 -0x80 -128
    round_trip u64 0xffffffffffffffff 18446744073709551615
    round_trip u32 010 10
    round_trip u32 +7 7
    fails 2 set rnd.u8 u8 0x100
}

@test "set rejects a number with other characters in it" {
    local text
    cmapsh set num.int u32 7
    cmapsh set num.real dbl 7
    for text in 12abc abc '' ' 1' '1 ' 1.5 1e3 0x 0xg -- - +- '٣' $'1\n'; do
        fails 2 set num.int -- "$text"
    done
    for text in 12abc '' ' 1' '1 ' 1,5 -- 1e 0x - 1.5.5 $'1\n'; do
        fails 2 set num.real -- "$text"
    done
    prints $'num.int (u32) = 7\nnum.real (dbl) = 7' dump num
}

@test "flt and dbl keep every value, and are printed with the fewest digits" {
    local text
    for text in 0.1 -2.5 3.4028235e+38 1.1754944e-38 1e-45 -0 inf -inf nan 16777216; do round_trip flt "$text"; done
    for text in 0.1 -2.5 1.7976931348623157e+308 5e-324 1e-09 0.30000000000000004 -0 inf nan; do round_trip dbl "$text"; done
    fails 2 set rnd.flt 1e39
    fails 2 set rnd.flt 1e-46
    fails 2 set rnd.dbl 1e309
    fails 2 set rnd.dbl -- -1e-324
    prints nan get -q rnd.dbl
}

@test "a str is stored byte for byte, and quoted if it could mislead a parser or a terminal" {
    local pair text shown pairs=(
        '' ''
        ' two  blanks ' ' two  blanks '
        "it's 5 \" wide" "it's 5 \" wide"
        'back\slash' 'back\slash'
        'grün ✓ 漢字' 'grün ✓ 漢字'
        '"in quotes"' '"\"in quotes\""'
        $'two\nlines' '"two\nlines"'
        $'tab\tulator' '"tab\tulator"'
        $'\e[31mred' '"\x1b[31mred"'
        $'bell\a\x7f' '"bell\x07\x7f"'
        $'not UTF-8: \xff \xc3' '"not UTF-8: \xff \xc3"'
        $'overlong: \xc0\xaf' '"overlong: \xc0\xaf"'
        $'C1: \xc2\x9b31m' '"C1: \xc2\x9b31m"'
        $'backwards: \xe2\x80\xae' '"backwards: \xe2\x80\xae"'
        'my.key (str) = forged' 'my.key (str) = forged'
        $'x\r' '"x\r"'
    )
    for ((pair = 0; pair < ${#pairs[@]}; pair += 2)); do
        text=${pairs[pair]} shown=${pairs[pair + 1]}
        prints '' set str.key str "$text"
        run -0 --keep-empty-lines cmapsh get str.key
        [[ $output == "str.key (str) = $shown"$'\n' ]]
        [[ $(in_sandbox corosync-cmapctl -g str.key; echo .) == "str.key (str) = $text"$'\n.' ]]
    done
}

@test "a str has at most 16384 bytes, as with corosync-cmapctl" {
    local most
    most=$(printf 'x%.0s' {1..16384})
    prints '' set long.key str "$most"
    prints "$most" get -q long.key
    fails 2 set long.key "${most}x"
    prints "$most" get -q long.key
    in_sandbox corosync-cmapctl -s long.key str "${most/x/y}"
    prints "${most/x/y}" get -q long.key
}

@test "values of all lengths are read, those too that are longer than usual" {
    local n text
    for n in 1 511 512 513 1024 16383; do
        text=$(head -c "$n" /dev/zero | tr '\0' x)
        in_sandbox corosync-cmapctl -s "length.$n" str "$text"
        prints "$text" get -q "length.$n"
    done
    run -0 cmapsh dump length
    [[ $(awk '{ print length($4) }' <<<"$output") == $'1\n511\n512\n513\n1024\n16383' ]]
}

@test "set reads a bin from hexadecimal digits, a file or standard input" {
    cd "$BATS_TEST_TMPDIR"
    printf '\0\1\377\n' >file
    round_trip bin 0x00ff
    round_trip bin 0XDEADbeef 0xdeadbeef
    round_trip bin 0x
    round_trip bin @file 0x0001ff0a
    round_trip bin @/dev/null 0x
    prints '' set rnd.bin - <file
    prints 0x0001ff0a get -q rnd.bin
    prints '' set rnd.bin bin - </dev/null
    prints 0x get -q rnd.bin
    fails 2 set rnd.bin 0x123
    fails 2 set rnd.bin 0xzz
    fails 2 set rnd.bin ff
    fails 2 set rnd.bin ''
    fails 6 set rnd.bin @missing
    [[ $stderr == *missing*'No such file'* ]]
    fails 6 set rnd.bin @.
    fails 2 set rnd.bin @
    [[ $stderr == 'cmapsh: set: "@" needs a file name' ]]
    prints 0x get -q rnd.bin
}

@test "a bin has at most 16384 bytes" {
    local digits
    digits=$(printf '5a%.0s' {1..16384})
    head -c 16384 /dev/zero | tr '\0' Z >"$BATS_TEST_TMPDIR/most"
    prints '' set most.key bin "@$BATS_TEST_TMPDIR/most"
    prints "0x$digits" get -q most.key
    prints '' set most.word bin "0x$digits"
    prints "0x$digits" get -q most.word
    echo >>"$BATS_TEST_TMPDIR/most"
    fails 2 set most.key "@$BATS_TEST_TMPDIR/most"
    [[ $stderr == *"a bin has at most 16384 bytes, and \"$BATS_TEST_TMPDIR/most\" has more" ]]
    fails 2 set most.key - <"$BATS_TEST_TMPDIR/most"
    fails 2 set most.key "0x${digits}00"
    prints "0x$digits" get -q most.key
}

@test "set needs a type for a new key, and keeps that of an existing one" {
    fails 2 set typ.new 5
    [[ $stderr == *'no key "typ.new"; give a type to create it'*'set typ.new TYPE VALUE'* ]]
    fails 3 get typ.new
    run -2 --separate-stderr cmapsh <<<$'cd totem\nset typ.new 5'
    [[ $stderr == *'create it with: cmapsh set /totem.typ.new TYPE VALUE'* ]]
    fails 2 set totem.tokn 5
    [[ $stderr == *'no key "totem.tokn"; give a type to create it'*'hint: did you mean "totem.token"?' ]]
    prints '' set typ.new u16 5
    prints '' set typ.new 6
    prints 'typ.new (u16) = 6' get typ.new
    fails 2 set typ.new u17 5
    [[ $stderr == *'did you mean'* ]]
    fails 2 set typ.new
    fails 2 set typ.new u16 5 6
    fails 2 set ty u16 5
    fails 2 set 'typ new' u16 5
}

@test "a change of type needs --yes" {
    cmapsh set typ.change u8 5
    fails 5 set typ.change u16 5
    [[ $stderr == *'from u8 to u16'*--yes* ]]
    fails 5 set typ.change str 5
    prints 'typ.change (u8) = 5' get typ.change
    prints '' set typ.change str 5 --yes
    prints 'typ.change (str) = 5' get typ.change
}

@test "inc and dec add and subtract 1" {
    cmapsh set stp.key i8 -1
    prints '' inc stp.key
    prints 'stp.key (i8) = 0' get stp.key
    prints '' inc stp.key
    prints '' dec stp.key
    prints '' dec stp.key
    prints 'stp.key (i8) = -1' get stp.key
    fails 3 inc stp.missing
    fails 3 dec stp.missing
    fails 3 get stp.missing
    cmapsh set stp.text str 1
    fails 2 inc stp.text
    fails 2 inc stp.key stp.key
    fails 2 dec
}

@test "inc and dec need --yes to wrap around" {
    local type min max
    while read -r type min max; do
        cmapsh set "wrp.$type" "$type" "$max"
        fails 5 inc "wrp.$type"
        prints "$max" get -q "wrp.$type"
        plans "modify wrp.$type ($type) = $max -> $min" -n inc "wrp.$type"
        prints '' -y inc "wrp.$type"
        prints "$min" get -q "wrp.$type"
        fails 5 dec "wrp.$type"
        prints '' dec -y "wrp.$type"
        prints "$max" get -q "wrp.$type"
    done <<'END_OF_TABLE'
u8 0 255
i16 -32768 32767
i64 -9223372036854775808 9223372036854775807
u64 0 18446744073709551615
END_OF_TABLE
}

@test "delete removes keys, and reports those that are missing" {
    printf 'set del.%s u8 1\n' a b c d a.below | cmapsh
    prints '' delete del.a
    prints '' rm del.b
    fails 3 delete del.a
    run -7 --separate-stderr cmapsh delete del.a del.c
    [[ -z $output && $stderr == *'"del.a"'* ]]
    is_one_error
    run -3 --separate-stderr cmapsh delete del.a del.b
    [[ -z $output ]]
    prints $'del.a.below (u8) = 1\ndel.d (u8) = 1' dump del
    fails 2 delete
    fails 2 delete del.d 'del d'
    prints '' delete del.d del.d
    fails 3 get del.d
}

@test "delete --prefix removes complete branches, and needs --yes" {
    local all=$'dlp.node.1 (u8) = 1\ndlp.node.1.a (u8) = 1\ndlp.node.1x (u8) = 1\ndlp.node.2 (u8) = 1\ndlp.node.10.a (u8) = 1'
    printf 'set dlp.node.%s u8 1\n' 1 1.a 1x 2 10.a | cmapsh
    fails 5 delete --prefix dlp.node.1
    [[ $stderr == *'deletes 2 keys at or below "dlp.node.1"'* ]]
    fails 5 delete --prefix dlp.node.2
    [[ $stderr == *'deletes 1 key at or below "dlp.node.2"'* ]]
    fails 5 delete --prefix dlp.node.2 dlp.node.10
    [[ $stderr == *'deletes 2 keys at or below these paths'* ]]
    prints "$all" dump dlp
    plans $'delete dlp.node.1 (u8) = 1\ndelete dlp.node.1.a (u8) = 1' delete --prefix dlp.node.1 --dry-run
    prints "$all" dump dlp
    fails 1 delete --prefix --yes dlp.node.3
    prints '' delete --prefix --yes dlp.node.1.
    prints $'dlp.node.1x (u8) = 1\ndlp.node.2 (u8) = 1\ndlp.node.10.a (u8) = 1' dump dlp
    run -7 --separate-stderr cmapsh delete --prefix -y dlp.node.2 dlp.node.3
    [[ -z $output && $stderr == *'"dlp.node.3"'* ]]
    prints $'dlp.node.1x (u8) = 1\ndlp.node.10.a (u8) = 1' dump dlp
    prints '' delete --prefix -y 'dlp.node.1*'
    fails 1 dump dlp
}

@test "delete --prefix rejects the complete map, even with --yes" {
    local before path
    before=$(cmapsh -m icmap find '*' --count)
    for path in '' '*' . .. '.*'; do
        fails 2 delete --prefix --yes "$path"
        fails 2 delete --prefix --yes no.such "$path"
    done
    [[ $(cmapsh -m icmap find '*' --count) == "$before" ]]
}

@test "set of a read-only key fails, and the hint says where to set it" {
    fails 5 set nodelist.node.0.name other
    [[ $stderr == *read-only*$'\nhint: '*corosync.conf*corosync-cfgtool* ]]
    fails 5 -y set totem.cluster_name other
    [[ $stderr == *read-only*$'\nhint: set cluster_name in the section totem of corosync.conf on all nodes, then run on each: systemctl restart corosync' ]]
    fails 5 set totem.transport carrier-pigeon
    [[ $stderr == *read-only* ]]
    fails 5 set system.sched_rr yes
    [[ $stderr == *restart* ]]
    fails 5 set totem.cluster_name other
    fails 5 set runtime.config.totem.token 5000
    [[ $stderr == *'set "totem.token" instead'* ]]
    fails 5 set quorum.wait_for_all u8 1
    fails 5 delete totem.version
    fails 5 inc totem.version
    fails 5 set system.new str x
    fails 5 set stats.srp.operational_entered 0
    [[ $stderr == *'cmapsh clear'* ]]
    fails 5 -m stats set new.key u8 1
    prints 'totem.version (u32) = 2' get totem.version
}

@test "--read-only rejects every change, and nothing else" {
    cmapsh set rdo.key u8 1
    fails 5 --read-only set rdo.key 2
    fails 5 set rdo.key 2 --read-only --yes
    fails 5 --read-only inc rdo.key
    fails 5 --read-only dec rdo.key
    fails 5 --read-only delete rdo.key
    fails 5 --read-only delete --prefix -y rdo
    fails 5 --read-only clear -y schedmiss
    prints 'rdo.key (u8) = 1' --read-only get rdo.key
    prints 'modify rdo.key (u8) = 1 -> 2' --read-only -n set rdo.key 2
}

@test "--dry-run shows each change and sends nothing" {
    cmapsh set dry.key u8 1
    prints 'modify dry.key (u8) = 1 -> 2' -n set dry.key 2
    prints 'add dry.new (str) = x y' set -n dry.new str 'x y'
    prints 'modify dry.key (u8) = 1 -> 0' --dry-run dec dry.key
    cmapsh set dry.signed i16 -5
    prints 'modify dry.signed (i16) = -5 -> -4' -n inc dry.signed
    prints 'modify dry.signed (i16) = -5 -> -6' -n dec dry.signed
    cmapsh delete dry.signed
    prints 'delete dry.key (u8) = 1' -n delete dry.key
    plans 'add stats.clear.knet (u32) = 1' -n clear knet
    run -7 --separate-stderr cmapsh -n delete dry.key dry.missing
    [[ $output == 'delete dry.key (u8) = 1' ]]
    plans 'modify dry.key (u8 -> str) = 1 -> x' -n set dry.key str x
    fails 5 -n set stats.pg.msg_reserved 1
    fails 5 -n set nodelist.node.0.name x
    fails 5 -n delete totem.cluster_name
    fails 3 -n inc dry.missing
    fails 2 -n set dry.key 256
    prints 'dry.key (u8) = 1' dump dry
}

@test "a risky change needs --yes" {
    fails 5 set quorum.expected_votes u32 1
    [[ $stderr == *quorum*--yes* ]]
    fails 5 set quorum.two_node u8 0
    fails 5 set pload.count u32 1
    fails 5 set runtime.members.1.status left
    fails 5 delete runtime.members.1.status
    fails 5 set uidgid.uid.1 u8 1
    fails 3 get quorum.expected_votes
    fails 3 get pload.count
    prints 'runtime.members.1.status (str) = joined' get runtime.members.1.status
    prints '' --yes set uidgid.uid.12345 u8 1
    prints 'uidgid.uid.12345 (u8) = 1' get uidgid.uid.12345
    cmapsh --yes delete uidgid.uid.12345
}

@test "a value outside the range of its key needs --yes, one inside does not" {
    fails 5 set totem.token 5
    [[ $stderr == *'"totem.token" needs confirmation: 5 is below the minimum of 30, which corosync does not check'* ]]
    fails 5 set totem.token str 5000
    fails 5 set totem.token_warning u32 101
    prints 'totem.token (u32) = 1000' get totem.token
    prints '' set totem.token 1500
    prints 'runtime.config.totem.token (u32) = 1500' get runtime.config.totem.token
    prints '' set totem.token 1000
}

@test "set rejects another type for runtime.force_gather even with --yes" {
    fails 5 --yes set runtime.force_gather u8 1
    fails 5 --yes set runtime.force_gather bin 0x00
    fails 5 --yes -n set runtime.force_gather u8 1
    prints 'runtime.force_gather (str) = no' get runtime.force_gather
}

@test "clear resets counters, and needs --yes" {
    [[ $(cmapsh get -q stats.srp.operational_entered) -gt 0 ]]
    fails 5 clear totem
    [[ $stderr == *stats.srp*--yes* ]]
    [[ $(cmapsh get -q stats.srp.operational_entered) -gt 0 ]]
    prints '' clear --yes totem
    prints 'stats.srp.operational_entered (u64) = 0' get stats.srp.operational_entered
    prints '' -m stats clear -y schedmiss
    prints '' clear -y knet
    fails 2 clear
    [[ $stderr == *'hint: use Ctrl-L to clear the screen, or name what to reset: knet, ipc, totem, schedmiss or all' ]]
    fails 2 clear totem knet
    fails 2 clear totm -y
    [[ $stderr == *'did you mean "totem"?'* ]]
    fails 2 -m icmap clear -y totem
    [[ $stderr == *'-m stats'* ]]
}

@test "set on a terminal shows the change and asks, and makes it after y" {
    cmapsh set ask.key u8 5
    run -0 on_terminal 'y\n' set ask.key str five
    [[ $output == *'modify ask.key (u8 -> str) = 5 -> five'*'warning: "ask.key": changes the type from u8 to str'*'Make this change? [y/N]'* ]]
    prints 'ask.key (str) = five' get ask.key
    run -0 on_terminal 'YES\n' set ask.key u8 5
    prints 'ask.key (u8) = 5' get ask.key
}

@test "set on a terminal changes nothing after any other answer" {
    local answer
    cmapsh set asn.key u8 5
    for answer in 'n\n' '\n' 'yea\n' 'yesyesyesyesyes\n' ' y\n' '\004'; do
        run -5 on_terminal "$answer" set asn.key str five
        [[ $output == *'Make this change? [y/N]'*'nothing was changed'* ]]
    done
    prints 'asn.key (u8) = 5' get asn.key
}

@test "clear on a terminal asks before it resets counters" {
    run -5 on_terminal 'n\n' clear totem
    [[ $output == *'warning: resets the counters of totem (stats.srp)'*'Reset these statistics? [y/N]'*'nothing was changed'* ]]
}

@test "delete --prefix on a terminal lists the keys before it asks" {
    printf 'set asp.%s u8 1\n' a b | cmapsh
    run -5 on_terminal 'n\n' delete --prefix asp
    [[ $output == *$'delete asp.a (u8) = 1\ndelete asp.b (u8) = 1\nwarning: deletes 2 keys at or below "asp"\nDelete these 2 keys? [y/N]'* ]]
    prints $'asp.a (u8) = 1\nasp.b (u8) = 1' dump asp
    run -0 on_terminal 'y\n' delete --prefix asp
    fails 1 dump asp
}

@test "set on a terminal reports an ordinary change, and does not ask" {
    run -0 on_terminal '' set tel.key u8 5
    [[ $output == *'add tel.key (u8) = 5'* && $output != *'[y/N]'* ]]
    run -0 on_terminal '' -q set tel.key 6
    [[ $output != *tel.key* ]]
    prints 'tel.key (u8) = 6' get tel.key
}

@test "a key that is named twice is deleted once" {
    cmapsh set q.a u8 1
    cmapsh set q.b u8 1
    prints '' delete q.a q.b q.b
    fails 3 get q.b
}

@test "a value that is hardly meant, and the deletion of a setting, have to be confirmed" {
    local row words reason
    for row in 'set totem.token 99999999|99999999 is unusual: the usual values are 1000 to 60000 ms' \
        'set quorum.provider foo|"foo" is not one of the usual values: corosync_votequorum' \
        'set logging.to_syslog maybe|"maybe" is not one of the usual values: yes no on off' \
        'delete totem.token|without the key, corosync uses its default of 3000'; do
        IFS='|' read -r words reason <<<"$row"
        read -ra words <<<"$words"
        fails 5 "${words[@]}"
        [[ $stderr == *"\"${words[1]}\" needs confirmation: $reason"* ]]
    done
    # What corosync refuses, whatever the value, is not asked for.
    fails 5 delete totem.cluster_name
    [[ $stderr == *'is read-only (CS_ERR_ACCESS)'* ]]
    prints '' set logging.to_syslog on
    prints '' set totem.token 0 # its default
    prints '' set totem.token 1000
    run -5 --separate-stderr cmapsh load - <<<'totem.token (u32) = 61000'
    [[ $stderr == *'61000 is unusual'* ]]
    prints '' --yes set logging.to_syslog no
}
