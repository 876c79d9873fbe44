#!/usr/bin/env bats
# Looking around: ls, tree, dump, find, get, and the maps they look into.
# shellcheck disable=SC2154,SC2030,SC2031 # what bats sets

load ../helper

setup_file() {
    sandbox_up
}

# Makes keys of type u8, each with the value 1.
keys() { # KEY...
    printf 'set %s u8 1\n' "$@" | cmapsh
}

@test "ls shows one level, branches with a dot" {
    keys lsa.leaf lsa.both lsa.both.below lsa.branch.one lsa.branch.two
    prints $'both\nboth.\nbranch.\nleaf' ls lsa
    prints $'both\nboth.\nbranch.\nleaf' ls lsa.
    prints $'both\nboth.\nbranch.\nleaf' list lsa
    prints $'one\ntwo' ls lsa.branch
}

@test "ls of everything shows the top of both maps" {
    local line
    run -0 --separate-stderr cmapsh ls
    [[ $'\n'$output$'\n' == *$'\nnodelist.\n'* && $'\n'$output$'\n' == *$'\nstats.\n'* && $'\n'$output == *$'\ntotem.'* ]]
    for line in "${lines[@]}"; do [[ $line != *.?* ]]; done
    run -0 cmapsh ls -m icmap
    [[ $output != *stats* ]]
    prints stats. -m stats ls
}

@test "ls -l shows types and values, and how many keys a branch has" {
    keys lsl.num lsl.branch.one lsl.branch.two lsl.alone.x
    cmapsh set lsl.text str 'two words'
    prints $'alone. (branch) = 1 key\nbranch. (branch) = 2 keys\nnum (u8) = 1\ntext (str) = two words' ls -l lsl
    prints $'alone. (branch) = 1 key\nbranch. (branch) = 2 keys\nnum (u8) = 1\ntext (str) = two words' ls --long lsl.
}

@test "ls of a key shows the key" {
    keys lsf.leaf
    prints lsf.leaf ls lsf.leaf
    prints 'lsf.leaf (u8) = 1' ls -l lsf.leaf
}

@test "a path has complete components, and a final star makes it a prefix" {
    keys pth.x.1 pth.x.1.a pth.x.10.a pth.x.1-b pth.x.2
    prints $'pth.x.1 (u8) = 1\npth.x.1.a (u8) = 1' dump pth.x.1
    prints $'pth.x.1 (u8) = 1\npth.x.1.a (u8) = 1' dump pth.x.1.
    prints $'pth.x.1 (u8) = 1\npth.x.1.a (u8) = 1\npth.x.1-b (u8) = 1\npth.x.10.a (u8) = 1' dump 'pth.x.1*'
    prints 'pth.x.10.a (u8) = 1' dump pth.x.10
    prints $'pth.x.1\npth.x.1.\npth.x.1-b\npth.x.10.' ls 'pth.x.1*'
    fails 1 dump pth.x.1-
    prints $'x.' ls pth
    prints $'pth.x.2 (u8) = 1' dump 'pth.x.2*'
}

