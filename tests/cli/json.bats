#!/usr/bin/env bats
# JSON: every value exactly, and only what man/cmapsh.schema.json says.
# shellcheck disable=SC2154 # bats sets stderr

load ../helper

# Every value of the table is there, as val.1 and so on.
setup_file() {
    local type value members n=0
    sandbox_up
    [[ -n $SANDBOX_DIR ]] || return 0
    while IFS='|' read -r type value members; do
        n=$((n + 1))
        cmapsh set "val.$n" "$type" -- "$value"
    done < <(values)
    export VALIDATOR_MISSING=''
    "$top_srcdir/tests/schema" available 2>/dev/null || VALIDATOR_MISSING='python3-jsonschema is not installed'
}

setup() {
    skip_without_sandbox
    printed=$BATS_TEST_TMPDIR/printed n_printed=0
    mkdir "$printed"
}

# All that a test has kept at once: the validator takes a while to start. Without one the rest of a test holds.
teardown() {
    local files=("$BATS_TEST_TMPDIR"/printed/*)
    [[ -n ${VALIDATOR_MISSING-} || ! -e ${files[0]} ]] || "$top_srcdir/tests/schema" files "${files[@]}"
    end_test
}

needs_validator() {
    [[ -z $VALIDATOR_MISSING ]] || skip "$VALIDATOR_MISSING"
}

# Keeps standard input for the schema.
keep() { # json.COMMAND|ndjson.COMMAND|errors
    n_printed=$((n_printed + 1))
    cat >"$printed/$n_printed.$1"
}

# What a command prints has to be what the schema says.
obeys() { # json|ndjson COMMAND [ARG]...
    cmapsh -o "$1" "${@:2}" >"$BATS_TEST_TMPDIR/records" 2>"$BATS_TEST_TMPDIR/errors" || [[ $? == [37] ]]
    [[ -s $BATS_TEST_TMPDIR/records ]]
    keep "$1.$2" <"$BATS_TEST_TMPDIR/records"
    keep errors <"$BATS_TEST_TMPDIR/errors"
}

# TYPE|VALUE|MEMBERS: what set takes, and what get prints of it.
values() {
    cat <<'END'
i8|-128|"value":-128
u8|255|"value":255
i16|-32768|"value":-32768
u16|65535|"value":65535
i32|-2147483648|"value":-2147483648
u32|4294967295|"value":4294967295
i64|-9223372036854775808|"value":-9223372036854775808,"text":"-9223372036854775808"
i64|9223372036854775807|"value":9223372036854775807,"text":"9223372036854775807"
i64|-9007199254740992|"value":-9007199254740992
i64|-9007199254740993|"value":-9007199254740993,"text":"-9007199254740993"
u64|18446744073709551615|"value":18446744073709551615,"text":"18446744073709551615"
u64|9223372036854775808|"value":9223372036854775808,"text":"9223372036854775808"
u64|9007199254740992|"value":9007199254740992
u64|9007199254740993|"value":9007199254740993,"text":"9007199254740993"
u64|0|"value":0
dbl|4.9406564584124654e-324|"value":5e-324
dbl|2.2250738585072014e-308|"value":2.2250738585072014e-308
dbl|1.7976931348623157e+308|"value":1.7976931348623157e+308
dbl|0.1|"value":0.1
dbl|0.30000000000000004|"value":0.30000000000000004
dbl|-0.0|"value":-0.0
dbl|0|"value":0
dbl|-5|"value":-5
dbl|nan|"value":null,"text":"nan"
dbl|inf|"value":null,"text":"inf"
dbl|-inf|"value":null,"text":"-inf"
flt|1.40129846e-45|"value":1e-45
flt|3.40282347e+38|"value":3.4028235e+38
flt|0.1|"value":0.1
flt|-0.0|"value":-0.0
flt|nan|"value":null,"text":"nan"
flt|-inf|"value":null,"text":"-inf"
str||"value":""
str| two words |"value":" two words "
str|/a/path|"value":"/a/path"
str|a "quote" and a \|"value":"a \"quote\" and a \\"
str|"quoted"|"value":"\"quoted\""
str|null|"value":"null"
str|ÄöÜ €|"value":"ÄöÜ €"
str|𝄞|"value":"𝄞"
bin|0x00|"value":null,"text":"0x00"
END
}

@test "JSON has every value exactly" {
    local type value members n=0
    while IFS='|' read -r type value members; do
        n=$((n + 1))
        echo "{\"key\":\"val.$n\",\"type\":\"$type\",$members}"
    done < <(values) >"$BATS_TEST_TMPDIR/expected"
    ((n > 30))
    diff "$BATS_TEST_TMPDIR/expected" <(cmapsh -o ndjson dump val)
    diff <(echo '[' && sed '1s/^/ /; 1!s/^/,/' "$BATS_TEST_TMPDIR/expected" && echo ']') <(cmapsh -j dump val)
    prints "$(sed -n 7p "$BATS_TEST_TMPDIR/expected")" -o ndjson get val.7
    obeys json dump val
}

@test "JSON has all 256 bytes of a bin" {
    local all
    all=$(printf '%02x' {0..255})
    cmapsh set jsn.all bin "0x$all"
    prints '{"key":"jsn.all","type":"bin","value":null,"text":"0x'"$all"'"}' -o ndjson get jsn.all
    obeys ndjson get jsn.all
}

@test "JSON has null and the quoted text for a str that is not UTF-8" {
    local bytes text
    while IFS='|' read -r bytes text; do
        cmapsh set jsn.raw str "$(printf '%b' "$bytes")"
        prints '{"key":"jsn.raw","type":"str","value":null,"text":"'"$text"'"}' -o ndjson get jsn.raw
        obeys ndjson get jsn.raw
    done <<'END'
\xff|\"\\xff\"
a\xc3|\"a\\xc3\"
\xc0\xaf|\"\\xc0\\xaf\"
\xed\xa0\x80|\"\\xed\\xa0\\x80\"
\xf4\x90\x80\x80|\"\\xf4\\x90\\x80\\x80\"
\xc3\xa4\x80|\"ä\\x80\"
END
}

@test "JSON escapes control characters" {
    local bytes json
    while IFS='|' read -r bytes json; do
        cmapsh set jsn.control str "$(printf '%b' "$bytes")."
        prints '{"key":"jsn.control","type":"str","value":"'"$json"'."}' -o ndjson get jsn.control
        obeys ndjson get jsn.control
    done <<'END'
one\ntwo\r\t|one\ntwo\r\t
\x1b[2J\a|\u001b[2J\u0007
\x7f|\u007f
\xc2\x9b31m|\u009b31m
\xe2\x80\xae|\u202e
\xe2\x80\xa8|\u2028
\xef\xbb\xbf|\ufeff
END
}

@test "a number printed as JSON can be set again" {
    local type value members n=0 numbers=0
    while IFS='|' read -r type value members; do
        n=$((n + 1))
        [[ $members =~ ^'"value":'([-0-9.e+]+) ]] || continue
        cmapsh set "again.$n" "$type" -- "${BASH_REMATCH[1]}"
        cmapsh get "val.$n" | sed 's/^val/again/'
        numbers=$((numbers + 1))
    done < <(values) >"$BATS_TEST_TMPDIR/expected"
    ((numbers > 20))
    diff "$BATS_TEST_TMPDIR/expected" <(cmapsh dump again)
}

@test "a secret is null and masked in JSON, unless --show-secrets is given" {
    cmapsh set jsn.a.password str hidden
    prints '{"key":"jsn.a.password","type":"str","value":null,"masked":true}' -o ndjson get jsn.a.password
    prints '{"name":"password","path":"jsn.a.password","branch":false,"type":"str","value":null,"masked":true}' \
        -o ndjson ls -l jsn.a
    prints '{"change":"modify","key":"jsn.a.password","type":"str","old":null,"old_masked":true,"new":null,"new_masked":true}' \
        -o ndjson -n set jsn.a.password other
    prints '{"key":"jsn.a.password","type":"str","value":"hidden"}' -o ndjson --show-secrets get jsn.a.password
    cmapsh set --yes jsn.b.password u64 18446744073709551615
    prints '{"key":"jsn.b.password","type":"u64","value":null,"masked":true}' -o ndjson get jsn.b.password
    obeys json dump jsn
    obeys json set -n jsn.a.password other
}

@test "complete maps conform to the schema, in json and ndjson" {
    local format
    needs_validator
    for format in json ndjson; do
        obeys $format dump
        obeys $format ls
        obeys $format ls -l totem
        obeys $format ls -l stats.ipcs
        obeys $format find token
        obeys $format find --count token
        obeys $format get totem.token jsn.missing totem.version
        obeys $format explain
        obeys $format explain 6
        obeys $format explain NODE_LEFT
        obeys $format explain totem.token
        obeys $format explain runtime.config.totem.hold
        obeys $format explain totem.interface.0.mcastaddr
        obeys $format explain stats.knet.node1.link0.latency_ave
        obeys $format explain nodelist.node.0.nodeid
        cmapsh set jsn.mine u8 1
        obeys $format explain jsn.mine
        obeys $format explain totem
        obeys $format explain 'runtime.members.*.ip'
        obeys $format effective
        obeys $format effective --changed
    done
}

@test "JSON has the same keys and values as text" {
    cmapsh dump totem nodelist quorum >"$BATS_TEST_TMPDIR/text"
    cmapsh -o ndjson dump totem nodelist quorum |
        sed -E 's/^\{"key":"([^"]+)","type":"([a-z0-9]+)","value":"?([^"]*)"?\}$/\1 (\2) = \3/' | diff "$BATS_TEST_TMPDIR/text" -
}

@test "the records of handles, pwd and cd conform to the schema" {
    needs_validator
    cmapsh -o ndjson >"$BATS_TEST_TMPDIR/handles" <<<$'ls\nopen stats\nopen icmap as second\nhandles'
    keep ndjson.handles < <(grep '"kind"' "$BATS_TEST_TMPDIR/handles")
    [[ $(grep -c '"kind":"map"' "$BATS_TEST_TMPDIR/handles") == 3 ]]
    grep -qF '{"kind":"map","handle":"second","spec":"icmap","state":"connected","current":true,' "$BATS_TEST_TMPDIR/handles"
    prints '{"path":"/"}'$'\n''{"path":"totem"}' -o ndjson <<<$'pwd\ncd totem\npwd'
    # A map without a corosync is of no node.
    run -0 --separate-stderr in_sandbox unshare -n "$top_builddir/cmapsh" -o ndjson <<<handles
    [[ $output == '{"kind":"map","handle":"live","spec":"live","state":"not connected","current":true}' ]]
}

@test "a change and a dry run print records" {
    prints '{"change":"add","key":"jsn.new","type":"u64","new":18446744073709551615,"new_text":"18446744073709551615"}' \
        -o ndjson -n set jsn.new u64 18446744073709551615
    prints '{"change":"add","key":"jsn.new","type":"u8","new":1}' -o ndjson set jsn.new u8 1
    prints '{"change":"modify","key":"jsn.new","type":"u8","old":1,"new":2}' -o ndjson inc jsn.new
    prints '{"change":"modify","key":"jsn.new","type":"u8","old":2,"new":1}' -o ndjson -n dec jsn.new
    prints '{"change":"modify","key":"jsn.new","type":"dbl","old_type":"u8","old":2,"new":null,"new_text":"nan"}' \
        -o ndjson --yes set jsn.new dbl nan
    obeys json delete -n jsn.new
    prints '{"change":"delete","key":"jsn.new","type":"dbl","old":null,"old_text":"nan"}' -o ndjson delete jsn.new
    obeys json clear -n knet
    obeys json delete -n --prefix totem.interface
    cmapsh set jsn.one u8 1
    run -7 --separate-stderr cmapsh -j delete jsn.one jsn.missing
    [[ $output == $'[\n {"change":"delete","key":"jsn.one","type":"u8","old":1}\n]' ]]
    [[ $stderr == '{"error":{"command":"delete","code":"CS_ERR_NOT_EXIST","number":12,'* ]]
}

@test "an error is one object on one line, and standard output stays empty" {
    local words code
    while read -r code words; do
        # shellcheck disable=SC2086 # words
        run "-$code" --separate-stderr cmapsh $words </dev/null
        [[ -z $output && $stderr == '{"error":{'*"\"exit\":$code}}" && $stderr != *$'\n'* ]]
        keep errors <<<"$stderr"
    done <<'END'
2 -j --bogus
2 -j ge totem.token
2 ge -o ndjson totem.token
2 get --bogus -j
2 get --bogus --output=ndjson
2 get -j
2 -j get a
2 -j tree
2 -j find -E (
2 -j --no-such
2 -j set jsn.x u8 256
5 -j set runtime.config.totem.token 5
5 -j set totem.cluster_name str other
5 -j --read-only set jsn.x u8 1
6 -j -m /missing.file dump
6 -j -f /missing.file
2 -j get x -f y
END
    run -3 --separate-stderr cmapsh -j get totem.tokn
    [[ -z $output && $stderr == '{"error":{"command":"get","code":"CS_ERR_NOT_EXIST","number":12,"key":"totem.tokn","message":"no key \"totem.tokn\" in icmap","hint":"did you mean \"totem.token\"?","exit":3}}' ]]
    run -2 --separate-stderr cmapsh -j get $'a\e\xff'
    [[ -z $output && $stderr != *$'\e'* ]]
    iconv -f UTF-8 <<<"$stderr" >/dev/null
}

@test "a failed connection is an error object" {
    run -4 --separate-stderr "$SANDBOX" exec "$SANDBOX_DIR" env -i unshare -n "$top_builddir/cmapsh" -j dump
    [[ -z $output && $stderr == '{"error":{"command":"dump","code":"CS_ERR_'*'"exit":4}}' ]]
}

@test "a timeout is an error object" {
    "$SANDBOX" stop "$SANDBOX_DIR"
    run -124 --separate-stderr cmapsh -t 0.2 -j dump
    "$SANDBOX" cont "$SANDBOX_DIR"
    [[ -z $output && $stderr == '{"error":{"command":"dump","message":"corosync (pid '*') did not answer for 0.2 s: it is stopped","hint":"'*'","exit":124}}' ]]
}

@test "an answer without records is an empty array" {
    run -1 --separate-stderr cmapsh -j find jsn.nowhere
    [[ $output == '[]' && $stderr == '{"warning":{'* ]]
    run -1 --separate-stderr cmapsh -j dump jsn.nowhere
    [[ $output == '[]' && $stderr == '{"error":{'*'"exit":1}}' ]]
    run -1 --separate-stderr cmapsh -o ndjson find jsn.nowhere
    [[ -z $output && $stderr == '{"warning":{'* ]]
    run -1 --separate-stderr cmapsh -j find --count jsn.nowhere
    [[ $output == $'[\n {"count":0}\n]' ]]
}

@test "each line of a script prints its own array, and errors name the line" {
    run -7 --separate-stderr cmapsh -j -k <<<$'get totem.token\ncd totem\nget tokn\nget version\ntree\nget "'
    [[ $output == $'[\n {"key":"totem.token","type":"u32","value":1000}\n]\n[\n {"key":"totem.version","type":"u32","value":2}\n]' ]]
    [[ ${#stderr_lines[@]} == 3 ]]
    [[ ${stderr_lines[0]} == *'"exit":3,"file":"stdin","line":3,"column":5}}' ]]
    [[ ${stderr_lines[1]} == '{"error":{"command":"tree","message":"format \"json\" is not supported","hint":"use text","exit":2,"file":"stdin","line":5,"column":1}}' ]]
    [[ ${stderr_lines[2]} == '{"error":{"message":'*'"exit":2,"file":"stdin","line":6,"column":5}}' ]]
    # A line may have its own format, and it ends with the line.
    run -7 --separate-stderr cmapsh -k <<<$'get -j totem.token\nget totem.token\nget "\nget -j totem.tokn\nget "'
    [[ ${lines[3]} == 'totem.token (u32) = 1000' && ${stderr_lines[0]} == 'cmapsh: stdin:3:5: '* ]]
    [[ ${stderr_lines[1]} == '{"error":'* && ${stderr_lines[2]} == 'cmapsh: stdin:5:5: '* ]]
}

@test "warnings are objects with -j" {
    run -0 --separate-stderr cmapsh -j -n set totem.token str x
    [[ $stderr == '{"warning":{"command":"set","key":"totem.token","message":"changes the type from u32 to str"}}' ]]
    printf 'a.bcd (u8) = 1\nno key\n' >"$BATS_TEST_TMPDIR/saved.txt"
    run -0 --separate-stderr cmapsh -o ndjson -m "$BATS_TEST_TMPDIR/saved.txt" dump
    [[ $output == '{"key":"a.bcd","type":"u8","value":1}' ]]
    [[ ${stderr_lines[0]} == '{"warning":{"command":"dump","message":"saved.txt: skipped 1 line without a key (line 2)"}}' ]]
    [[ ${stderr_lines[1]} == '{"warning":{"command":"dump","message":"saved.txt:2: no key"}}' && ${#stderr_lines[@]} == 2 ]]
}

@test "the schema has every command that prints JSON, and no other" {
    needs_validator
    local command
    cmapsh help | sed -n '/^Browse$/,/^Options/ s/^  \([a-z][a-z]*\) .*/\1/p' | while read -r command; do
        [[ $command != every ]] || continue # it prints what another one prints
        cmapsh __complete "cmapsh $command -o " | grep -qx ndjson && echo "$command"
    done >"$BATS_TEST_TMPDIR/offered"
    diff "$BATS_TEST_TMPDIR/offered" <("$top_srcdir/tests/schema" commands)
}
