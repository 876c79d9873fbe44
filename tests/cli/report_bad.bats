#!/usr/bin/env bats
# Reports that are damaged, hostile or of no use: each ends quickly, and what was still read is said.
# shellcheck disable=SC2154,SC2030,SC2031 # what bats sets; it runs each test in a subshell

load ../helper
load reports

CRM=reports/crm_report.tar.bz2

setup() {
    begin_with_archives
    dir=$BATS_TEST_TMPDIR
}

# Fails with this status and error.
fails() { # STATUS ERROR [ARG]...
    run "-$1" --separate-stderr timeout 60 "${ENTER[@]}" env -i "${SANITIZERS[@]}" PATH="$PATH" LC_ALL=C \
        "${CMAPSH:-$top_builddir/cmapsh}" "${@:3}"
    # shellcheck disable=SC2053 # a pattern
    [[ -z $output && ${stderr_lines[0]} == cmapsh:\ *:\ $2 ]]
}

# A tar with the three nodes in order, and nothing compressed.
make_tar() {
    mkdir "$dir/r"
    tar -C "$dir/r" -xf "$CRM"
    tar --sort=name -C "$dir/r" -cf "$dir/a.tar" crm_report
}

# Writes a tar with one file of zeros. Sizes of GiB are quick: nothing is stored.
write_zeros() { # MIB NAME
    python3 - "$@" <<'END'
import sys, tarfile
class Zeros:
    def read(self, n): return bytes(n)
tar = tarfile.open(fileobj=sys.stdout.buffer, mode="w|")
info = tarfile.TarInfo(sys.argv[2])
info.size = int(sys.argv[1]) << 20
tar.addfile(info, Zeros())
tar.close()
END
}

@test "an archive that is cut off has what was read, with a note and exit status 7" {
    local size n nodes=0 more
    make_tar
    size=$(stat -c %s "$dir/a.tar")
    for ((n = 1024; n < size; n += 4096)); do
        head -c "$n" "$dir/a.tar" >"$dir/cut.tar"
        run --separate-stderr alone -m "$dir/cut.tar" -N all -q get runtime.votequorum.this_node_id
        echo "$n: $status: $output; $stderr"
        more=$(grep -c . <<<"$output" || :)
        ((more >= nodes)) # never less of a longer one
        nodes=$more
        case $status in
        0) ((nodes == 3)) ;; # only zeros are missing
        7) [[ $stderr == *'note: what was read has node'* ]] ;;
        *) ((nodes == 0)) ;;
        esac
        ((status == 0)) || [[ $stderr == *'damaged after '* || $stderr == *'cut off after '* ]]
    done
    ((nodes == 3))
}

