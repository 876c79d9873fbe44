#!/usr/bin/env bats
# Memory that is short, at each place where a command on several nodes takes some.
# shellcheck disable=SC2154 # what bats and the helper set
load ../helper
load memory

# The ssh of these tests ends on this machine, in a program that has memory.
make_ssh() {
    mkdir bin
    cat >bin/ssh <<'END'
#!/usr/bin/env bash
unset FAKE_SHORT FAKE_SHORT_REACHED
while [[ $1 == -* ]]; do
    [[ $1 != -o ]] || shift
    shift
done
exec sh -c "${*:2}"
END
    chmod +x bin/ssh
    ln -s "$(realpath "$program")" bin/cmapsh
    export PATH=$PWD/bin:$PATH
}

@test "without memory, a report has all nodes, or is an error" {
    make_maps
    holds -m ./report -N all get totem.token
    holds -m ./report -N all -o json dump totem
    holds -m ./report -N all tree totem
    holds -m ./report -N all find 'totem.*'
    holds -m ./report -N all status
    holds -m ./report diff -N all totem
    holds -m ./report@node1 get totem.token
    tar -czf report.tar.gz report
    holds -m ./report.tar.gz -N all get totem.token
    holds -m ./report.tar.gz@node2 status
}

@test "without memory, all nodes answer, or there is an error" {
    make_ssh
    holds -N node1,node2 get totem.token
    holds -N node1,node2 --fold get totem.token
    holds -N node1,node2 status
    holds -N node1,node2 diff
    holds -m @node1 get totem.token
    holds diff @node1 live
}

@test "without memory, nodes that are followed all come, or there is an error" {
    make_ssh
    holds -N node1 wait totem.token=3000
    holds -N node1,node2 watch --for 30ms --initial totem.token
    holds -N node1,node2 rate --count 1 --interval 100ms stats
}
