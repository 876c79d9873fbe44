#!/usr/bin/env bats
# Several open maps, and the path.

load ../helper
load terminal

setup_file() {
    sandbox_up
}

@test "maps are opened, used and closed by their names" {
    term_start
    enter 'open stats'
    ends_with "$CLUSTER/$NODE stats>"
    enter 'open icmap as mine'
    ends_with "$CLUSTER/$NODE mine>"
    enter 'get stats.ipcs.global.active'
    wait_screen 5 'no key "stats.ipcs.global.active" in icmap'
    enter 'use live'
    ends_with "$PROMPT"
    enter 'use stats'
    ends_with "$CLUSTER/$NODE stats>"
    enter 'close'
    ends_with "$CLUSTER/$NODE live>"
    enter 'close mine'
    ends_with "$PROMPT"
    enter 'use mine'
    ends_with 'cmapsh: use: no open map "mine"' 'hint: run: handles' "$PROMPT"
}

@test "the same map can be open several times" {
    term_start
    enter 'open icmap'
    ends_with "$CLUSTER/$NODE icmap>"
    enter 'open icmap'
    ends_with "$CLUSTER/$NODE icmap2>"
    enter 'open icmap as icmap'
    wait_screen 5 'the name "icmap" is already in use'
    enter 'close icmap'
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$CLUSTER/$NODE icmap2>"
}

@test "handles shows name, map, state, node, pid and keys" {
    local pid
    pid=$("$SANDBOX" pid "$SANDBOX_DIR")
    term_start 100 30
    enter 'open icmap as mine'
    ends_with "$CLUSTER/$NODE mine>"
    enter 'handles'
    wait_screen 5 "^  live +live +connected +node $NODE, corosync pid $pid, [1-9][0-9]* keys\$"
    wait_screen 5 "^\* mine +icmap +connected +node $NODE, corosync pid $pid"
}

@test "handles says how many keys of a saved map are known, also of one" {
    echo 'totem.token (u32) = 3000' >one.txt
    term_run 100 30 "${CMAPSH_COMMAND[@]}" -m ./one.txt
    wait_screen 10 '^one.txt \[saved\]>$'
    types 'get tot'
    keys Tab # now they are
    wait_screen 5 '> get totem.token$'
    keys C-u
    enter 'handles'
    wait_screen 5 'one\.txt .* read only.*, 1 key$'
}

@test "handles lists the tasks" {
    term_start 100 30
    enter 'watch totem &'
    ends_with "$CLUSTER/$NODE live [1 watch]>"
    enter 'handles'
    wait_screen 5 '^  watch 1 +live +totem$'
    # Without a path, they are about the branch of cd.
    enter 'watch &'
    ends_with "$CLUSTER/$NODE live [2 watches]>"
    enter 'cd nodelist'
    enter 'watch &'
    ends_with "$CLUSTER/$NODE live:nodelist [3 watches]>"
    enter 'handles'
    wait_screen 5 '^  watch 2 +live +all keys$'
    wait_screen 5 '^  watch 3 +live +nodelist$'
}

@test "handles prints maps and tasks as records of the same fields" {
    term_start 160 30
    enter 'watch totem &'
    ends_with "$CLUSTER/$NODE live [1 watch]>"
    enter 'handles -o ndjson'
    wait_screen 5 '^{"kind":"map","handle":"live","spec":"live","state":"connected","current":true,"node":"node1","pid":[0-9]+,"keys":[0-9]+}$'
    wait_screen 5 '^{"kind":"watch","handle":"live","task":1,"about":"totem"}$'
    enter 'handles -o csv'
    wait_screen 5 '^watch,live,,,,,,,,1,totem$'
}

@test "handles counts the keys of both maps" {
    local icmap stats keys
    icmap=$(cmapsh -m icmap dump | wc -l)
    stats=$(cmapsh -m stats dump | grep -vc '^stats\.ipcs\.service') # each connection has some more
    term_start 100 30
    enter handles
    wait_screen 5 'corosync pid [0-9]+, [0-9]+ keys$'
    keys=$(screen | sed -nE 's/.*, ([0-9]+) keys$/\1/p')
    echo "$keys keys, of $icmap and at least $stats"
    ((keys > icmap + stats && keys < icmap + stats + 200))
}

@test "close reports how many tasks it stopped" {
    term_start
    enter 'open icmap'
    enter 'watch totem &'
    enter 'watch quorum &'
    ends_with "$CLUSTER/$NODE icmap [2 watches]>"
    enter 'close'
    ends_with 'note: stopped 2 background tasks' "$PROMPT"
}

