#!/usr/bin/env bats
# In place of corosync-cmapctl: the same output, status and errors; what differs on purpose has a test and its reason here.
# shellcheck disable=SC2154,SC2030,SC2031 # what bats and the helper set

load ../helper

setup_file() {
    sandbox_up
}

setup() {
    begin_with_corosync
    program=${CMAPSH:-$top_builddir/cmapsh}
    tracker=''
    cd "$BATS_TEST_TMPDIR" || return
}

teardown() {
    [[ -z $tracker ]] || kill -s KILL "$tracker" 2>/dev/null || :
    end_test
}

cmapctl() { # [ARG]...
    in_sandbox "$program" cmapctl "$@"
}

# The cases of standard input give the same with both programs, but for the lines that fit one of the patterns: a case, a
# tab, and what differs. A pattern that fits no difference is a mistake, too.
same_but() { # [--wrapper CMD... --] PATTERN...
    local wrapper=() differences=differences pattern
    if [[ ${1-} == --wrapper ]]; then
        shift
        while [[ $1 != -- ]]; do wrapper+=("$1") && shift; done
        shift
    fi
    cat >cases
    (($(wc -l <cases) > 3))
    in_sandbox "$top_srcdir/tests/like_cmapctl" "$program" "${wrapper[@]}" <cases >"$differences" 2>errors
    [[ ! -s errors ]] || { cat errors && false; }
    for pattern in "$@"; do
        grep -qP -- "$pattern" "$differences" || { echo "nothing fits $pattern" && false; }
        grep -vP -- "$pattern" "$differences" >rest || :
        mv rest "$differences"
    done
    cat "$differences"
    [[ ! -s $differences ]]
}