@test "numbers in names are sorted by their values" {
    keys ord.n.10 ord.n.9 ord.n.100 ord.n.1 ord.n.2.x ord.n.2 ord.m10z ord.m9z
    prints $'m9z\nm10z\nn.' ls ord
    run -0 cmapsh dump ord
    [[ ${output//' (u8) = 1'/} == $'ord.m9z\nord.m10z\nord.n.1\nord.n.2\nord.n.2.x\nord.n.9\nord.n.10\nord.n.100' ]]
    run -0 cmapsh find 'ord.*'
    [[ ${output//' (u8) = 1'/} == $'ord.m9z\nord.m10z\nord.n.1\nord.n.2\nord.n.2.x\nord.n.9\nord.n.10\nord.n.100' ]]
}

@test "tree draws lines in UTF-8, and ASCII elsewhere" {
    keys tra.a.x tra.a.y tra.b tra.c.d.e
    LC_ALL=C.UTF-8 prints 'tra
├── a
│   ├── x (u8) = 1
│   └── y (u8) = 1
├── b (u8) = 1
└── c
    └── d
        └── e (u8) = 1' tree tra
    # shellcheck disable=SC2016 # no command
    LC_ALL=C prints 'tra
|-- a
|   |-- x (u8) = 1
|   `-- y (u8) = 1
|-- b (u8) = 1
`-- c
    `-- d
        `-- e (u8) = 1' tree tra
    # A key that is the path itself comes before those below it, and is the last if there are none.
    keys tro.x tro.x.y
    LC_ALL=C prints $'tro.x\n|-- tro.x (u8) = 1\n`-- y (u8) = 1' tree tro.x
    LC_ALL=C prints '`-- tra.b (u8) = 1' tree tra.b
}

@test "tree -d limits the depth" {
    keys trd.a.x trd.a.y.z trd.b
    LC_ALL=C prints $'trd\n|-- a. (branch) = 2 keys\n`-- b (u8) = 1' tree -d 1 trd
    LC_ALL=C prints $'trd\n|-- a\n|   |-- x (u8) = 1\n|   `-- y. (branch) = 1 key\n`-- b (u8) = 1' tree --depth=2 trd
    LC_ALL=C prints "$(LC_ALL=C cmapsh tree trd)" tree -d 255 trd
    fails 2 tree -d 0 trd
    fails 2 tree -d 256 trd
    fails 2 tree -d two trd
    fails 2 tree trd -d
}

@test "tree of the complete map shows every key once" {
    run -0 --separate-stderr cmapsh -m icmap tree
    [[ ${lines[0]} == . && -z $stderr ]]
    [[ $(grep -cE '─ .* \((str|bin|flt|dbl|[iu](8|16|32|64))\) = ' <<<"$output") == "$(cmapsh -m icmap dump | wc -l)" ]]
}

@test "dump prints several paths in the order given" {
    keys dmp.a.1 dmp.b.1 dmp.c.1
    prints $'dmp.c.1 (u8) = 1\ndmp.a.1 (u8) = 1' dump dmp.c dmp.a
    prints $'1\n1' dump -q dmp.c dmp.a
}

@test "dump prints each key once, whatever paths cover it" {
    prints 'totem.version (u32) = 2' dump totem.version totem.version
    run -0 cmapsh dump totem
    prints "$output" dump totem.version totem
    prints "$output" dump totem totem.version 'totem.v*'
}

@test "dump reports a path without keys, and prints the others" {
    keys dmm.a.1
    run -7 --separate-stderr cmapsh dump dmm.a dmm.b
    [[ $output == 'dmm.a.1 (u8) = 1' && $stderr == *'"dmm.b"'* ]]
    is_one_error
    run -7 --separate-stderr cmapsh dump dmm.b dmm.a
    [[ $output == 'dmm.a.1 (u8) = 1' ]]
    is_one_error
    fails 1 dump dmm.b
    fails 1 ls dmm.b
    fails 1 tree dmm.b
    fails 1 dump dmm.a.1.2
}

@test "a path that is not a valid name has no keys" {
    fails 1 dump 'no key'
    fails 1 dump "$(printf 'x%.0s' {1..255})"
    fails 1 dump "$(printf 'x%.0s' {1..256})"
    fails 1 ls "$(printf 'x%.0s' {1..5000})*"
}

@test "a name of the maximum length is a valid path" {
    local key
    key=$(printf 'x%.0s' {1..255})
    keys "$key"
    prints "$key (u8) = 1" dump "$key"
    prints "$key (u8) = 1" dump "$key."
    prints "$key (u8) = 1" dump "$key*"
    prints "$key (u8) = 1" find "$key"
    prints 1 watch -q --initial --for 100ms "$key" "$key*"
    run -0 cmapsh wait "$key=1" --timeout 10
    fails 1 dump "${key}y"
    fails 2 watch "${key}y"
    cmapsh delete "$key"
    fails 1 dump "$key"
}

@test "find matches a text, a pattern or a regular expression with names" {
    keys fnd.apple fnd.pineapple.x fnd.pear
    prints 'fnd.apple (u8) = 1' find nd.app
    prints $'fnd.apple (u8) = 1\nfnd.pineapple.x (u8) = 1' find apple
    prints 'fnd.pineapple.x (u8) = 1' find 'fnd.*.x'
    prints 'fnd.pear (u8) = 1' find 'fnd.p*r'
    prints 'fnd.pineapple.x (u8) = 1' find 'fnd.pine*'
    prints 'fnd.pineapple.x (u8) = 1' find '**.pine*.x'
    run -1 --separate-stderr cmapsh find 'fnd.pine*.y'
    [[ -z $output && $stderr == $'note: no key matches "fnd.pine*.y"\nhint: did you mean "fnd.pine*.x"?' ]]
    prints $'fnd.apple (u8) = 1\nfnd.pear (u8) = 1' find -E '^fnd\.(apple|pear)$'
    prints 'fnd.pear (u8) = 1' find --regex 'fnd.pea[r]'
    prints 1 find -q fnd.pear
}

@test "find -i ignores case in names and values" {
    keys fni.Apple.x
    cmapsh set fni.text str 'Green Apple'
    prints 'fni.Apple.x (u8) = 1' find -i ni.app
    run -1 --separate-stderr cmapsh find FNI.APPLE
    [[ -z $output && $stderr == $'note: no key matches "FNI.APPLE"\nhint: run: cmapsh find -i FNI.APPLE' ]]
    prints 'fni.Apple.x (u8) = 1' find -i 'FNI.a*'
    prints 'fni.Apple.x (u8) = 1' find --ignore-case -E '^fni.APPLE'
    prints 'fni.text (str) = Green Apple' find -i fni --value '*apple'
    run -1 cmapsh find 'FNI.a*'
}

@test "find after cd searches that branch, and reports how many keys match elsewhere" {
    keys fnc.a.one fnc.a.two fnc.b.one
    run -0 --separate-stderr cmapsh <<<$'cd fnc.a\nfind -E fnc.*one'
    [[ $output == 'fnc.a.one (u8) = 1' && $stderr == 'note: searched only "fnc.a"; 1 key matches elsewhere' ]]
    run -0 --separate-stderr cmapsh <<<$'cd fnc.a\nfind "one*"'
    [[ $output == 'fnc.a.one (u8) = 1' && $stderr == *'; 0 keys match elsewhere' ]]
    run -0 --separate-stderr cmapsh <<<$'cd fnc.a\nfind "fnc.*.one"'
    [[ $output == 'fnc.a.one (u8) = 1' && $stderr == *'; 1 key matches elsewhere' ]]
    run -0 --separate-stderr cmapsh <<<$'cd fnc.a\nfind "../b.*"'
    [[ $output == 'fnc.b.one (u8) = 1' && -z $stderr ]]
    keys q.brief w.brief # a branch may have a name of one letter
    run -0 --separate-stderr cmapsh <<<$'cd q\nfind "*.brief"'
    [[ $output == 'q.brief (u8) = 1' && $stderr == *'; 1 key matches elsewhere' ]]
    run -1 --separate-stderr cmapsh <<<$'cd fnc.a\nfind nosuch'
    [[ -z $output && $stderr == $'note: no key matches "nosuch"\nnote: searched only "fnc.a"; 0 keys match elsewhere' ]]
    run -0 --separate-stderr cmapsh -j <<<$'cd fnc.a\nfind --count fnc --value 1'
    [[ $output == *'"count":2'* && $stderr == '{"warning":'*'1 key matches elsewhere'* ]]
}

@test "a pattern means the same in ls, tree, dump, find, save, diff and delete --prefix" {
    keys pat.n1.l0.up pat.n1.l1.up pat.n2.l0.up pat.n2.l0.down pat.n2.up pat.n2.l1.up.since
    local all=$'pat.n1.l0.up (u8) = 1\npat.n1.l1.up (u8) = 1\npat.n2.l0.up (u8) = 1\npat.n2.l1.up.since (u8) = 1'
    prints "$all" dump 'pat.*.*.up'
    prints "$all" find 'pat.*.*.up'
    run -0 cmapsh dump 'pat.*.l0.up' 'pat.n*.*.up' 'pat.n1.*' # each key once
    [[ $(sort <<<"$output") == "$all" ]]
    prints $'pat.n1.l0.up\npat.n1.l1.up\npat.n2.l0.up\npat.n2.l1.up.' ls 'pat.*.*.up'
    prints $'pat.n1.l1.up (u8) = 1\npat.n2.l1.up. (branch) = 1 key' ls -l 'pat.*.l1.up'
    LC_ALL=C prints $'pat.*.*.d*\n`-- n2\n    `-- l0\n        `-- down (u8) = 1' tree 'pat.*.*.d*'
    cmapsh save "$BATS_TEST_TMPDIR/saved.json" 'pat.*.*.up'
    prints "$all" -m "$BATS_TEST_TMPDIR/saved.json" dump
    prints '' diff "$BATS_TEST_TMPDIR/saved.json"
    cmapsh set pat.n2.l0.down u8 2
    cmapsh set pat.n2.l0.up u8 2
    run -1 cmapsh diff "$BATS_TEST_TMPDIR/saved.json" live 'pat.*.*.down' 'pat.*.*.up'
    [[ $output == *$'\n-pat.n2.l0.up (u8) = 1\n+pat.n2.l0.up (u8) = 2' && $output != *down* ]]
    cmapsh delete --prefix --yes 'pat.*.*.up'
    prints $'pat.n2.l0.down (u8) = 2\npat.n2.up (u8) = 1' dump pat
}

@test "what ls prints for a pattern names the same keys where it was printed" {
    local here pattern
    keys psl.n1.up psl.n1.up.since psl.n2.up psl.n2.psl.x psln.up
    for here in / psl psl.n1 psln totem; do
        for pattern in '/psl.*.up' '/psl*' '/psl.n1.*' '/**.x' '/psl.n2.**'; do
            run -0 --separate-stderr cmapsh <<<"cd $here"$'\n'"ls $pattern"
            [[ -n $output ]]
            run -0 --separate-stderr cmapsh < <(echo "cd $here" && printf 'dump -q %s\n' "${lines[@]}")
            [[ -z $stderr ]]
        done
    done
    run -0 cmapsh <<<$'cd psl\nls *.up\ncd /psln\nls /psl*\nls u*'
    [[ $output == $'n1.up\nn1.up.\nn2.up\npsl.\npsln.\nup' ]]
    # A branch may have a name of one letter, and a key that ends with a dot has no other name.
    keys p.sl pse.
    run -0 cmapsh <<<$'cd p\nls s*\ncd /pse\nls /p*e.'
    [[ $output == $'sl\npse.' ]]
    cmapsh delete --yes p.sl
    run -0 cmapsh -o csv ls 'psl.*.up'
    [[ $output == *$'\nup,psl.n1.up,'* ]]
}

@test "a pattern that matches no key is reported with the nearest that does" {
    keys npt.node1.link0.connected npt.other
    fails 1 dump 'npt.nod*.*.conected'
    [[ $stderr == *'no key matches "npt.nod*.*.conected"'*$'\nhint: did you mean "npt.nod*.*.connected"?' ]]
    fails 1 ls 'ntp.*.link0'
    [[ $stderr == *$'\nhint: did you mean "npt.*.link0"?' ]]
    fails 1 tree 'npt.node1.lin0*.connected'
    [[ $stderr == *$'\nhint: did you mean "npt.node1.link0.connected"?' ]]
    fails 1 save "$BATS_TEST_TMPDIR/none" 'npt.nodes.*.nothing'
    [[ $stderr == *$'\nhint: did you mean "npt.node1"?' && ! -e $BATS_TEST_TMPDIR/none ]]
    run -0 --separate-stderr cmapsh diff live live totem 'npt.nodes.*'
    [[ -z $output && $stderr == $'note: no key at or below "npt.nodes.*" in either map\nhint: did you mean "npt.node1.*"?' ]]
    fails 1 dump 'conn*'
    [[ $stderr == *'no key matches "conn*"'$'\nhint: did you mean "**.conn*"?' ]]
    fails 1 dump '**.conected'
    [[ $stderr == *$'\nhint: did you mean "**.connected"?' ]]
    fails 1 dump x
    [[ $stderr == 'cmapsh: dump: no key at or below "x"' ]]
    fails 1 dump 'nosuch*'
    [[ $stderr == 'cmapsh: dump: no key matches "nosuch*"' ]]
}

@test "find matches values and types, and counts keys" {
    keys fnv.one fnv.other
    cmapsh set fnv.text str 'green apple'
    cmapsh set fnv.wide u64 1
    prints 'fnv.text (str) = green apple' find fnv --value apple
    prints 'fnv.text (str) = green apple' find fnv --value 'gr*le'
    prints 'fnv.text (str) = green apple' find -E fnv --value '^green'
    prints 'fnv.wide (u64) = 1' find fnv --type u64
    prints 'fnv.wide (u64) = 1' find fnv --value 1 --type=u64
    prints 4 find fnv --count
    prints 3 find fnv --value 1 --count
}

@test "find without a match exits 1 and reports why" {
    keys fnm.pineapple.status
    local row words reason
    for row in '-E ^nosuch|no key matches "^nosuch"' \
        'pineaple|no key matches "pineaple"\nhint: did you mean "pineapple"?' \
        'fnm.*.stat|no key matches "fnm.*.stat"\nhint: did you mean "fnm.*.status"?' \
        '*.status|no key matches "*.status"\nhint: did you mean "**.status"?' \
        'pine*|no key matches "pine*"\nhint: did you mean "**.pine*"?' \
        '-i PINE*|no key matches "pine*"\nhint: did you mean "**.pine*"?' \
        'fnm.pineaple|no key matches "fnm.pineaple"\nhint: did you mean "fnm.pineapple"?' \
        'fnm --type flt|no key of type flt matches "fnm"' \
        'fnm --value 77|no value matches, of 1 key'; do
        IFS='|' read -r words reason <<<"$row"
        read -ra words <<<"$words"
        run -1 --separate-stderr cmapsh find "${words[@]}"
        [[ -z $output && $stderr == "note: $(printf %b "$reason")" ]]
    done
    run -1 --separate-stderr cmapsh find --count nosuch
    [[ $output$stderr == 0 ]]
}

@test "find rejects invalid patterns, types and options" {
    fails 2 find
    fails 2 find one two
    fails 2 find -E '('
    fails 2 find x --value '(' -E
    fails 2 find x --type u7
    [[ $stderr == *'did you mean "u8"?'* ]]
}

@test "get prints keys in the order given" {
    keys get.a get.b
    prints 'get.a (u8) = 1' get get.a
    prints $'get.b (u8) = 1\nget.a (u8) = 1\nget.b (u8) = 1' get get.b get.a get.b
    cmapsh set get.text str '  as it is  '
    run -0 --keep-empty-lines cmapsh get -q get.text get.a
    [[ $output == $'  as it is  \n1\n' ]]
    cmapsh set get.empty str ''
    run -0 --keep-empty-lines cmapsh -q get get.empty
    [[ $output == $'\n' ]]
    run -0 --keep-empty-lines cmapsh get get.empty
    [[ $output == $'get.empty (str) = \n' ]]
}

@test "get exits 3 if all keys are missing, and 7 if some are" {
    keys gem.there
    fails 3 get gem.not
    [[ $stderr == *'"gem.not" in icmap (CS_ERR_NOT_EXIST)'* ]]
    run -7 --separate-stderr cmapsh get gem.not gem.there gem.nor
    [[ $output == 'gem.there (u8) = 1' ]]
    [[ $(grep -c '^cmapsh: get: no key "gem.no[tr]"' <<<"$stderr") == 2 ]]
    run -3 --separate-stderr cmapsh get gem.not gem.nor
    [[ -z $output ]]
}

@test "get of a missing key suggests a branch, the nearest name or the new name" {
    keys hnt.branch.a hnt.branch.b hnt.colour
    fails 3 get hnt.branch
    [[ $stderr == *$'\nhint: print the 2 keys below it with: cmapsh dump hnt.branch' ]]
    fails 3 get hnt.color
    [[ $stderr == *$'\nhint: did you mean "hnt.colour"?' ]]
    fails 3 get totem.tokn
    [[ $stderr == *$'\nhint: did you mean "totem.token"?' ]]
    fails 3 get runtime.totem.token
    [[ $stderr == *$'\nhint: did you mean "runtime.config.totem.token"?' ]]
    keys hnt.single.x
    fails 3 get hnt.single
    [[ $stderr == *$'\nhint: print the 1 key below it with: cmapsh dump hnt.single' ]]
    fails 3 delete hnt.single
    [[ $stderr == *$'\nhint: delete the 1 key below it with: cmapsh delete --prefix hnt.single' ]]
    fails 3 get nothing.is.like.this.one
    [[ $stderr != *hint* ]]
}

# saved_hints LINE [HINT]: after cd a.node1 in a saved map, LINE prints an error or a note, and HINT, or none.
saved_hints() {
    run --separate-stderr cmapsh -m "$BATS_TEST_TMPDIR/map.txt" <<<$'cd a.node1\n'"$1"
    [[ $status -gt 0 && -z $output && ${stderr_lines[0]} == *'no key'* ]]
    [[ ${stderr_lines[1]:-} == "${2:+hint: $2}" ]] || { echo "$1: ${stderr_lines[1]}" && false; }
}

@test "after cd, the nearest name is sought in the branch, and then from the top" {
    printf '%s\n' 'a.node1.colour (u8) = 1' 'a.node1.join.count (u8) = 1' 'totem.token (u32) = 1000' 'stats.srp.x (u32) = 1' \
        >"$BATS_TEST_TMPDIR/map.txt"
    saved_hints 'get color' 'did you mean "a.node1.colour"?'
    saved_hints 'get ../node1.color' 'did you mean "a.node1.colour"?'
    saved_hints "dump 'join.cuont*'" 'did you mean "a.node1.join.count"?'
    saved_hints "dump 'count*'" 'did you mean "a.node1.**.count*"?'
    saved_hints 'get totem.tokne' 'did you mean "totem.token"?'
    saved_hints 'dump stats.srpp' 'did you mean "stats.srp"?'
    saved_hints 'cd totme' 'did you mean "totem"?'
    saved_hints 'wait totem.tokne' 'did you mean "totem.token"?'
    saved_hints "diff $BATS_TEST_TMPDIR/map.txt $BATS_TEST_TMPDIR/map.txt totem.tokne" 'did you mean "totem.token"?'
    saved_hints "dump 'tok*'" 'did you mean "/**.tok*"?'
    saved_hints "dump '*.token'" 'did you mean "/*.token"?'
    saved_hints 'cd nosuch'
    # The letters of the branch do not make a name near.
    saved_hints 'get qqq'
    run -0 --separate-stderr cmapsh -m "$BATS_TEST_TMPDIR/map.txt" <<<$'cd a.node1\ndump "/**.tok*"'
    [[ $output == 'totem.token (u32) = 1000' && -z $stderr ]]
}

@test "after cd, a hint has a slash where the bare name would be another one below the branch" {
    printf '%s\n' 'up.totem.token (u32) = 1' 'totem.token (u32) = 2' 'totem.my.x (u8) = 1' 'up.totem.my (u8) = 1' >"$BATS_TEST_TMPDIR/map.txt"
    shadowed() { # LINE HINT
        run --separate-stderr cmapsh -m "$BATS_TEST_TMPDIR/map.txt" <<<$'cd up\n'"$1"
        [[ $status -gt 0 && ${stderr_lines[1]} == "hint: $2" ]] || { echo "$1: ${stderr_lines[1]}" && false; }
    }
    shadowed 'get /totem.tokn' 'did you mean "/totem.token"?'
    shadowed 'get totem.tokn' 'did you mean "up.totem.token"?'
    shadowed 'get /totem.my' 'print the 1 key below it with: cmapsh dump /totem.my'
    shadowed 'get /totem' 'print the 2 keys below it with: cmapsh dump /totem'
    run -0 --separate-stderr cmapsh -m "$BATS_TEST_TMPDIR/map.txt" <<<$'cd up\nget -q /totem.token\nget -q up.totem.token'
    [[ $output == $'2\n1' ]]
    run -1 --separate-stderr cmapsh <<<$'cd runtime\n'"load -n $BATS_TEST_TMPDIR/map.txt upp"
    [[ $stderr == *$'\nhint: did you mean "/up"?' ]]
    run -0 --separate-stderr cmapsh <<<$'cd runtime\n'"load -n $BATS_TEST_TMPDIR/map.txt /up.totem.my"
    [[ $output == 'add up.totem.my (u8) = 1' ]]
}

@test "in a branch whose name is one letter, hints are as in any other one" {
    printf '%s\n' 'a.colour (u8) = 1' 'totem.token (u32) = 1000' >"$BATS_TEST_TMPDIR/map.txt"
    run -7 --separate-stderr cmapsh -k -m "$BATS_TEST_TMPDIR/map.txt" <<<$'get b.colour\ncd a\ndump "*.token"'
    [[ ${stderr_lines[1]} == 'hint: did you mean "a.colour"?' && ${stderr_lines[3]} == 'hint: did you mean "/*.token"?' ]]
}

@test "a word that is only part of names has the command to find it as hint" {
    keys prt.single.pomegranate
    fails 3 get pomegranate
    [[ $stderr == *$'\nhint: run: cmapsh find pomegranate' ]]
    fails 1 dump pomegranat
    [[ $stderr == *$'\nhint: run: cmapsh find pomegranate' ]]
    run -1 --separate-stderr cmapsh wait -t 0 pomegranat
    [[ $stderr == $'note: no key matches "pomegranat"\nhint: run: cmapsh find pomegranate' ]]
}

@test "the command of a hint reads the map that was read" {
    local map="$BATS_TEST_TMPDIR/my map"
    printf '%s\n' 'map.a.pomegranate (u8) = 1' >"$map"
    fails 3 -m "$map" get pomegranate
    [[ $stderr == *$'\n'"hint: run: cmapsh find -m '$map' pomegranate" ]]
    fails 3 -m "$map" get map.a
    [[ $stderr == *$'\n'"hint: print the 1 key below it with: cmapsh dump -m '$map' map.a" ]]
    run -0 --separate-stderr cmapsh dump -m "$map" map.a # as the hint says
    [[ $output == 'map.a.pomegranate (u8) = 1' ]]
}

@test "every missing key of a get has its own hint" {
    keys hns.colour hns.flavour
    run -3 --separate-stderr cmapsh get hns.color totem.tokn hns.flavor
    [[ ${stderr_lines[1]} == 'hint: did you mean "hns.colour"?' && ${stderr_lines[3]} == 'hint: did you mean "totem.token"?' ]]
    [[ ${stderr_lines[5]} == 'hint: did you mean "hns.flavour"?' && ${#stderr_lines[@]} == 6 ]]
}

@test "a key or path of the other map has a hint that names the map" {
    fails 3 get -m stats totem.version
    [[ $stderr == *$'\nhint: leave out -m stats: "totem.version" is in the map icmap' ]]
    fails 1 dump -m stats totem
    [[ $stderr == $'cmapsh: dump: no key at or below "totem" in stats\nhint: leave out -m stats: "totem" is in the map icmap' ]]
    fails 1 dump nothing
    [[ $stderr == 'cmapsh: dump: no key at or below "nothing"'* ]]
    run -1 --separate-stderr cmapsh <<<$'open icmap\nls stats.srp'
    [[ $stderr == *'no key at or below "stats.srp" in icmap'$'\nhint: use -m live: "stats.srp" is in the map stats' ]]
}

@test "no hint names a key that does not exist" {
    local key hint
    for key in votequorum.expected_votes runtime.connections.active runtime.totem.members.7.x knet.node1.link0.x \
        runtime.totem.pg.mrp.srp.nothing qb.ipc_type totem.tokn; do
        fails 3 get "$key"
        hint=${stderr#*did you mean \"}
        [[ $hint == "$stderr" ]] || [[ -n $(cmapsh dump "${hint%%\"*}") ]]
    done
    for key in runtime.votequorum.quorate runtime.votequorum.expected_votes quorum.expected_votes; do
        fails 3 get "$key"
        [[ $stderr == *$'\nhint: '*'run: corosync-quorumtool -s' ]]
    done
    for key in quorate '**.quorate' expected_votes; do
        run -1 --separate-stderr cmapsh find "$key"
        [[ $stderr == *$'\nhint: '*'run: corosync-quorumtool -s' ]]
    done
}

@test "an invalid key is rejected before corosync is asked" {
    fails 2 get totem.token 'two words'
    [[ $stderr == *'space at position 4'* ]]
    fails 2 get ab
    fails 2 get ''
    fails 2 get 'totem.tok?n'
    fails 2 get "$(printf 'x%.0s' {1..256})"
    fails 2 get
}

@test "-m selects the map, and live is both maps" {
    local key=stats.srp.operational_entered
    prints 'totem.version (u32) = 2' get totem.version
    prints 'totem.version (u32) = 2' -m live get totem.version
    prints 'totem.version (u32) = 2' get -m icmap totem.version
    prints 'totem.version (u32) = 2' get totem.version --map=icmap
    fails 3 -m stats get totem.version
    prints "$key (u64) = 1" get $key
    prints "$key (u64) = 1" -mstats get $key
    fails 3 -m icmap get $key
    [[ $stderr == *'in icmap'* ]]
    prints $'totem.version (u32) = 2\n'"$key (u64) = 1" get totem.version $key
    prints "$(cmapsh -m stats find -E '^stats\.[kps]' --count)" find -E '^stats\.[kps]' --count
    prints "$(cmapsh -m stats ls stats)" ls stats
    prints stats. ls 'stat*'
}

@test "an unknown map is rejected, with a hint that lists the maps" {
    fails 2 -m icmp ls
    [[ $stderr == *'"icmp"'*'live, icmap, stats'* ]]
    fails 2 -m '' ls
    fails 2 ls -m
}

# What corosync-cmapctl prints, in the order of cmapsh, with the changes that cmapsh promises: exact numbers, and bytes.
# Lines of other types, and strings, are left alone.
cmapctl() {
    in_sandbox corosync-cmapctl | sed -E 's/^(.* \((flt|dbl|bin)\)) = .*/\1/; s/^(.*\.password) \(str\) = .*/\1 (str) = ********/'
}

# The same of cmapsh: strings that were quoted are as they are stored.
ours() {
    local line text
    cmapsh -m icmap dump >"$BATS_TEST_TMPDIR/dump"
    while IFS= read -r line; do
        if [[ $line =~ ^(.*' ('(flt|dbl|bin)')')' = ' ]]; then
            line=${BASH_REMATCH[1]}
        elif [[ $line =~ ^(.*' (str) = ')\"(.*)\"$ ]]; then
            text=${BASH_REMATCH[2]//'\"'/'\x22'} # printf does not know \"
            printf -v line '%s%b' "${BASH_REMATCH[1]}" "$text"
        fi
        printf '%s\n' "$line"
    done <"$BATS_TEST_TMPDIR/dump"
}

# A counter may move between two dumps: between two equal ones, it has not.
dump_is_the_same() {
    local before after
    before=$(cmapctl | LC_ALL=C sort)
    ours | LC_ALL=C sort >"$BATS_TEST_TMPDIR/ours"
    after=$(cmapctl | LC_ALL=C sort)
    [[ $before == "$after" ]] && diff "$BATS_TEST_TMPDIR/ours" - <<<"$before" >"$BATS_TEST_TMPDIR/difference"
}

@test "dump prints the same as corosync-cmapctl" {
    cmapsh set cmp.float flt 1e-9
    cmapsh set cmp.double dbl 1e300
    cmapsh set cmp.bytes bin 0x00ff
    cmapsh set cmp.password str hidden
    cmapsh set cmp.escape str $'a\e[1m \\ " b\tc'
    cmapsh set cmp.quote str '"quoted"'
    cmapsh set cmp.blanks str '  a  b  '
    cmapsh set cmp.empty str ''
    cmapsh set cmp.utf8 str 'grün ✓'
    cmapsh set cmp.less i64 -9223372036854775808
    wait_until 10 dump_is_the_same || { cat -v "$BATS_TEST_TMPDIR/difference" && false; }
    [[ $(wc -l <"$BATS_TEST_TMPDIR/ours") -gt 100 ]]
}

@test "a misspelt branch, an abbreviated option and one of corosync-cmapctl get hints" {
    fails 1 ls totm
    [[ $stderr == *'did you mean "totem"?' ]]
    fails 1 dump totem.interfac
    [[ $stderr == *'did you mean "totem.interface"?' ]]
    fails 2 get --quie totem.version
    [[ $stderr == *'did you mean "--quiet"?' ]]
    fails 2 -s totem.token u32 1
    [[ $stderr == *'hint: for corosync-cmapctl -s, run: cmapsh set KEY TYPE VALUE' ]]
}

@test "a path that is both a key and a branch shows both" {
    printf 'set bth.a u8 %s\n' 1 | cmapsh
    printf 'set bth.%s u8 1\n' a.b a1 ab.c | cmapsh
    prints $'bth.a (u8) = 1\nbth.a.b (u8) = 1' dump bth.a
    prints $'bth.a (u8) = 1\nbth.a.b (u8) = 1' dump bth.a.
}

@test "a printed name can be pasted back after cd, in every command" {
    keys pst.a.x pst.b.x pst.a.pst.twice
    script() { printf '%s\n' 'cd pst.a' "$@" | cmapsh 2>&1; }
    [[ $(script 'get pst.b.x') == 'pst.b.x (u8) = 1' ]]
    [[ $(script 'get x') == 'pst.a.x (u8) = 1' ]]
    [[ $(script 'dump pst.b') == 'pst.b.x (u8) = 1' ]]
    [[ $(script 'dump pst.b.*') == 'pst.b.x (u8) = 1' ]]
    [[ $(script 'dump pst') == 'pst.a.pst.twice (u8) = 1' ]] # relative comes first
    [[ $(script 'cd pst.b' 'dump x') == 'pst.b.x (u8) = 1' ]]
    [[ $(script 'wait -t 0 pst.b.x=1' && script 'wait -t 0 x=1' && script 'pwd') == pst.a ]]
    [[ $(script 'set pst.b.x 2' 'set pst.new u8 3' 'dump /pst') == *$'pst.a.pst.new (u8) = 3\npst.a.pst.twice (u8) = 1\npst.a.x (u8) = 1\npst.b.x (u8) = 2' ]]
    [[ $(script 'delete --yes pst.b.x' 'ls /pst') == *a. ]]
    # A pattern that begins with a star is no printed name.
    [[ $(script 'dump *.a.x') == *'no key matches "pst.a.*.a.x"'* ]]
}

@test "a & after a command that does not go to the background names those that do" {
    fails 2 get totem.version '&'
    [[ $stderr == 'cmapsh: get: cannot go to the background'$'\n''hint: commands that do: '*'watch'*'rate'* ]]
}