@test "closing the last map leaves none open, until one is opened" {
    term_start
    enter 'close'
    ends_with "$SYSTEM no map>"
    enter 'close'
    ends_with 'cmapsh: close: no map is open' 'hint: run: open live' "$SYSTEM no map>"
    enter 'open live'
    ends_with "$PROMPT"
}

@test "a map that was closed cannot be closed again" {
    term_start
    enter 'open icmap as mine'
    enter 'close mine'
    ends_with "$PROMPT"
    enter 'close mine'
    ends_with 'cmapsh: close: no open map "mine"' 'hint: run: handles' "$PROMPT"
}

@test "open fails for a map that does not exist" {
    term_start
    enter 'open nothing'
    wait_screen 5 'no map "nothing"'
    ends_with "$PROMPT"
    enter 'open stats mine'
    ends_with 'hint: usage: open SPEC [as NAME]' "$PROMPT"
}

@test "cd goes down, up, back and to the top" {
    term_start
    enter 'cd totem'
    enter 'cd interface.0'
    ends_with "$CLUSTER/$NODE live:totem.interface.0>"
    enter 'cd ..'
    ends_with "$CLUSTER/$NODE live:totem.interface>"
    enter 'cd -'
    ends_with "$CLUSTER/$NODE live:totem.interface.0>"
    enter 'cd ../..'
    ends_with "$CLUSTER/$NODE live:totem>"
    enter 'cd ../quorum'
    ends_with "$CLUSTER/$NODE live:quorum>"
    enter 'cd /runtime.config'
    ends_with "$CLUSTER/$NODE live:runtime.config>"
    enter 'cd /'
    ends_with "$PROMPT"
    enter 'cd ..'
    ends_with "$PROMPT"
    enter 'cd -'
    enter 'cd -'
    ends_with "$PROMPT"
    enter 'cd totem'
    enter 'cd runtime.members'
    ends_with "$CLUSTER/$NODE live:runtime.members>"
    enter 'cd'
    enter 'cd totem.'
    ends_with "$CLUSTER/$NODE live:totem>"
    enter 'cd'
    ends_with "$PROMPT"
}

@test "pwd prints the path" {
    term_start
    enter 'pwd'
    ends_with "$PROMPT pwd" / "$PROMPT"
    enter 'cd runtime.config'
    enter 'pwd'
    ends_with runtime.config "$CLUSTER/$NODE live:runtime.config>"
}

@test "names are relative to the path, and begin at the top after a slash" {
    term_start
    enter 'cd totem'
    enter 'get version'
    ends_with 'totem.version (u32) = 2' "$CLUSTER/$NODE live:totem>"
    enter 'get /totem.version'
    ends_with 'totem.version (u32) = 2' "$CLUSTER/$NODE live:totem> get /totem.version" 'totem.version (u32) = 2' "$CLUSTER/$NODE live:totem>"
    enter 'get ../quorum.provider'
    ends_with 'quorum.provider (str) = corosync_votequorum' "$CLUSTER/$NODE live:totem>"
    enter 'get totem.version'
    ends_with 'totem.version (u32) = 2' "$CLUSTER/$NODE live:totem>"
    enter 'get totem.nothing'
    wait_screen 5 'no key "totem.totem.nothing"'
    enter 'ls'
    wait_screen 5 '(^| )interface\.( |$)'
}

@test "cd to a path without keys, or to a key, fails" {
    term_start
    enter 'cd totm'
    ends_with "$PROMPT cd totm" "$(printf '%*s^' $((${#PROMPT} + 4)) '')" \
        'cmapsh: cd: no key at or below "totm"' 'hint: did you mean "totem"?' "$PROMPT"
    enter 'cd totem.version'
    ends_with "$PROMPT cd totem.version" "$(printf '%*s^' $((${#PROMPT} + 4)) '')" \
        'cmapsh: cd: "totem.version" is a key, not a branch' 'hint: print it with get' "$PROMPT"
}

@test "use goes to the top of the map" {
    term_start
    enter 'cd totem'
    enter 'open icmap'
    ends_with "$CLUSTER/$NODE icmap>"
}

@test "handles counts the keys of the map that is in use" {
    local keys
    keys=$(cmapsh -m icmap dump | wc -l)
    term_start 200 24 -m icmap
    enter 'handles -o csv'
    wait_screen 5 "^map,icmap,icmap,connected,true,[^,]*,[0-9]+,$keys,"
}

@test "the prompt shows the nodes that commands ask" {
    term_start
    enter 'nodes all'
    ends_with "$CLUSTER/$NODE live [nodes all]>"
    enter 'nodes off'
    ends_with "$PROMPT"
}
