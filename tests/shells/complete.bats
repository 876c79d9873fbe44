#!/usr/bin/env bats
# The output of `cmapsh __complete LINE`, which the shells only pass on.

# shellcheck disable=SC2154 # bats sets stderr
# shellcheck disable=SC2016 # the quotes and dollars in lines are for the program

load ../helper

setup_file() {
    sandbox_up
    [[ -n $SANDBOX_DIR ]] || return 0
    printf 'set %s u8 1\n' cpl.one cpl.two.x cpl.two.y cpl.two.z.deep cpl.n.10.x cpl.n.9.x cpl.n.1 \
        only.one.way.down.a only.one.way.down.b ipv.fe80::1.mtu ipv.fe80::1.name ipv.fe80::2.mtu \
        fil.name:/etc/x.conf both.leaf both.leaf.below | cmapsh
}

# The output is this word and these candidates, without an error. A candidate may have a tab and a description.
answers() { # LINE WORD [CANDIDATE]...
    local line=$1 expected
    shift
    printf -v expected '%s\n' "$@"
    run -0 --separate-stderr --keep-empty-lines cmapsh __complete "$line"
    if [[ $* != *$'\t'* ]]; then
        mapfile -t lines <<<"${output%$'\n'}"
        printf -v output '%s\n' "${lines[@]%%$'\t'*}"
    fi
    [[ $output == "$expected" && -z $stderr ]]
}

commands() {
    "$top_builddir/cmapsh" help | sed -n '/^Browse$/,/^Options/ s/^  \([a-z][a-z]*\) .*/\1/p'
}

@test "the first word offers commands, without those of the prompt" {
    run -0 cmapsh __complete 'cmapsh '
    [[ ${lines[0]} == $'ls\tlist one level of the tree' ]]
    [[ $output != *$'\ncd'* && $output != *$'\nopen'* && $output != *$'\nquit'* && $output != *__complete* ]]
    answers 'cmapsh g' g $'get\tprint the values of keys'
    answers 'cmapsh d' d dump dec delete diff
    answers 'cmapsh x' x
    answers 'cmapsh' ''
}