@test "a compressed archive that is cut off has what the program could unpack" {
    local program size n some
    make_tar
    for program in gzip xz; do
        some=0
        "$program" -k "$dir/a.tar"
        file=$(echo "$dir"/a.tar.?z)
        size=$(stat -c %s "$file")
        for n in 20 $((size / 4)) $((size / 2)) $((size * 3 / 4)) $((size - 1)); do
            head -c "$n" "$file" >"$dir/cut.${file##*/}"
            run --separate-stderr alone -m "$dir/cut.${file##*/}" -N all -q get totem.version
            echo "$program $n: $status: $output; $stderr"
            ((status == 7 || (status > 1 && ${#output} == 0)))
            [[ $stderr == *damaged* ]]
            ((status != 7)) || some=1
        done
        ((some))
        rm "$file"
    done
}

@test "changed bytes of a compressed archive are noticed, and nothing crashes" {
    local program i size file
    make_tar
    for program in gzip bzip2 xz; do
        "$program" -k "$dir/a.tar"
        file=$(echo "$dir"/a.tar.?z*)
        size=$(stat -c %s "$file")
        # In a file, and among the last bytes: a checksum.
        for i in $((size / 3)) $((size / 2)) $((size - 6)); do
            cp "$file" "$dir/x.tar"
            printf '\125\252' | dd of="$dir/x.tar" bs=1 seek="$i" conv=notrunc status=none
            run --separate-stderr alone -m "$dir/x.tar" -N all -q get totem.version
            echo "$program $i: $status: $output; $stderr"
            ((status == 7 || (status > 1 && ${#output} == 0)))
            [[ $stderr == *damaged* ]]
            mkdir "$dir/folder"
            cp "$dir/x.tar" "$dir/folder/report.tar.${file##*.}"
            run --separate-stderr alone -m "$dir/folder" -N all -q get totem.version
            echo "in a folder: $status: $output; $stderr"
            ((status == 7 || (status > 1 && ${#output} == 0)))
            [[ $stderr == *damaged* ]]
            rm -r "$dir/folder"
        done
        rm "$file"
    done
}

@test "an archive with a damaged attribute of a file, which the library only warns of, is said to be damaged" {
    local length
    make_tar
    for length in 17 16; do
        python3 - "$dir" "$length" <<'END'
import sys, tarfile
dir, length = sys.argv[1:]
old = tarfile.open(dir + "/a.tar")
with tarfile.open(dir + "/new.tar", "w", format=tarfile.PAX_FORMAT) as new:
    for member in old:
        if member.name.endswith("node1/corosync.dump"):
            member.pax_headers = {"comment": "hello"}
        new.addfile(member, old.extractfile(member) if member.isfile() else None)
tar = open(dir + "/new.tar", "rb").read()
assert b"17 comment=hello" in tar
open(f"{dir}/{length}.tar", "wb").write(tar.replace(b"17 comment=hello", length.encode() + b" comment=hello"))
END
    done
    run -0 --separate-stderr alone -m "$dir/17.tar" -N node2 -q get totem.version
    [[ $output == 'node2: 2' && -z $stderr ]]
    run -7 --separate-stderr alone -m "$dir/16.tar" -N node2 -q get totem.version
    [[ $output == 'node2: 2' && $stderr == *'was not read completely: damaged after '* ]]
}

# Writes the tar in another format, with names that no locale of the tests can write.
write_foreign() { # FORMAT
    python3 - "$dir" "$1" <<'END'
import sys, tarfile
dir, format = sys.argv[1:]
old = tarfile.open(dir + "/a.tar")
new = tarfile.open(f"{dir}/{format}.tar", "w", format=getattr(tarfile, format), encoding="utf-8")
for member in old:
    content = old.extractfile(member) if member.isfile() else None
    member.name = member.name.replace("node2", "n\u00f6de2")
    member.uname = "m\u00fcller"
    new.addfile(member, content)
new.close()
END
}

@test "an archive with a damaged header says that a file is missing, and one with foreign names is not damaged" {
    local format
    make_tar
    # The letter of a name that is in one header only.
    python3 - "$dir" crm_report/node2/corosync.dump <<'END'
import sys
dir, name = sys.argv[1:]
tar = bytearray(open(dir + "/a.tar", "rb").read())
tar[tar.index(name.encode()) + 1] ^= 1
open(dir + "/bad.tar", "wb").write(tar)
END
    for format in '' .gz; do
        [[ -z $format ]] || gzip -k "$dir/bad.tar"
        run -7 --separate-stderr alone -m "$dir/bad.tar$format" -N all -q get totem.version
        [[ $stderr == *'was not read completely: damaged after '*'node2: no map in the report: '* ]]
        [[ $output == $'node1: 2\nnode2: 2\nnode3: 2' ]]
    done
    for format in GNU_FORMAT PAX_FORMAT; do
        write_foreign "$format"
        run -0 --separate-stderr alone -m "$dir/$format.tar" -N all -q get totem.token
        [[ $output == $'node1: 1000\nnode2: 5000\nnode3: 1000' && -z $stderr ]]
    done
}

@test "a program that cannot be started a second time is an error" {
    make_tar
    gzip -k "$dir/a.tar"
    mkdir "$dir/bin"
    # shellcheck disable=SC2016 # for the script
    printf '#!/bin/sh\nPATH=/usr/bin:/bin\nrm "$0"\nexec %q "$@"\n' "$(command -v gzip)" >"$dir/bin/gzip"
    chmod +x "$dir/bin/gzip"
    run -6 --separate-stderr timeout 60 "${ENTER[@]}" env -i "${SANITIZERS[@]}" PATH="$dir/bin" LC_ALL=C \
        "${CMAPSH:-$top_builddir/cmapsh}" -m "$dir/a.tar.gz" get totem.version
    [[ -z $output && $stderr == *'no map found in '*': cannot start gzip again: No such file or directory'* ]]
}

@test "damage that only gzip finds is said after all files were read" {
    local size
    make_tar
    tar -C "$dir/r" -czf "$dir/one.tar.gz" crm_report/node1/corosync.dump
    size=$(stat -c %s "$dir/one.tar.gz")
    printf '\125\252' | dd of="$dir/one.tar.gz" bs=1 seek=$((size - 6)) conv=notrunc status=none
    run -7 --separate-stderr alone -m "$dir/one.tar.gz" -q get nodelist.node.0.name
    echo "$stderr"
    [[ $output == node1 && ${stderr_lines[0]} == 'note: '*' was not read completely: gzip found it damaged after 1 file' ]]
}

@test "what follows the data of gzip is no damage" {
    make_tar
    gzip -k "$dir/a.tar"
    echo junk >>"$dir/a.tar.gz"
    run -0 --separate-stderr alone -m "$dir/a.tar.gz" -N all -q get totem.version
    [[ -z $stderr ]]
}

@test "a map whose end is missing says so" {
    make_tar
    head -c 8192 "$dir/a.tar" >"$dir/cut.tar"
    run -7 --separate-stderr alone -m "$dir/cut.tar" -q get nodelist.node.0.name
    [[ $output == node1 && $stderr == *'"crm_report/node1/corosync.dump" ends early: keys after its last line are missing'* ]]
}

@test "a compressed file without an end is not unpacked to its end" {
    write_zeros 2048 sos/corosync.dump | gzip -9 >"$dir/bomb.tar.gz"
    fails 2 '*: unpacked, it is more than 400 times as large' -m "$dir/bomb.tar.gz" get totem.token
    write_zeros 512 sos/corosync.dump | xz -0 >"$dir/bomb.tar.xz"
    fails 2 '*: unpacked, it is more than 400 times as large' -m "$dir/bomb.tar.xz" get totem.token
    # The same in another archive, and beside a map.
    mkdir "$dir/two"
    mv "$dir/bomb.tar.xz" "$dir/two/a.tar.xz"
    cp "$CRM" "$dir/two/b.tar.bz2"
    tar -C "$dir" --sort=name -cf "$dir/two.tar" two
    fails 2 '*: unpacked, it is more than 400 times as large' -m "$dir/two.tar" get totem.token
}

@test "a report with more files, or larger maps, than a report has is not read to its end" {
    local i
    mkdir "$dir/large"
    # 256 MiB of maps, and a little more.
    yes 'totem.version (u32) = 2' | head -c $((64 << 20)) >"$dir/large/0" || :
    for i in 1 2 3; do ln "$dir/large/0" "$dir/large/$i"; done
    echo 'totem.version (u32) = 2' >"$dir/large/4"
    run -2 --separate-stderr alone -m "$dir/large" get totem.version
    [[ ${stderr_lines[0]} == 'note: '*' was not read completely: its maps have more than 256 MiB' ]]
    python3 - >"$dir/many.tar" <<'END'
import sys, tarfile
sys.stdout.buffer.write(tarfile.TarInfo("a").tobuf() * 200001 + bytes(1024))
END
    fails 2 '*: it has more than 200000 files' -m "$dir/many.tar" get totem.version
}

@test "archives in archives end" {
    local i
    cp "$CRM" "$dir/0.tar"
    for i in 1 2 3 4; do tar -C "$dir" -cf "$dir/$i.tar" $((i - 1)).tar; done
    run -0 alone -m "$dir/1.tar" -N node1 -q get totem.version
    run -0 alone -m "$dir/2.tar" -N node1 -q get totem.version
    fails 2 'no map found in *' -m "$dir/4.tar" -N node1 get totem.version
}

@test "links out of a folder, devices and pipes are not read" {
    make_tar
    mkdir "$dir/report"
    ln -s "$dir/r/crm_report" "$dir/report/folder"
    ln -s "$dir/r/crm_report/node1/corosync.dump" "$dir/report/absolute"
    ln -s ../r/crm_report/node1/corosync.dump "$dir/report/relative"
    ln -s . "$dir/report/loop"
    mkfifo "$dir/report/corosync.dump"
    fails 2 'no map found in "*/report", which has 5 files' -m "$dir/report" get totem.token
    cp "$dir/r/crm_report/node2/corosync.dump" "$dir/report/own"
    run -0 --separate-stderr alone -m "$dir/report" -q get totem.token
    [[ $output == 5000 && -z $stderr ]]
}

@test "no file is written, whatever the names in an archive are, and links in it are not followed" {
    local before
    make_tar
    dir+=/own
    mkdir -p "$dir/out"
    cp "$dir/../r/crm_report/node1/corosync.dump" "$dir/out/secret"
    python3 - "$dir" <<'END'
import io, sys, tarfile
dir = sys.argv[1]
tar = tarfile.open(dir + "/evil.tar", "w")
def add(name, **members):
    info = tarfile.TarInfo(name)
    data = members.pop("data", b"")
    info.size = len(data)
    for member, value in members.items():
        setattr(info, member, value)
    tar.addfile(info, io.BytesIO(data))
add("../escaped", data=b"x" * 10)
add(dir + "/absolute", data=b"x" * 10)
add("corosync.dump", type=tarfile.SYMTYPE, linkname=dir + "/out/secret")
add("hard", type=tarfile.LNKTYPE, linkname=dir + "/out/secret")
add("device", type=tarfile.CHRTYPE)
tar.close()
END
    before=$(find "$dir" | sort)
    cd "$dir/out"
    fails 2 'no map found in "*/evil.tar", which has 5 files' -m "$dir/evil.tar" get totem.token
    [[ $(find "$dir" | sort) == "$before" ]]
}

@test "names of nodes and of files cannot reach the terminal as they are" {
    mkdir -p "$dir/report/"$'\e[31mred'
    printf '%s\n' 'nodelist.local_node_pos (u32) = 0' $'nodelist.node.0.name (str) = \e[31mred' 'totem.version (u32) = 2' \
        'no key' >"$dir/report/"$'\e[31mred/map'
    run -0 alone -m "$dir/report" -N all get totem.version
    [[ $output != *$'\e'* && $output == *'node-1: totem.version (u32) = 2'* ]]
}

@test "colors in a value of a report stay, and are quoted" {
    local node
    for node in 1 2; do
        mkdir -p "$dir/report/node$node"
        printf '%s\n' "nodelist.local_node_pos (u32) = $((node - 1))" 'nodelist.node.0.name (str) = node1' \
            'nodelist.node.1.name (str) = node2' >"$dir/report/node$node/corosync.dump"
    done
    echo $'trial.color (str) = a \e[31m b' >>"$dir/report/node1/corosync.dump"
    echo 'trial.color (str) = a  b' >>"$dir/report/node2/corosync.dump"
    run -1 --separate-stderr alone -m "$dir/report" diff -N all trial
    [[ $output == 'trial.color (str): "a \x1b[31m b" on node1, a  b on node2' && -z $stderr ]]
    tar -C "$dir" -cf "$dir/a.tar" report
    run -0 alone -m "$dir/a.tar@node1" -q get trial.color
    [[ $output == '"a \x1b[31m b"' ]]
    # A file that a person names may be a paste.
    run -0 alone -m "$dir/report/node1/corosync.dump" -q get trial.color
    [[ $output == 'a  b' ]]
}

@test "an archive that is empty, encrypted or without a map has an error with a hint" {
    tar -cf "$dir/empty.tar" -T /dev/null
    fails 2 '"*/empty.tar" is empty' -m "$dir/empty.tar" get totem.token
    mkdir "$dir/none"
    fails 2 '"*/none" is empty' -m "$dir/none" get totem.token
    echo hello >"$dir/none/file"
    fails 2 'no map found in "*/none", which has 1 file' -m "$dir/none" get totem.token
    [[ ${stderr_lines[1]} == 'hint: use a report that has '* ]]
    printf '\x8c\x0d\x04\x09\x03rest' >"$dir/secret"
    fails 2 '"*/secret" is encrypted' -m "$dir/secret" get totem.token
    [[ ${stderr_lines[1]} == 'hint: run: gpg '* ]]
    printf -- '-----BEGIN PGP MESSAGE-----\n\nrest' >"$dir/armor"
    fails 2 '"*/armor" is encrypted' -m "$dir/armor" get totem.token
    cp "$CRM" "$dir/report.tar.bz2.gpg"
    fails 2 '"*.gpg" is encrypted' -m "$dir/report.tar.bz2.gpg" get totem.token
    : >"$dir/nothing.tar.gz"
    fails 2 'no keys found in "*/nothing.tar.gz"' -m "$dir/nothing.tar.gz" get totem.token
    fails 6 'cannot open "*/missing.tar": *' -m "$dir/missing.tar" get totem.token
}

@test "a zip opens, and one with a password is said to be encrypted" {
    python3 - "$dir" "$top_srcdir/tests/fixtures/$CRM" <<'END'
import sys, tarfile, zipfile
zip = zipfile.ZipFile(sys.argv[1] + "/a.zip", "w", zipfile.ZIP_DEFLATED)
tar = tarfile.open(sys.argv[2])
for member in tar:
    if member.isfile():
        zip.writestr(member.name, tar.extractfile(member).read())
zip.close()
# The flag of encryption, in each local header and in the directory.
data = bytearray(open(sys.argv[1] + "/a.zip", "rb").read())
for magic, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
    start = data.find(magic)
    while start >= 0:
        data[start + at] |= 1
        start = data.find(magic, start + 4)
open(sys.argv[1] + "/b.zip", "wb").write(data)
END
    run -0 --separate-stderr alone -m "$dir/a.zip" -N all -q get totem.token
    [[ $output == $'node1: 1000\nnode2: 5000\nnode3: 1000' ]]
    fails 2 '"*/b.zip" is encrypted' -m "$dir/b.zip" -N all get totem.token
}

@test "a folder that cannot be read completely says so" {
    make_tar
    chmod 0 "$dir/r/crm_report/node3"
    run -7 --separate-stderr by_modes "${CMAPSH:-$top_builddir/cmapsh}" -m "$dir/r" -N all -q get totem.token
    chmod 700 "$dir/r/crm_report/node3"
    [[ $output == $'node1: 1000\nnode2: 5000' ]]
    [[ $stderr == *'was not read completely: cannot read "'*'crm_report/node3": Permission denied'* ]]
}

@test "a report of which no map can be read fails, with the reason of each node" {
    local n
    mkdir -p "$dir"/r/crm_report/node{1,2}
    for n in 1 2; do
        printf '{"cmapsh_snapshot":1,"map":"icmap","keys":[\n {"key":"a.key","type":"str","val' >"$dir/r/crm_report/node$n/corosync.dump"
    done
    run -2 --separate-stderr alone <<<"open $dir/r"
    [[ -z $output && ${stderr_lines[0]} == "note: node1: $dir/r@node1:2:"*": string without an end in its line"* ]]
    [[ ${stderr_lines[1]} == "cmapsh: stdin:1:6: open: $dir/r@node2:2:"*": string without an end in its line"* ]]
}

@test "a socket in a folder is left alone" {
    make_tar
    (cd "$dir/r" && python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("corosync.dump")')
    [[ -S $dir/r/corosync.dump ]]
    run -0 --separate-stderr alone -m "$dir/r" -N node1 -q get totem.token
    [[ $output == 'node1: 1000' && -z $stderr ]]
}

# Writes z.zip with the nodes of the tar, and damaged copies of it.
make_zips() {
    make_tar
    python3 - "$dir" <<'END'
import sys, os, zipfile
os.chdir(sys.argv[1])
with zipfile.ZipFile("z.zip", "w", zipfile.ZIP_DEFLATED) as z:
    for folder, _, files in sorted(os.walk("r")):
        z.write(folder)
        for path in (os.path.join(folder, name) for name in files):
            if not os.path.islink(path):
                z.write(path)
good = open("z.zip", "rb").read()
last = good.rindex(b"PK\3\4")
open("header.zip", "wb").write(good[:last] + b"P" + bytes(1) + good[last + 2:])
open("cut.zip", "wb").write(good[:-1])
open("line.zip", "wb").write(good + b"\n")
open("comment.zip", "wb").write(good[:-2] + b"\5\0words")
open("many.zip", "wb").write(good[:-14] + b"\xff\xff\xff\xff" + good[-10:])
END
}

@test "a file that cannot be found in a zip, and the missing end of one, are damage" {
    make_zips
    for name in z line comment many; do
        run -0 --separate-stderr alone -m "$dir/$name.zip" -N all -q get runtime.votequorum.this_node_id
        [[ ${#lines[@]} == 3 && $stderr != *'not read completely'* ]]
    done
    run -7 --separate-stderr alone -m "$dir/header.zip" -N all -q get runtime.votequorum.this_node_id
    [[ $stderr == *'was not read completely: damaged after '*' files: a file in it cannot be found'* ]]
    run -7 --separate-stderr alone -m "$dir/cut.zip" -N all -q get runtime.votequorum.this_node_id
    [[ ${#lines[@]} == 3 && $stderr == *'was not read completely: cut off after '* ]]
}

# A folder of two nodes, of which the second one has many lines.
make_report() {
    local n
    mkdir -p "$dir/report"/node{1,2}
    for n in 1 2; do
        printf '%s\n' "nodelist.local_node_pos (u32) = $((n - 1))" 'nodelist.node.0.name (str) = node1' \
            'nodelist.node.1.name (str) = node2' 'totem.version (u32) = 2' >"$dir/report/node$n/corosync.dump"
    done
    seq -f 'site.key%.0f (u32) = 1' 1000 >>"$dir/report/node2/corosync.dump"
}

@test "maps that belong to no node are named, up to three, and the others counted" {
    local n left=()
    make_report
    for n in 1 2 3 4 5; do
        head -n 4 "$dir/report/node1/corosync.dump" >"$dir/report/node1/more$n"
        ((n > 3)) || left+=("note: \"node1/more$n\" is left out: it is in no node's folder, or the node has a longer one")
        run -0 --separate-stderr alone -m "$dir/report" -N node1 -q get totem.version
        [[ $output == 'node1: 2' && -z $stderr ]]
        run -0 --separate-stderr alone -m "$dir/report" -N node1 get totem.version
        case $n in
        4) [[ $stderr == "$(printf '%s\n' "${left[@]}")"$'\nnote: 1 more map is left out' ]] ;;
        5) [[ $stderr == "$(printf '%s\n' "${left[@]}")"$'\nnote: 2 more maps are left out' ]] ;;
        *) [[ $stderr == "$(printf '%s\n' "${left[@]}")" ]] ;;
        esac
    done
    # A name that begins with ./, as tar . writes it, is the same.
    rm "$dir/report/node1"/more[2-5]
    tar -C "$dir/report" -cf "$dir/dot.tar" .
    run -0 --separate-stderr alone -m "$dir/dot.tar" -N node1 get totem.version
    [[ $output == 'node1: totem.version (u32) = 2' && $stderr == "${left[0]}" ]]
}

@test "folders in each other are read to a depth of 24, and what is deeper is a note" {
    local deep
    make_report
    printf -v deep 'd/%.0s' {1..24}
    mkdir -p "$dir/report/$deep"
    run -0 --separate-stderr alone -m "$dir/report" -N all -q get totem.version
    [[ $output == $'node1: 2\nnode2: 2' && -z $stderr ]]
    mkdir "$dir/report/${deep}d"
    run -7 --separate-stderr alone -m "$dir/report" -N all -q get totem.version
    [[ $output == $'node1: 2\nnode2: 2' ]]
    [[ ${stderr_lines[0]} == "note: \"$dir/report\" was not read completely: cannot read \"${deep}d/\": too many folders deep" ]]
    [[ ${stderr_lines[1]} == 'note: what was read has node[1-2]' && ${#stderr_lines[@]} == 2 ]]
    rm -r "$dir/report"/node?
    fails 6 "no map found in \"$dir/report\": cannot read \"${deep}d/\": too many folders deep" -m "$dir/report" get totem.version
}

@test "a file that the system cannot read is named, and the others are read" {
    make_report
    : >"$dir/report/broken"
    # Memory of a process at an address where it has none.
    # shellcheck disable=SC2016 # for the inner shell
    run -7 --separate-stderr "${ENTER[@]}" bash -c 'mount --bind "/proc/$$/mem" "$1/broken" && "$2" -m "$1" -N all -q get totem.version
        exit $?' - "$dir/report" "${CMAPSH:-$top_builddir/cmapsh}"
    [[ $output == $'node1: 2\nnode2: 2' ]]
    [[ ${stderr_lines[0]} == "note: \"$dir/report\" was not read completely: cannot read \"broken\": Input/output error" ]]
    [[ ${stderr_lines[1]} == 'note: what was read has node[1-2]' && ${#stderr_lines[@]} == 2 ]]
}

@test "a folder that cannot be opened is an error of the system" {
    make_report
    chmod 0 "$dir/report"
    run -6 --separate-stderr by_modes "${CMAPSH:-$top_builddir/cmapsh}" -m "$dir/report" get totem.version
    chmod 700 "$dir/report"
    [[ -z $output && $stderr == "cmapsh: get: cannot open \"$dir/report\": Permission denied" ]]
}

@test "statistics that cannot be read are a note, and the rest of the node is a map" {
    make_report
    printf '{"cmapsh_snapshot":1,"map":"stats","keys":[\n {"key":"stats.a","type":"str","val' >"$dir/report/node1/stats.json"
    run -0 --separate-stderr alone -m "$dir/report" -N all -q get totem.version
    [[ $output == $'node1: 2\nnode2: 2' && ${#stderr_lines[@]} == 1 ]]
    [[ $stderr == 'note: node1: no statistics: cannot read "node1/stats.json": node1/stats.json:2:36: string without an end '* ]]
}

@test "a script on a map that ends early has exit status 7, also for no, and an error keeps its own" {
    local command whole
    make_report
    tar --sort=name -C "$dir" -cf "$dir/a.tar" report
    head -c 8192 "$dir/a.tar" >"$dir/cut.tar"
    for command in 'get totem.version' 'find nosuch' 'get nosuch'; do
        echo "$command" >"$dir/script"
        run --separate-stderr alone -m "$dir/a.tar" -f "$dir/script"
        whole=$status
        run --separate-stderr alone -m "$dir/cut.tar" -f "$dir/script"
        echo "$command: $whole, $status: $output; $stderr"
        [[ $stderr == *'cut.tar" was not read completely: damaged after 5 files: '* ]]
        case $command in
        'get totem'*) ((whole == 0 && status == 7)) && [[ $output == 'totem.version (u32) = 2' ]] ;;
        find*) ((whole == 1 && status == 7)) ;;
        *) ((whole == 3 && status == 3)) ;;
        esac
    done
}