# Every option with every number of arguments, and every two options with one of these, in turn.
options() {
    local i j n=0 opts=('' -b -g -s -d -D -t -T -q -h -z '-m icmap' '-m stats' '-m bogus' '-p changes' '-C knet' '-C bogus' --)
    local args=('' cmp.u8 'cmp.nope cmp.u8' 'cmp.new u8 5')
    for i in "${opts[@]}"; do for j in "${args[@]}"; do echo "null $i $j"; done; done
    for ((i = 1; i < ${#opts[@]}; i++)); do
        for ((j = i + 1; j < ${#opts[@]}; j++)); do
            if ((n % 2)); then echo "null ${opts[i]} ${opts[j]} ${args[n++ % 4]}"; else echo "null ${opts[j]} ${opts[i]} ${args[n++ % 4]}"; fi
        done
    done
}

@test "every option and every two of them do what they do there" {
    printf '%s\n' 'cmp.a u8 1' '# no' '' ' cmp.b str x y' '^cmp.u8 u8 1' '^^cmp.str' >changes
    # A statistic has more lines when another session is there.
    options | grep -vx 'null \(-q -m stats\|-m stats -q\) *' >all
    same_but '^null .*-h.*\tout\t' <all
}

numbers() {
    local row type min max value
    for row in i8:-128:127:-129:128 i16:-32768:32767:-32769:32768 i32:-2147483648:2147483647:-2147483649:2147483648 \
        i64:-9223372036854775808:9223372036854775807:-9223372036854775809:9223372036854775808 u8:0:255:-1:256 \
        u16:0:65535:-1:65536 u32:0:4294967295:-1:4294967296 u64:0:18446744073709551615:-1:18446744073709551616; do
        IFS=: read -r type min max below above <<<"$row"
        for value in "$min" "$max" "$below" "$above" 0 +1 010 12abc 1e3 1.9 "' 1'" "''" abc; do
            echo "null -s -- cmp.k $type $value"
        done
    done
    for value in 1.5 -0.0 1e39 1e400 nan inf -inf 1e-50 x "''" 1.5x .5 5.; do
        printf 'null -s -- cmp.k %s\n' "flt $value" "dbl $value"
    done
}

@test "numbers are set at their limits and refused beyond them as there, but never cut or wrapped" {
    numbers | same_but \
        '^null -s -- cmp\.k [iu][0-9]+ (12abc|1e3|1\.9|'"' 1'"')\t(status|first|keys)\t' \
        '^null -s -- cmp\.k [iu]64 (-9223372036854775809|9223372036854775808|-1|18446744073709551616)\t' \
        '^null -s -- cmp\.k (flt 1e39|(flt|dbl) 1e400|flt 1e-50|(flt|dbl) 1\.5x)\t'
    run -0 cmapctl -s cmp.hex u32 0x10
    run -0 cmapctl -g cmp.hex
    [[ $output == 'cmp.hex (u32) = 16' ]]
}

@test "strings, files, names and prefixes are taken as there" {
    printf 'x\\\001' >file
    : >empty
    same_but <<END
null -s cmp.k str ''
null -s cmp.k str 'a b'
null -s cmp.k str ' = "'
null -s cmp.k str \$'a\\tb'
null -s cmp.k str ü
null -s cmp.k bin $PWD/file
null -s cmp.k bin $PWD/empty
null -s cmp.k bin /nowhere
null -s cmp.k bin .
null -s cmp.k bin ''
null -s cmp.? bin $PWD/empty
closed -s cmp.k bin -
null -s cmp.k str $(printf 'x%.0s' {1..16384})
null -s cmp.k str $(printf 'x%.0s' {1..16385})
pipe -s cmp.k bin -
null -s cmp.k bin -
null -s cmp.k u9 1
null -s a u8 1
null -s cmp.? u8 1
null -s $(printf 'x%.0s' {1..256}) u8 1
null -s totem.cluster_name str x
null -s cmp.u8 u16 7
null -d totem.cluster_name cmp.u8
null -d cmp.nope cmp.u8
null -d cmp.u8 cmp.u8
null -d ''
null -d $(printf 'x%.0s' {1..256})
null -D cmp.str totem.cluster cmp.u
null -D cmp.?
null -g cmp.u8 cmp.u8
null -g cmp.str.
null -g cmp
null -g ''
null -g $(printf 'x%.0s' {1..256})
null cmp.str
null cmp.s cmp.u
null cmp.u8 cmp.nope cmp.u8
null cmp.*
null '' cmp.u8
null $(printf 'x%.0s' {1..256})
null -b cmp.
null -bq cmp.
null -q cmp.
null -bg cmp.bin
null -gb cmp.bin cmp.dbl
null -m stats stats.srp
null -m stats -g stats.srp.mcast_tx
null -m stats -g totem.token
null -m stats -s stats.srp.mcast_tx u64 0
null -m stats -s cmp.k u8 1
null -m stats -s cmp.? u8 1
null -m stats -d cmp.?
null -C ipc -m bogus
null -C ipc -m stats -m bogus
null -m stats -d $(printf 'x%.0s' {1..256})
null -m stats -d stats.srp.mcast_tx
null -m stats -d cmp.u8
null -m stats -D stats.srp
null -T $(printf 'x%.0s' {1..256})
null -t $(printf 'x%.0s' {1..256})
pipe -t cmp.u8
pipe -T cmp.
pipe -m stats -T stats.srp
null -m stats -t stats.srp.mcast_tx
closed -g cmp.u8
closed cmp.
closed -s cmp.k u8 1
END
}

@test "names with dots at their ends are found as there" {
    local key prefix
    for key in cmp.. cmp..a .cmp ...a cmp.a.; do in_sandbox corosync-cmapctl -s "$key" u8 1; done
    for prefix in '' . .. .c cmp. cmp.. cmp.a. cmp; do echo "null '$prefix'"; done | same_but
    for key in .cmp ...a; do in_sandbox corosync-cmapctl -d "$key"; done
}

@test "a str of the greatest length is read" {
    local most
    most=$(printf 'x%.0s' {1..16384})
    in_sandbox corosync-cmapctl -s cmp.most str "$most"
    run -0 cmapctl cmp.most
    [[ $output == "cmp.most (str) = $most" ]]
}

@test "without corosync, and without permission, the errors are those of the original" {
    printf '%s\n' '' -g\ cmp.u8 -s\ cmp.k\ u8\ x -s\ cmp.k -d\ x.y -D\ x.y -t\ x.y -T\ x.y -p\ /nowhere -C\ knet '-m stats' -g -h -z |
        sed 's/^/null /' >all
    same_but --wrapper unshare -n -- '^null -h\tout\t' <all
    in_sandbox "${ANOTHER_USER[@]}" "$program" -V >/dev/null 2>&1 || skip 'another user cannot reach the program'
    same_but --wrapper "${ANOTHER_USER[@]}" -- '^null -h\tout\t' <all
}

@test "a file of changes is checked before anything is changed" {
    printf '%s\n' 'cmp.one u8 1' 'cmp.two u8 x' >changes
    run -1 --separate-stderr cmapctl -p changes
    [[ -z $output && ${stderr_lines[0]} == 'x is not valid u8 type value' && $stderr == *'line 2 of "changes"; nothing was changed' ]]
    run -1 cmapctl cmp.one
    for line in 'cmp.two u9 1' 'cmp.two' 'cmp.two u8' 'cmp.two str "x' 'cmp.two str "\y"' 'totem.window_size u32 20000' 'a u8 1'; do
        printf '%s\n' 'cmp.one u8 1' "$line" >changes
        run -1 --separate-stderr cmapctl -p changes
        [[ -z $output && -n $stderr ]]
        run -1 cmapctl cmp.one
    done
}

@test "in a file of changes, a line without type or value has the error that it has there" {
    for line in cmp.k 'cmp.k u8' '^cmp.?\ncmp.k u8 ' '^\ncmp.k'; do
        printf '%b\n' "$line" >changes
        run -1 --separate-stderr in_sandbox corosync-cmapctl -p changes
        theirs=$(tail -n 1 <<<"$stderr")
        run -1 --separate-stderr cmapctl -p changes
        [[ ${stderr_lines[0]} == "$theirs" ]]
    done
}

@test "in a file of changes, no byte of a value is lost" {
    printf 'cmp.cr str a\rb\r\ncmp.next str "c d" don'"'"'t\ncmp.last str e\r' >changes
    run -0 --separate-stderr cmapctl -p changes
    [[ -z $output && -z $stderr ]]
    run -0 cmapctl -q cmp.cr cmp.next cmp.last
    [[ $output == $'a\rb\nc d\ne' ]]
    printf 'cmp.one u8 1\ncmp.two str a\0b\n' >changes
    run -1 --separate-stderr cmapctl -p changes
    [[ $stderr == $'A line has a NUL byte\nhint: line 2 of "changes"; nothing was changed' ]]
    run -1 cmapctl cmp.one
}

@test "a file of changes deletes what can be deleted, and goes on after what cannot be a key" {
    printf '%s\n' '^ab' '^' '^ cmp.u8' '^cmp.?' '^totem.cluster_name' 'cmp.one u8 1' >changes
    run -0 --separate-stderr in_sandbox corosync-cmapctl -p changes
    theirs=$stderr
    cmapctl -d cmp.one
    run -0 --separate-stderr cmapctl -p changes
    [[ $(grep -v '^hint: ' <<<"$stderr") == "$theirs" ]]
    run -0 cmapctl cmp.one
}

@test "a file of changes sets, deletes, quotes and ignores, up to the first key that cannot be set" {
    printf '%s\n' 'cmp.one u8 1 and more' '  cmp.two str "two words" x' '# no' '' '^cmp.nope' 'cmp.three.a u8 3' '^^cmp.three' '^cmp.four' \
        'cmp.four i8 -4' >changes
    printf 'cmp.five str five\r\n\r\ncmp.long str %s' "$(printf 'x%.0s' {1..2000})" >>changes
    run -0 --separate-stderr cmapctl -p changes
    [[ -z $output ]]
    [[ $(grep -v '^hint: ' <<<"$stderr") == $'Can\'t delete key cmp.nope. Error CS_ERR_NOT_EXIST\nCan\'t delete key cmp.four. Error CS_ERR_NOT_EXIST' ]]
    run -0 cmapctl cmp.one cmp.two cmp.three cmp.four cmp.five cmp.long
    [[ $output == $'cmp.one (u8) = 1\ncmp.two (str) = two words\ncmp.four (i8) = -4\ncmp.five (str) = five\ncmp.long (str) = xxx'* ]]
    ((${#lines[4]} > 2000))
    printf '%s\n' 'cmp.six u8 6' 'totem.cluster_name str x' 'cmp.seven u8 7' >changes
    run -1 --separate-stderr cmapctl -p changes
    [[ ${stderr_lines[0]} == 'Failed to set key totem.cluster_name. Error CS_ERR_ACCESS' ]]
    run -0 cmapctl cmp.six cmp.seven
    [[ $output == 'cmp.six (u8) = 6' ]]
    for file in /nowhere .; do
        run -1 --separate-stderr cmapctl -p "$file"
        [[ -z $output && $stderr == "Couldn't open file.: "* ]]
    done
}

@test "what ends corosync is not done, and corosync still runs" {
    local pid
    pid=$("$SANDBOX" pid "$SANDBOX_DIR")
    run -1 --separate-stderr cmapctl -s totem.window_size u32 20000
    [[ ${stderr_lines[0]} == 'Failed to set key totem.window_size. Error CS_ERR_ACCESS' && ${stderr_lines[1]} == 'hint: corosync ends at once'* ]]
    cmapctl -s logging.logger_subsys.QB.debug str off
    run -1 --separate-stderr cmapctl -D logging.logger
    [[ ${stderr_lines[0]} == "Can't delete key logging."*'. Error CS_ERR_ACCESS' && $stderr == *'hint: corosync ends '* ]]
    run -1 cmapctl -m stats -g stats.schedmiss.0.timestamp
    run -0 cmapctl -m stats -b stats.ipcs
    [[ $output =~ (stats\.ipcs\.[^ ]*\.procname) ]]
    mkfifo hold
    in_sandbox "$program" cmapctl -m stats -t "${BASH_REMATCH[1]}" <hold >out 2>err 3>&- &
    tracker=$!
    exec 7>hold
    wait_until 10 grep -q finish out
    sleep 2 # corosync dies within this time if the key is tracked as the original does
    echo q >&7
    exec 7>&-
    await_end 10 "$tracker"
    [[ $status == 0 && ! -s err ]]
    [[ $("$SANDBOX" pid "$SANDBOX_DIR") == "$pid" ]]
    run -0 cmapctl -g totem.version
}

# Whether the output of each of the programs has the line of a counter that has grown.
counter_has_grown() { # OUT...
    local out
    for out; do
        grep -qE '^modify> stats\.ipcs\.global\.closed \(u64\) = [0-9]+$' "$out" || return
    done
}

@test "a counter that is tracked is printed when it has grown, and those of a prefix are not, as by corosync-cmapctl" {
    local trackers=() name
    for name in theirs ours prefix; do
        mkfifo "hold.$name"
    done
    in_sandbox stdbuf -oL corosync-cmapctl -m stats -t stats.ipcs.global.closed <hold.theirs >theirs 2>err 3>&- &
    trackers+=("$!")
    in_sandbox "$program" cmapctl -m stats -t stats.ipcs.global.closed <hold.ours >ours 2>err 3>&- &
    trackers+=("$!")
    in_sandbox "$program" cmapctl -m stats -T stats.ipcs.global. <hold.prefix >prefix 2>err 3>&- &
    trackers+=("$!")
    exec 7>hold.theirs 8>hold.ours 9>hold.prefix
    wait_until 10 grep -q finish theirs
    wait_until 10 grep -q finish ours
    wait_until 10 grep -q finish prefix
    in_sandbox corosync-cmapctl -g totem.version # a client that leaves
    wait_until 10 counter_has_grown theirs ours
    echo q >&7
    echo q >&8
    echo q >&9
    exec 7>&- 8>&- 9>&-
    for name in "${trackers[@]}"; do
        await_end 10 "$name"
        [[ $status == 0 ]]
    done
    run ! grep modify prefix
}

# Both programs track at the same time, while a third client makes changes.
tracks_the_same() { # [ARG]...
    local theirs ours
    mkfifo hold.theirs hold.ours
    in_sandbox stdbuf -oL corosync-cmapctl "$@" <hold.theirs >theirs 2>&1 3>&- &
    theirs=$!
    in_sandbox "$program" cmapctl "$@" <hold.ours >ours 2>&1 3>&- &
    ours=$!
    exec 7>hold.theirs 8>hold.ours
    wait_until 10 grep -q finish ours
    wait_until 10 grep -q finish theirs
    in_sandbox corosync-cmapctl -s cmp.t.u8 u8 1
    in_sandbox corosync-cmapctl -s cmp.t.u8 u8 2
    in_sandbox corosync-cmapctl -s cmp.t.u8 u16 2
    in_sandbox corosync-cmapctl -s cmp.t.u8 u16 2
    in_sandbox corosync-cmapctl -s cmp.t..a u8 1
    in_sandbox corosync-cmapctl -s cmp.t.str str 'a b'
    in_sandbox corosync-cmapctl -s cmp.t.dbl dbl 0.1
    in_sandbox corosync-cmapctl -s cmp.t.bin bin "$SANDBOX_DIR/../bin"
    in_sandbox corosync-cmapctl -d cmp.t.u8
    in_sandbox corosync-cmapctl -D cmp.t.
    in_sandbox corosync-cmapctl -s cmp.t.u8 u8 9
    wait_until 10 grep -q 'create> .*= 9\|create> 9' ours
    wait_until 10 grep -q 'create> .*= 9\|create> 9' theirs
    echo quit | tee /dev/fd/7 >&8
    exec 7>&- 8>&-
    await_end 10 "$theirs"
    [[ $status == 0 ]]
    await_end 10 "$ours"
    [[ $status == 0 ]]
    diff theirs ours
    (($(wc -l <ours) > 2))
    in_sandbox corosync-cmapctl -D cmp.t.
    rm hold.theirs hold.ours theirs ours # the next ones must not look ready too soon
}

@test "changes are printed as there, while another client makes them" {
    printf '\\\001' >"$SANDBOX_DIR/../bin"
    tracks_the_same -T cmp.t.
    tracks_the_same -b -T cmp.t.d cmp.t.u cmp.t.b
    tracks_the_same -t cmp.t.u8 cmp.t.none
    tracks_the_same -q -t cmp.t.u8
    tracks_the_same -T cmp.t. cmp.t.u cmp.t. cmp.t..
    tracks_the_same -t cmp.t.u8 cmp.t.u8
}

@test "changes that come while the output is blocked are printed, or counted" {
    seq 12000 | sed 's/.*/cmp.many.& u8 1\n^cmp.many.&/' >changes
    mkfifo hold blocked
    in_sandbox "$program" cmapctl -T cmp. <hold >blocked 2>err 3>&- &
    tracker=$!
    exec 7>hold 8<>blocked
    read -r -t 10 _ <&8
    in_sandbox corosync-cmapctl -p changes
    in_sandbox corosync-cmapctl -s cmp.end u8 1
    timeout 30 cat <&8 >out 3>&- 7>&- &
    local reader=$!
    wait_until 10 grep -q cmp.end out
    kill "$reader"
    echo q >&7
    exec 7>&- 8>&-
    await_end 10 "$tracker"
    [[ $status == 0 && $(<err) =~ ([0-9]+)' changes are missing' ]]
    (($(grep -c cmp.many out) + BASH_REMATCH[1] >= 24000))
}

@test "tracking ends with the pipe on standard input, and with corosync, which is a failure" {
    true | run -0 cmapctl -t cmp.u8
    mkfifo hold
    in_sandbox "$program" cmapctl -T cmp. <hold >out 2>err 3>&- &
    tracker=$!
    exec 7>hold
    wait_until 10 grep -q finish out
    echo 'no, not quit' >&7
    "$SANDBOX" kill "$SANDBOX_DIR"
    await_end 10 "$tracker"
    exec 7>&-
    [[ $status == 1 && $(head -n 1 err) == 'Dispatch error CS_ERR_LIBRARY' && $(sed -n 2p err) == 'hint: '* ]]
}

@test "a corosync that does not answer is a failure after a time, and the error says so" {
    local args
    "$SANDBOX" stop "$SANDBOX_DIR"
    for args in '' '-g totem.token' '-s cmp.k u8 1' '-d cmp.k' '-D cmp.' '-C knet' '-t cmp.k'; do
        # shellcheck disable=SC2086 # arguments
        CMAPSH_CMAPCTL_TIMEOUT=1 run -1 --separate-stderr cmapctl $args
        [[ -z $output && ${stderr_lines[0]} == *'rror CS_ERR_TIMEOUT' && ${stderr_lines[1]} == 'hint: corosync (pid '*'did not answer for '* ]]
    done
    run -1 --separate-stderr cmapsh -t 0.2 cmapctl -g totem.token
    [[ ${stderr_lines[0]} == *'rror CS_ERR_TIMEOUT' ]]
    "$SANDBOX" cont "$SANDBOX_DIR"
    for value in x -1 1e3 5000000000; do
        CMAPSH_CMAPCTL_TIMEOUT=$value run -1 --separate-stderr cmapctl -g totem.token
        [[ -z $output && $stderr == *CMAPSH_CMAPCTL_TIMEOUT*"$value" ]]
    done
    for value in '' 0 1000000; do
        CMAPSH_CMAPCTL_TIMEOUT=$value run -0 --separate-stderr cmapctl -g totem.token
        [[ -n $output && -z $stderr ]]
    done
}

@test "tracking a corosync that hangs ends after that time, too" {
    mkfifo hold
    CMAPSH_CMAPCTL_TIMEOUT=1 in_sandbox "$program" cmapctl -T cmp. <hold >out 2>err 3>&- &
    tracker=$!
    exec 7>hold
    wait_until 10 grep -q finish out
    "$SANDBOX" stop "$SANDBOX_DIR"
    await_end 10 "$tracker"
    exec 7>&-
    [[ $status == 1 && $(head -n 1 err) == 'Dispatch error CS_ERR_TIMEOUT' && $(sed -n 2p err) == 'hint: corosync '*'does not answer' ]]
}

@test "a str that is several lines or not UTF-8 is quoted, and bytes have two digits" {
    cmapctl -s cmp.lines str $'a\nnodelist.node.0.nodeid (u32) = 1'
    cmapctl -s cmp.latin str $'M\xfcller'
    cmapctl -s cmp.quote str '"x"'
    cmapctl -s cmp.tab str $'a\tb'
    run -0 cmapctl cmp.lines cmp.latin cmp.quote cmp.tab
    [[ $output == 'cmp.lines (str) = "a\nnodelist.node.0.nodeid (u32) = 1"
cmp.latin (str) = "M\xfcller"
cmp.quote (str) = "x"
cmp.tab (str) = a'$'\tb' ]]
    printf '\200\377\n' >bytes
    cmapctl -s cmp.bytes bin "$PWD/bytes"
    run -0 cmapctl -b cmp.bytes
    [[ $output == 'cmp.bytes (bin) = \x80\xFF\x0A' ]]
    # Secrets are not masked, as there.
    cmapctl -s cmp.password str hidden
    run -0 cmapctl -g cmp.password
    [[ $output == 'cmp.password (str) = hidden' ]]
}

@test "a file without a value for -s is named as what it is: a folder, empty, or not there" {
    local name said
    : >empty
    while read -r name said; do
        run -1 --separate-stderr cmapsh cmapctl -s cmp.file bin "$name"
        [[ $stderr == *"$said"* ]] || { echo "$name: $stderr" && false; }
    done <<'END'
/ cannot read "/": Is a directory
empty the file is empty
no/such Can't open input file: No such file or directory
END
}

@test "output that cannot be written is a failure" {
    local args
    for args in '' '-g totem.token' -h '-t cmp.u8'; do
        # shellcheck disable=SC2086 # arguments
        run -1 in_sandbox bash -c 'exec "$@" >/dev/full' - "$program" cmapctl $args
        [[ $output == *'cannot write the output: No space left on device' ]]
    done
    # Each failure of a script has its own reason.
    # shellcheck disable=SC2016 # for that bash
    run -1 bash -c '"$0" -k <<<"$1" >/dev/full' "$program" $'cmapctl -h\ncmapctl -h'
    [[ ${#lines[@]} == 2 && ${lines[0]} == "${lines[1]}" && ${lines[0]} == *'cannot write the output: No space left on device' ]]
}

@test "under the name corosync-cmapctl the program is that" {
    ln -s "$program" corosync-cmapctl
    run -0 --separate-stderr in_sandbox ./corosync-cmapctl -g totem.version
    [[ $output == 'totem.version (u32) = 2' && -z $stderr ]]
    run -1 --separate-stderr in_sandbox "$PWD/corosync-cmapctl" -z
    [[ ${stderr_lines[0]} == "$PWD/corosync-cmapctl: invalid option -- 'z'" && ${stderr_lines[1]} == 'hint: run: cmapsh help cmapctl' ]]
    cmapctl -D cmp.
    diff <(in_sandbox ./corosync-cmapctl) <(in_sandbox corosync-cmapctl)
}

@test "settings of cmapsh that do not fit are refused, and scripts can use the command" {
    for option in -n '-m stats' --read-only; do
        # shellcheck disable=SC2086 # an option with its argument
        run -1 --separate-stderr cmapsh $option cmapctl -s cmp.k u8 1
        [[ -z $output && $stderr == 'corosync-cmapctl: '*'leave them out' ]]
    done
    run -0 cmapsh --read-only cmapctl -g totem.version
    run -2 cmapsh -o json cmapctl -g totem.version
    run -0 --separate-stderr cmapsh <<<$'cmapctl -g totem.version\ncmapctl -m stats -g stats.srp.mcast_tx'
    [[ ${#lines[@]} == 2 && -z $stderr ]]
    run -1 --separate-stderr cmapsh <<<'cmapctl -t totem.version'
    [[ -z $output && $stderr == *'standard input is used for the commands'* ]]
    echo 'cmp.taken bin -' >changes
    run -1 --separate-stderr cmapsh -k <<<$'cmapctl -p changes\ncmapctl -s cmp.taken bin -\ncmapctl -g totem.version'
    [[ ${#lines[@]} == 1 && $(grep -c 'standard input is used for the commands' <<<"$stderr") == 2 ]]
}

@test "a key that does not exist has a hint for a person only, which costs no request in scripts" {
    run -1 --separate-stderr cmapctl -g totem.tokne
    [[ -z $output && $stderr == "Can't get key totem.tokne. Error CS_ERR_NOT_EXIST" ]]
    run -1 --separate-stderr cmapctl -d totem.tokne
    [[ -z $output && $stderr == "Can't delete key totem.tokne. Error CS_ERR_NOT_EXIST" ]]
    run -1 in_sandbox script -qec "$program cmapctl -g totem.tokne" /dev/null
    [[ $output == *'hint: did you mean "totem.token"?'* ]]
}