@test "every offered command exists" {
    local name known
    known=$'\n'$(commands)$'\n'
    run -0 cmapsh __complete 'cmapsh '
    ((${#lines[@]} > 10))
    for name in "${lines[@]}"; do [[ $known == *$'\n'"${name%%$'\t'*}"$'\n'* ]]; done
}

@test "options are offered before the command, after it and between its arguments" {
    answers 'cmapsh --q' --q $'--quiet\tprint only values, one per line, and no notes'
    answers 'cmapsh -q get --sh' --sh --show-secrets
    answers 'cmapsh get cpl.one --rea' --rea --read-only
    answers 'cmapsh find --ty' --ty --type
    answers 'cmapsh --ty' --ty
    answers 'cmapsh delete --p' --p --prefix
    answers 'cmapsh get -- --q' --q
    run -0 cmapsh __complete 'cmapsh tree -'
    [[ $output == *$'\n--depth\t'*$'\n--map\t'* ]]
}

@test "the argument of an option is offered, separate or attached" {
    answers 'cmapsh -m st' st $'\tfile' stats
    answers 'cmapsh --map st' st $'\tfile' stats
    answers 'cmapsh --map=st' --map=st $'\tfile' --map=stats
    answers 'cmapsh --map=' --map= $'\tfile' --map=live --map=icmap --map=stats
    answers 'cmapsh --color a' a auto always
    answers 'cmapsh --color=n' --color=n --color=never
    answers 'cmapsh find --type=u' --type=u --type=u8 --type=u16 --type=u32 --type=u64
    answers 'cmapsh --timeout ' ''
    answers 'cmapsh --timeout=' --timeout=
    answers 'cmapsh get -t 5 cpl.o' cpl.o cpl.one
}

@test "options before the command select the map" {
    answers 'cmapsh -m stats get cpl.' cpl.
    answers 'cmapsh -m icmap get stats.' stats.
    answers 'cmapsh --map=icmap get cpl.o' cpl.o cpl.one
    answers 'cmapsh get --map=stats cpl.o' cpl.o
    answers 'cmapsh -mstats get cpl.o' cpl.o
    run -0 cmapsh __complete 'cmapsh get -m stats '
    [[ $output == *stats.ipcs.* && $output != *cpl* ]]
}

@test "names are offered one component at a time, in natural order" {
    answers 'cmapsh get cpl.' cpl. cpl.n. cpl.one cpl.two.
    answers 'cmapsh get cpl.n.' cpl.n. cpl.n.1 cpl.n.9. cpl.n.10.
    answers 'cmapsh get cpl.two.' cpl.two. cpl.two.x cpl.two.y cpl.two.z.
    answers 'cmapsh get both.' both. both.leaf both.leaf.
    answers 'cmapsh dump cpl.t' cpl.t cpl.two.x cpl.two.y cpl.two.z.
    answers 'cmapsh get cpl.none' cpl.none
}

@test "a branch that has only one component is passed" {
    answers 'cmapsh get onl' onl only.one.way.down.a only.one.way.down.b
    answers 'cmapsh get cpl.two.z' cpl.two.z cpl.two.z.deep
}

@test "names are offered for every argument" {
    answers 'cmapsh get cpl.one cpl.two.x' cpl.two.x cpl.two.x
    answers 'cmapsh delete cpl.one cpl.two.y' cpl.two.y cpl.two.y
    answers 'cmapsh inc cpl.on' cpl.on cpl.one
    answers 'cmapsh inc cpl.one cpl.' cpl.
    answers 'cmapsh list cpl.on' cpl.on cpl.one
    answers 'cmapsh rm cpl.on' cpl.on cpl.one
}

@test "names with colons and slashes are offered" {
    answers 'cmapsh get ipv' ipv ipv.fe80::1. ipv.fe80::2.
    answers 'cmapsh get ipv.fe80:' ipv.fe80: ipv.fe80::1. ipv.fe80::2.
    answers 'cmapsh get ipv.fe80::1.m' ipv.fe80::1.m ipv.fe80::1.mtu
    answers 'cmapsh get fil.name:/e' fil.name:/e fil.name:/etc/x.conf
}

@test "quotes are removed from the word, and may be open" {
    answers 'cmapsh get "cpl.o' cpl.o cpl.one
    answers "cmapsh get 'cpl.o" cpl.o cpl.one
    answers 'cmapsh "get" cpl.o' cpl.o cpl.one
    answers 'cmapsh get "cp"l.o' cpl.o cpl.one
    answers 'cmapsh get cpl\.o' cpl.o cpl.one
    answers 'cmapsh get "' '' "$(cmapsh __complete 'cmapsh get ' | tail -n +2)"
}

@test "the program may have any path" {
    answers '/usr/sbin/cmapsh get cpl.o' cpl.o cpl.one
    answers '  cmapsh get cpl.o' cpl.o cpl.one
    answers '"/two words/cmapsh" get cpl.o' cpl.o cpl.one
    answers '/two\ words/cmapsh get cpl.o' cpl.o cpl.one
    answers '"/two words/cmap' ''
    answers '' ''
}

@test "set offers types, and the values of some keys" {
    answers 'cmapsh set cpl.one u' u u8 u16 u32 u64
    answers 'cmapsh set logging.debug o' o on off
    answers 'cmapsh set logging.debug str ' '' on off trace
    [[ $("$top_builddir/cmapsh" __complete 'cmapsh set logging.debug ') == *$'\non'*$'\ntrace'*$'\ni8'* ]] # the usual values before the types
    answers 'cmapsh set totem.token u32 ' '' 1000 # the value now
}

@test "a condition offers names, one component at a time, and operators after a complete one" {
    local all=('=' '!=' '<' '<=' '>' '>=' '~')
    answers 'cmapsh wait cpl.' cpl. cpl.n. cpl.one cpl.two.
    answers 'cmapsh wait cpl.on' cpl.on cpl.one "${all[@]/#/cpl.one}"
    answers 'cmapsh wait cpl.one' cpl.one cpl.one "${all[@]/#/cpl.one}"
    answers 'cmapsh wait cpl.one!' cpl.one! cpl.one!=
    answers 'cmapsh wait /cpl.on' /cpl.on /cpl.one "${all[@]/#//cpl.one}"
    answers 'cmapsh wait ipv.fe80::1.m' ipv.fe80::1.m ipv.fe80::1.mtu "${all[@]/#/ipv.fe80::1.mtu}"
    answers 'cmapsh wait cpl.one=1 cpl.two.x' cpl.two.x cpl.two.x "${all[@]/#/cpl.two.x}"
    answers 'cmapsh wait cpl.none' cpl.none
}

@test "a name that begins other names offers these and its own operators" {
    run -0 --separate-stderr cmapsh __complete 'cmapsh wait both.leaf'
    [[ ${lines[*]} == 'both.leaf both.leaf both.leaf. both.leaf= '* && -z $stderr ]]
}

@test "a name offers only the operators for its type" {
    answers 'cmapsh wait totem.cluster_n' totem.cluster_n totem.cluster_name totem.cluster_name= totem.cluster_name!= totem.cluster_name~
}

@test "a name after an exclamation mark offers no operator" {
    answers 'cmapsh wait !cpl.on' !cpl.on !cpl.one
    answers 'cmapsh wait !cpl.' !cpl. !cpl.n. !cpl.one !cpl.two.
    answers 'cmapsh wait !cpl.one=' !cpl.one=
}

@test "a name with a star offers the components of all keys that match" {
    answers 'cmapsh wait cpl.*.' 'cpl.*.' 'cpl.*.1' 'cpl.*.9.' 'cpl.*.10.' 'cpl.*.x' 'cpl.*.y' 'cpl.*.z.'
    answers 'cmapsh wait cpl.t*.z' 'cpl.t*.z' 'cpl.t*.z.'
    answers 'cmapsh wait runtime.members.*.st' 'runtime.members.*.st' 'runtime.members.*.status' 'runtime.members.*.status=' \
        'runtime.members.*.status!=' 'runtime.members.*.status~'
    answers 'cmapsh wait !c*.on' '!c*.on' '!c*.one'
    answers 'cmapsh wait cpl.two.z*' 'cpl.two.z*' 'cpl.two.z*.'
    answers 'cmapsh wait nosuch.*.' 'nosuch.*.'
}

@test "a component of several keys has a meaning beside it if that is the one of all" {
    cd "$BATS_TEST_TMPDIR"
    local line
    printf '%s (u32) = 1\n' totem.token zzz.token >one
    printf '%s (u32) = 1\n' aaa.token totem.token >other
    printf '%s (str) = a\n' internal_configuration.service.0.name nodelist.node.0.name >both
    printf '%s (str) = on\n' logging.debug logging.logger_subsys.A.debug >same
    for line in './one wait **.tok' './other wait **.tok' './both wait **.nam'; do
        run -0 cmapsh __complete "cmapsh -m $line"
        [[ ${lines[1]} == '**.token' || ${lines[1]} == '**.name' ]]
    done
    for line in './both wait nodelist.node.0.nam' './both wait internal_configuration.service.0.nam'; do
        run -0 cmapsh __complete "cmapsh -m $line"
        [[ ${lines[1]} == *.name$'\t'* ]]
    done
    run -0 cmapsh __complete 'cmapsh -m ./one wait totem.tok'
    [[ ${lines[1]} == totem.token$'\t'* ]]
    run -0 cmapsh __complete 'cmapsh -m ./same wait **.deb'
    [[ ${lines[1]} == '**.debug'$'\tWhether debug messages '* ]]
}

@test "an operator offers the usual values, or the current one of the key" {
    answers 'cmapsh wait logging.debug=' logging.debug= logging.debug=on logging.debug=off logging.debug=trace
    answers 'cmapsh wait logging.debug!=t' logging.debug!=t logging.debug!=trace
    answers 'cmapsh wait runtime.members.*.status=j' 'runtime.members.*.status=j' 'runtime.members.*.status=joined'
    answers 'cmapsh wait cpl.one>=' 'cpl.one>=' 'cpl.one>=1'
    answers 'cmapsh wait cpl.one=2' cpl.one=2
    answers 'cmapsh wait -m stats cpl.one=' cpl.one=
    answers 'cmapsh wait no.such=' no.such=
    answers 'cmapsh wait cpl.*=' 'cpl.*='
}

@test "a secret and a value that needs quotes are not offered" {
    cmapsh -y set cpl.password str hush
    cmapsh set cpl.words str 'two words'
    answers 'cmapsh wait cpl.password=' cpl.password=
    answers 'cmapsh wait cpl.words=' cpl.words=
    cmapsh -y delete cpl.password cpl.words
}

@test "the word changes is offered after a name" {
    answers 'cmapsh wait cpl.one ch' ch changes
    answers 'cmapsh wait "cpl.one c' 'cpl.one c' 'cpl.one changes'
    answers 'cmapsh wait cpl.one=1 ch' ch
    answers 'cmapsh wait ch' ch
    run -0 cmapsh __complete 'cmapsh wait cpl.one '
    [[ ${lines[-1]} == changes ]]
}

@test "the condition of an option is offered" {
    answers 'cmapsh wait --fail-if !cpl.on' !cpl.on !cpl.one
    answers 'cmapsh wait --fail-if cpl.one=' cpl.one= cpl.one=1
    answers 'cmapsh wait --fail-if=cpl.one=' --fail-if=cpl.one= --fail-if=cpl.one=1
    answers 'cmapsh wait --fail-if=!cpl.on' --fail-if=!cpl.on --fail-if=!cpl.one
    answers 'cmapsh wait cpl.one --fail-if=ch' --fail-if=ch
}

@test "a key or branch that corosync knows has its meaning beside it" {
    answers 'cmapsh get totem.versi' totem.versi $'totem.version\tVersion of the format of the section totem, always 2'
    answers 'cmapsh dump runtime.members.*.st' 'runtime.members.*.st' \
        $'runtime.members.*.status\tWhether the node is in the membership of this one: joined or left'
    answers 'cmapsh get quorum.pro' quorum.pro $'quorum.provider\tService that decides about quorum; absent: none does'
    run -0 cmapsh __complete 'cmapsh ls runtime.'
    [[ $output == *$'\nruntime.config.\tValues in use: '*$'\nruntime.members.\tThe nodes '* ]]
}

@test "explain offers the code of every finding" {
    local code codes
    mapfile -t codes < <(sed -nE 's/^\t\{ "([A-Z_]+)".*/\1/p' "$top_srcdir/cli/know/finding_table.c")
    ((${#codes[@]} > 20))
    for code in "${codes[@]}"; do
        run -0 cmapsh __complete "cmapsh explain ${code:0:3}"
        grep -q "^$code" <<<"$output"
    done
}

@test "explain, clear and help offer keys, errors, areas and commands" {
    answers 'cmapsh explain CS_ERR_LIB' CS_ERR_LIB CS_ERR_LIBRARY
    answers 'cmapsh explain totem.hol' totem.hol totem.hold
    answers 'cmapsh explain cpl.o' cpl.o cpl.one
    answers 'cmapsh help totem.hol' totem.hol totem.hold
    answers 'cmapsh help eff' eff effective
    answers 'cmapsh clear ' '' knet ipc totem schedmiss all
    answers 'cmapsh help du' du dump
    answers 'cmapsh find x' x
    answers 'cmapsh nosuch x' x
}

@test "diff offers maps and files and then paths, load offers files" {
    answers 'cmapsh diff st' st $'\tfile' stats
    answers 'cmapsh diff icmap li' li $'\tfile' live
    answers 'cmapsh diff icmap live cpl.o' cpl.o cpl.one
    answers 'cmapsh diff ./x' ./x $'\tfile'
    answers 'cmapsh diff icmap sos' sos $'\tfile'
    answers 'cmapsh --map=two' --map=two $'\tfile'
    answers 'cmapsh -m s' s $'\tfile' stats
    answers 'cmapsh load ' '' $'\tfile'
    answers 'cmapsh load --sk' --sk --skip-read-only
}

@test "an empty candidate makes the shell complete files" {
    answers 'cmapsh -f ' '' $'\tfile'
    answers 'cmapsh --file=~/x' --file=~/x $'\tfile'
    answers 'cmapsh --file "two w' 'two w' $'\tfile'
}

@test "strange lines cause no error" {
    local line
    # shellcheck disable=SC1003 # a backslash
    for line in "$(printf 'x%.0s' {1..5000})" "cmapsh get $(printf 'x%.0s' {1..5000})" $'cmapsh get \xff\xfe' \
        'cmapsh get cpl.%s%n' 'cmapsh "\' "cmapsh get $'\\e[31m" 'cmapsh -' 'cmapsh --=' 'cmapsh -- ' 'cmapsh ---' \
        'cmapsh get "\x' 'cmapsh # get' $'cmapsh\tget\tcpl.o' 'cmapsh -mnosuch get x' 'cmapsh --map=nosuch get x'; do
        run -0 --separate-stderr cmapsh __complete "$line"
        [[ -z $stderr ]]
    done
}

@test "names are offered without control characters" {
    run -0 cmapsh __complete 'cmapsh get '
    [[ $output != *[^[:print:][:space:]]* ]]
}

@test "a user without access is offered the known names" {
    ((EUID == 0)) || skip 'only root can become another user'
    in_sandbox "${ANOTHER_USER[@]}" test -x "$top_builddir/cmapsh" || skip 'the build is not for everybody to see'
    run -0 --separate-stderr in_sandbox "${ANOTHER_USER[@]}" "$top_builddir/cmapsh" __complete 'cmapsh get totem.token_r'
    [[ ${lines[*]%%$'\t'*} == 'totem.token_r totem.token_retransmit totem.token_retransmits_before_loss_const' && -z $stderr ]]
    run -0 --separate-stderr in_sandbox "${ANOTHER_USER[@]}" "$top_builddir/cmapsh" __complete 'cmapsh g'
    [[ $output == $'g\nget\t'* && -z $stderr ]]
}

# Prints the shortest time of five runs, in ms, because the machine may be busy.
fastest() { # LINE
    local begin ms best=999999
    for _ in 1 2 3 4 5; do
        begin=${EPOCHREALTIME/[.,]/}
        cmapsh __complete "$1" >"$BATS_TEST_TMPDIR/answer"
        ms=$(((${EPOCHREALTIME/[.,]/} - begin) / 1000))
        ((ms >= best)) || best=$ms
    done
    echo "$best"
}

@test "completion takes at most 200 ms while corosync is stopped" {
    local most=200 took
    [[ $("$top_builddir/config.status" --config) != *enable-dev* ]] || most=2000 # with sanitizers, which are slow
    "$SANDBOX" stop "$SANDBOX_DIR"
    took=$(fastest 'cmapsh get totem.token_r')
    answers 'cmapsh get totem.token_r' totem.token_r totem.token_retransmit totem.token_retransmits_before_loss_const
    answers 'cmapsh g' g get
    "$SANDBOX" cont "$SANDBOX_DIR"
    echo "took $took ms"
    ((took <= most))
    answers 'cmapsh get cpl.on' cpl.on cpl.one
}

@test "commands, options and known names are offered without corosync" {
    "$SANDBOX" kill "$SANDBOX_DIR"
    answers 'cmapsh get totem.token_r' totem.token_r totem.token_retransmit totem.token_retransmits_before_loss_const
    answers 'cmapsh get cpl.o' cpl.o
    answers 'cmapsh wait cpl.one=' cpl.one=
    answers 'cmapsh wait totem.max_n' totem.max_n totem.max_network_delay totem.max_network_delay{=,!=,'<','<=','>','>=','~'}
    answers 'cmapsh g' g get
    answers 'cmapsh --q' --q --quiet
    "$SANDBOX" restart "$SANDBOX_DIR"
}

@test "rate offers only counters, and set, inc and delete only keys that can be changed" {
    answers 'cmapsh rate stat' stat stats.ipcs. stats.knet. stats.srp.
    answers 'cmapsh rate tote' tote
    run -0 cmapsh __complete 'cmapsh rate stats.knet.node1.link0.'
    [[ $output == *rx_data_packets* && $output != *connected* ]]
    answers 'cmapsh set stat' stat
    run -0 cmapsh __complete 'cmapsh set totem.'
    [[ $output == *totem.token* && $output != *totem.version* ]]
    answers 'cmapsh get totem.versio' totem.versio totem.version
    for command in set delete; do
        answers "cmapsh $command runtime." runtime. runtime.blackbox. runtime.force_gather
        answers "cmapsh $command nodelist." nodelist.
    done
    for command in inc dec; do
        answers "cmapsh $command runtime." runtime.
        answers "cmapsh $command quorum.provide" quorum.provide
        answers "cmapsh $command totem.toke" totem.toke totem.token
    done
}

@test "completion does not wait for a map that is a pipe" {
    mkfifo "$BATS_TEST_TMPDIR/fifo"
    run -0 timeout 10 "$SANDBOX" exec "$SANDBOX_DIR" "$top_builddir/cmapsh" __complete "cmapsh -m $BATS_TEST_TMPDIR/fifo get tot"
    [[ ${lines[0]} == tot ]]
    run -0 timeout 10 "$SANDBOX" exec "$SANDBOX_DIR" "$top_builddir/cmapsh" __complete 'cmapsh -m - get tot'
}
