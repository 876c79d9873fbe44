#!/usr/bin/env bats
# Rules for the code and for its texts. A rule that is broken for a reason has that reason here.
# shellcheck disable=SC2154,SC2016 # what bats and the helper set; awk's variables

: "${top_srcdir:=$BATS_TEST_DIRNAME/..}"
load helper

setup() {
    cd "$top_srcdir" || return
    shopt -s nullglob extglob globstar
}

# A file's code: no comments, and nothing in its texts.
code() { # FILE
    sed -E "s/'(\\\\.|[^\\\\])'/0/g"';s/"(\\.|[^"\\])*"/""/g; s@/\*.*\*/@@; /^[[:space:]]*(\/\*|\*)/s/.*//' "$1"
}

# No line of the code of these files fits the pattern.
never() { # PATTERN FILE...
    local file lines found=0
    for file in "${@:2}"; do
        lines=$(code "$file" | grep -nE "$1") || continue
        printf '%s: %s\n' "$file" "$lines"
        found=1
    done
    ((!found))
}

# No line of standard input is left.
nothing() {
    ! grep .
}

# No file includes what fits, but those of the second pattern.
included_only_in() { # HEADER FILES
    grep -nE "#[[:space:]]*include[[:space:]]*[<\"]$1" lib/*.[ch] cli/**/*.[ch] tests/unit/*.[ch] | grep -vE "^($2):" | nothing
}

# The objects of sources, below the build directory: those that the build has now, not what it once left there.
objects() { # SOURCE...
    printf '%s\n' "$@" | sed -E 's@^lib/(peer|votequorum)\.c$@lib/.libs/libcmh_peer_la-\1.o@
        s@^lib/(.*_load)\.c$@lib/.libs/libcmh_load_la-\1.o@
        s@^lib/(.*_linked)\.c$@lib/.libs/libcmh_la-\1.o@
        s@^lib/(.*)\.c$@lib/.libs/libcmh_core_la-\1.o@
        s@^cli/main\.c$@cli/cmapsh-main.o@
        s@^(cli/.*)/(.*)\.c$@\1/libcli_a-\2.o@'
}

in_build() { # CMD...
    (cd "$top_builddir" && "$@")
}

# Goes to the test's folder, and writes the arrows between the files of lib/ and cli/ there: FILE needs SYMBOL of FILE to
# `symbols`, FILE needs HEADER of FILE to `includes`. (An include without a folder names lib/ or a header of the system.)
find_arrows() {
    objects lib/*.c cli/**/*.c | in_build xargs "$top_srcdir/tests/arrows" symbols >"$BATS_TEST_TMPDIR/symbols"
    grep -oE '^#[[:space:]]*include[[:space:]]*"[a-z_]+/[^"]+"' cli/**/*.[ch] |
        sed -E 's@:.*"(.*)"@ needs \1 of cli/\1@' >"$BATS_TEST_TMPDIR/includes"
    cd "$BATS_TEST_TMPDIR" || return
    (($(wc -l <symbols) > 500 && $(wc -l <includes) > 100))
}

# The rooms from top to bottom: HACKING.md has their only list.
rooms() {
    sed -nE '/^## The rooms of cli/,$s/^\| `([a-z]+)(\/|\.c)`.*/cli\/\1/p' HACKING.md
}

# The texts of all sources, by kind: see tests/texts.
texts() { # KIND...
    find lib cli -name '*.c' -exec "$top_srcdir/tests/texts" {} + | awk -F '\t' -v kinds=" $* " 'index(kinds, " " $2 " ")'
}

@test "the checks distinguish code from comments and texts" {
    printf '%s\n' 'int a = f("cmap_get(", b); /* cmap_get( */' ' * cmap_get(' >"$BATS_TEST_TMPDIR/good.c"
    printf 'x = cmap_get(a);\n' >"$BATS_TEST_TMPDIR/bad.c"
    never 'cmap_[a-z_]+\(' "$BATS_TEST_TMPDIR/good.c"
    run never 'cmap_[a-z_]+\(' "$BATS_TEST_TMPDIR/bad.c"
    [[ $status == 1 && $output == *bad.c:\ 1:* ]]
}

@test "only lib/ knows libcmap" {
    included_only_in corosync/ 'lib/(libcmap\.h|votequorum\.c)'
    never '\b(cmap|cs)_[a-z_]+[[:space:]]*\(|\bCS_(OK|ERR_|DISPATCH_)|\bCMAP_|\b(cmap|cs)_[a-z_]+_t\b' cli/**/*.[ch] lib/cmh.h
}

@test "only the line editor knows libedit, only the formats and saved maps know json-c" {
    included_only_in 'histedit\.h' 'cli/prompt/[a-z_]*\.[ch]'
    included_only_in 'json-c' 'lib/json_library\.h'
    included_only_in 'json' '(cli/output/[a-z_]*|lib/(file|json)[a-z_]*)\.[ch]'
}

@test "lib/ knows nothing of cli/" {
    local name
    while read -r name; do
        [[ -e lib/$name ]] || { echo "$name" && false; }
    done < <(sed -nE 's/^#[[:space:]]*include[[:space:]]*"(.*)"$/\1/p' lib/*.[ch] | sort -u)
}

@test "the tool for arrows finds a circle and an arrow upwards, and only global symbols" {
    local name
    cd "$BATS_TEST_TMPDIR"
    mkdir top low
    echo 'int low(void); static int own; int top(void) { return low() + own; }' >top/top.c
    echo 'int left(void), top(void); static int own = 1; int low(void) { return left() + top() + own; }' >low/low.c
    echo 'int right(void); int left(void) { return right(); }' >low/left.c
    echo '#include <stdlib.h>
        __attribute__((weak)) int left(void) { return 0; } extern int top(void) __attribute__((weak));
        int right(void) { return left() + abs(top ? top() : 0); }' >low/right.c
    for name in top/top low/low low/left low/right; do ${CC:-cc} -c -fsanitize=address -o "$name.o" "$name.c"; done
    "$top_srcdir/tests/arrows" symbols top/top.o low/low.o low/right.o low/left.o >arrows
    diff - arrows <<'END'
low/left needs right of low/right
low/low needs left of low/left
low/low needs top of top/top
low/right needs top of top/top
top/top needs low of low/low
END
    run -0 "$top_srcdir/tests/arrows" circles <arrows
    [[ $output == "low/left low/low low/right top/top"$'\n'"$(sed 's/^/    /' arrows)" ]]
    run -0 "$top_srcdir/tests/arrows" circles < <(grep -v right arrows)
    [[ ${lines[*]} == "low/low top/top     low/low needs top of top/top     top/top needs low of low/low" ]]
    run -0 "$top_srcdir/tests/arrows" circles < <(grep '^low/l' arrows)
    [[ -z $output ]]
    run -0 "$top_srcdir/tests/arrows" upward 'top low' <arrows
    [[ ${lines[*]} == "low/low needs top of top/top low/right needs top of top/top" ]]
    run -1 "$top_srcdir/tests/arrows" upward 'top lo' <arrows
    [[ $output == *'low/left is in no room' ]]
}

@test "HACKING.md names all rooms of cli/, and no others" {
    diff <(rooms | sort) <(printf '%s\n' cli/main cli/*/ | sed 's@/$@@' | sort)
}

@test "a file uses only its own room of cli/ and those below it, and lib/ uses none of cli/" {
    local list
    list=$(rooms | tr '\n' ' ')
    find_arrows
    "$top_srcdir/tests/arrows" upward "$list lib" <symbols | nothing
    "$top_srcdir/tests/arrows" upward "$list" <includes | nothing
}

@test "completion does not use the commands" {
    find_arrows
    grep -hE '^cli/complete/.* of cli/commands/' symbols includes | nothing
}

@test "no files use each other in a circle, nor do headers" {
    find_arrows
    "$top_srcdir/tests/arrows" circles <symbols | nothing
    "$top_srcdir/tests/arrows" circles <includes | nothing
}

@test "lib/ does not print, exit, read the environment, change a signal or start a program" {
    local names='v?printf|puts|putchar|perror|exit|_exit|_Exit|quick_exit|abort|(secure_)?getenv|setenv|setlocale|signal|sigaction'
    names+='|alarm|system|popen|fork|vfork|exec[a-z]+|posix_spawnp?|__v?printf_chk|std(in|out|err)|syslog|err|errx|warnx?'
    run -1 grep -E " U ($names)(@|$)" <(objects lib/*.c | in_build xargs nm)
    never '\bstd(out|err|in)\b|\bassert[[:space:]]*\(' lib/*.[ch]
}

@test "lib/ keeps no state but the lock around the handles of libcmap and whether memory was short, and cmapsh the libraries that it loads" {
    run -0 awk '/file format/ { file = $1 }
        / O (\.data|\.bss|\.tdata|\.tbss|\*COM\*)/ && $0 !~ /\.data\.rel\.ro/ && $NF !~ /^(__odr_asan|\.L)/ { print $NF }' \
        <(objects lib/*.c | in_build xargs objdump -t)
    [[ $(sort -u <<<"$output" | tr '\n' ' ') == 'handles_lock json libcmap loaded memory_was_short ready ' ]]
}

@test "the library exports what cmh.h declares, each with a version, no less and no more" {
    local header
    header=$(grep -oE '^CMH_API .*' lib/cmh.h | grep -oE '\bcmh_[a-z_0-9]+\(' | tr -d '(' | LC_ALL=C sort)
    [[ -n $header ]]
    diff <(echo "$header") <(sed -nE 's/^\t(cmh_[a-z_0-9]+);$/\1/p' lib/libcmh.map | LC_ALL=C sort)
    diff <(echo "$header") <(nm -D --defined-only "$top_builddir/.libs/libcmh.so" | awk '$2 != "A" { print $3 }' |
        sed -E 's/@@LIBCMH_[0-9.]+$//' | LC_ALL=C sort)
}

@test "cmh_private.h declares what only cmapsh needs, and is not installed" {
    local name
    grep -qE '^include_HEADERS = lib/cmh\.h$' Makefile.am
    for name in $(grep -oE '^[a-z].*\bcmh_[a-z_0-9]+\(' lib/cmh_private.h | grep -oE 'cmh_[a-z_0-9]+\(' | tr -d '('); do
        ! grep -q "\<$name\>" lib/cmh.h lib/libcmh.map || { echo "$name" && false; }
    done
}

@test "cmh.h needs no other include, in C and in C++" {
    {
        printf '#include "cmh.h"\nint main(void) {\n'
        printf '\tstruct cmh_%s = CMH_%s_INIT;\n' 'error e' ERROR 'value v' VALUE 'entries l' ENTRIES 'options o' OPTIONS 'watch_options w' WATCH_OPTIONS
        printf '\treturn e.number + (int)(v.len + l.n + o.size + w.size);\n}\n'
    } >"$BATS_TEST_TMPDIR/a.c"
    ${CC:-cc} -std=c11 -pedantic -Wall -Wextra -Werror -I lib -fsyntax-only "$BATS_TEST_TMPDIR/a.c"
    command -v g++ >/dev/null || skip 'no g++'
    cp "$BATS_TEST_TMPDIR/a.c" "$BATS_TEST_TMPDIR/a.cc"
    g++ -std=c++11 -Wall -Wextra -Werror -I lib -fsyntax-only "$BATS_TEST_TMPDIR/a.cc"
}

@test "strings, growing arrays, times and loops over the maps are made in one place" {
    local file
    for file in lib/*.c cli/**/*.c; do
        [[ $file == lib/str.c ]] || never '\b(v?asprintf|open_memstream)[[:space:]]*\(' "$file"
        [[ $file == lib/* ]] || never '\bstrn?dup[[:space:]]*\(' "$file"
        [[ $file == lib/@(array|saved_store).c ]] || never '\brealloc(array)?[[:space:]]*\(' "$file" # saved_store.c makes blocks smaller
        never 'clock_gettime[[:space:]]*\(CLOCK_MONOTONIC|for \(.*<=? *(CMH_STATS|N_MAPS)' "$file"
    done
}

@test "only change/apply.c changes the map" {
    local file
    for file in cli/**/*.c; do
        [[ $file == cli/change/apply.c ]] || never '\bcmh_(set(_keys)?|add|delete)[[:space:]]*\(' "$file"
    done
    code cli/change/apply.c | grep -q 'cmh_set('
}

@test "no command includes another one" {
    grep -nE '#[[:space:]]*include "commands/' cli/**/*.[ch] | grep -vE ':#include "commands/(diff_nodes|explain|save_file|status(_all)?|table|tree_nodes|wait_nodes)\.h"$' | nothing
}

@test "no command writes anything itself: the formats and app.c do" {
    never '\bstd(out|err)\b|\b(v?printf|puts|putchar|perror)[[:space:]]*\(' cli/commands/*.c
    never '\b(v?fprintf|v?dprintf|fputs|fputc|putc|fwrite|write|writev)[[:space:]]*\(' cli/commands/*.c
}

@test "a fixed buffer has a reason why it is long enough" {
    local reasons='
        cli/know/keys.c key          a name as long as a key may be; a longer one is of no key
        cli/commands/status_nodes.c text  a word and the number of a link
        cli/core/help.c left      the letter, name and argument of an option, all ours
        cli/text/pattern.c why        what regerror(3) says
        cli/change/confirm.c answer      yes or no; the rest of the line is thrown away
        cli/cmapctl/track.c bytes    a piece of a line, whose rest is read next
        cli/base/unpack.c block      the first bytes of a file
        cli/core/report_read.c bytes the first bytes of a file
        cli/core/report_open.c file  a path as long as the kernel takes one; a longer one is of no file
        cli/nodes/archive.c bytes    a piece of a file that is read
        cli/base/unpack.c bytes      a piece of a file that is copied, and its first bytes
        cli/prompt/text.c count  a number and a word
        cli/task/opts.c own      two words of ours and a number
        cli/prompt/repl_complete.c close    a quote and a blank
        cli/prompt/repl_canvas.c bytes  one character
        cli/text/terminfo.c bytes     the first bytes of a file
        lib/process.c path       a number
        lib/process.c text       one line of the kernel, of which the first half is used
        lib/listed.c name        a name as libcmap returns it, never longer
        lib/list.c name          a name as libcmap returns it, never longer
        lib/write.c scratch      a number'
    local file name found=0
    for file in lib/*.c cli/**/*.c; do
        for name in $(code "$file" | grep -oE '\bchar [a-z_]+\[[^]]+\]' | sed -E 's/char ([a-z_]+).*/\1/' | sort -u); do
            grep -qE "^ *$file $name " <<<"$reasons" || { echo "$file: $name" && found=1; }
        done
    done
    ((!found))
}

@test "no file is longer than 300 lines" {
    # The most that is allowed, and why.
    local reasons='
        lib/cmh.h 660         the manual of the library
        cli/prompt/repl.c 325        signals, keys and events have one loop
        cli/prompt/repl_keys.c 302   a function a key'
    local file lines most found=0
    for file in lib/*.[ch] cli/**/*.[ch]; do
        lines=$(wc -l <"$file")
        most=$(awk -v file="$file" '$1 == file { print $2 }' <<<"$reasons")
        ((lines <= ${most:-300})) || { echo "$file has $lines lines" && found=1; }
    done
    ((!found))
}

@test "no line is wider than the formatter makes it" {
    local limit
    limit=$(sed -n 's/^ColumnLimit: //p' .clang-format)
    ((limit > 0))
    run -1 awk -v limit="$limit" '{ text = $0; gsub(/\t/, "        ", text) }
        length(text) > limit { print FILENAME ":" FNR ": " length(text) " columns"; wide = 1 }
        END { exit !wide }' lib/*.[ch] cli/**/*.[ch]
    [[ -z $output ]]
}

@test "no function is longer than 60 lines" {
    run -0 awk 'FNR == 1 { begin = 0 }
        /^[a-z_].*\(/ { name = $0 }
        /^\{/ { begin = FNR }
        /^\}/ { if (begin && FNR - begin - 1 > 60) print FILENAME ": " name ": " FNR - begin - 1; begin = 0 }' lib/*.c cli/**/*.c
    [[ -z $output ]]
}

@test "every file is in Makefile.am" {
    local file
    for file in lib/*.[ch] cli/**/*.[ch] tests/fakes/*.[ch] tests/cli/*.bats tests/*.bats tests/unit/*.h; do
        grep -qE "(^|[[:space:]])${file//./\\.}([[:space:]]|\$)" Makefile.am || { echo "$file" && false; }
    done
    for file in tests/unit/*.c; do
        grep -qE "(^|[[:space:]])${file%.c}([[:space:]]|\$)" Makefile.am || { echo "$file" && false; }
    done
}

@test "a leak in a program fails the test that ran it" {
    echo 'int main(void) { void *volatile lost = __builtin_malloc(17); lost = 0; return lost != 0; }' >"$BATS_TEST_TMPDIR/leaks.c"
    ${CC:-cc} -fsanitize=address -o "$BATS_TEST_TMPDIR/leaks" "$BATS_TEST_TMPDIR/leaks.c"
    end_test
    run "$BATS_TEST_TMPDIR/leaks"
    run -1 end_test
    [[ $output == *'17 byte(s) leaked'* ]]
    end_test
}

@test "every teardown looks for reports of the sanitizers" {
    run -0 awk '/^teardown(_file)?\(\)/ { name = $1; looks = 0 }
        /^    end_(test|file)$/ { looks = 1 }
        /^}/ { if (name && !looks) print FILENAME ": " name; name = "" }' tests/*.bats tests/**/*.{bats,bash}
    nothing <<<"$output"
    grep -L '^load .*helper$' tests/*.bats tests/**/*.bats | nothing
}

# That of a test stays behind: the teardown_file does not see its $SANDBOX_DIR.
@test "the sandbox of a file is begun by its setup_file" {
    run -0 awk '/^[a-z_]+\(\) \{|^@test/ { inside = $1 }
        /^ +sandbox_up( |$)/ && inside != "setup_file()" { print FILENAME ":" FNR ": " $0 }' tests/*.bats tests/**/*.bats
    nothing <<<"$output"
}

# The names of all commands, from their structs.
commands() {
    sed -nE '/^const struct cmd cmd_/,/^\}/s/^\t\.name = "([a-z_-]+)",$/\1/p' cli/commands/*.c
}

@test "the files of the project have plain names, and those at the top are known" {
    [[ -e $top_srcdir/.git ]] || skip 'this is a release'
    git -C "$top_srcdir" -c safe.directory='*' ls-files  >"$BATS_TEST_TMPDIR/files"
    (($(wc -l <"$BATS_TEST_TMPDIR/files") > 500))
    grep -vE '^[A-Za-z0-9_.@+/-]+$' "$BATS_TEST_TMPDIR/files" | nothing
    diff <(cut -d / -f 1 "$BATS_TEST_TMPDIR/files" | sort -u) <(printf '%s\n' .ci .clang-format .gitignore HACKING.md LICENSE Makefile.am NEWS README.md \
        SECURITY.md autogen.sh cli completions configure.ac examples lib m4 man scripts tests | sort)
}

@test "every command is in the table and in the help" {
    local name
    (($(commands | wc -l) > 10))
    "$top_builddir/tests/fakes/cmapsh" help >"$BATS_TEST_TMPDIR/help"
    for name in $(commands); do
        [[ $name == __* ]] || grep -qE "^  $name( |\$)" "$BATS_TEST_TMPDIR/help" || { echo "$name is not in the help" && false; }
    done
    # A struct that nobody put into the table.
    diff <(sed -nE 's/^const struct cmd (cmd_[a-z_]+) = .*/\1/p' cli/commands/*.c | sort) \
        <(sed -nE 's/^\tCOMMAND\(([a-z_]+)\).*/cmd_\1/p' cli/commands/table.c | sort)
}

@test "texts, comments and names use the words of HACKING.md" {
    grep -rnwE 'alone|behind|blanks?|delicate|exit codes?|gone|guarded|stands|tells?|told|whole' lib cli | nothing
    grep -rnE '\b[Tt]here (is|are) no\b|\b(is|are) no [a-z]' lib cli | grep -v 'no longer' | nothing
}

@test "the tool for texts finds them, joined and with their kind and arguments" {
    cat >"$BATS_TEST_TMPDIR/a.c" <<'END'
/* "no" */
#define NO "no"
	app_fail(app, code, n > 0 ? str_format("use %s" TYPES, "it") : NULL, "a \"b\"" /* "no" */
	         " %s", args->word[0]);
	char *hint = str_format("run: %s", cmd->name), *text = "x";
	app_note(app, "%u keys", f(n, 1));
END
    "$top_srcdir/tests/texts" "$BATS_TEST_TMPDIR/a.c" | sed 's/^[^\t]*a\.c://' | diff - <(cat <<'END'
3	hint	use %s{TYPES}	"it"
3	text	it
3	error	a \"b\" %s	args->word[0]
5	hint	run: %s	cmd->name
5	text	x
6	note	%u keys	f(n,1)
END
    )
}

@test "a hint is one action: an imperative, or did you mean, or run, or the usage" {
    local verbs='add|choose|close|create|initialise|install|leave out|log in|make|name|open|overwrite|preview|print|put|read|save|set|skip|try|unpack|use|write'
    (($(texts hint | wc -l) > 50))
    texts hint | awk -F '\t' -v form="^(($verbs) |did you mean .*[?]\$|([^:;]*[;,] )?run: |usage: )" '
        $3 !~ form || $3 ~ /[.]$/ || length($3) > 100' |
        # Four with a reason: a prefix ends in a dot; what a file can be, and an outcome that is unknown, is no action.
        grep -vE 'such as \^\^my\.test\.|expected lines like|prints it with -b|may or may not have been made' | nothing
}

@test "errors and notes begin in lower case, and have no full stop and at most one colon" {
    (($(texts error note | wc -l) > 150))
    texts error note | awk -F '\t' '$3 ~ /^[A-Z]/ || $3 ~ /[.]$/ || $3 ~ /^(note|warning|hint|cmapsh):/' | nothing
    texts error | awk -F '\t' '$3 ~ /: .*: /' | nothing
    # One place prints the four forms; the others have no command, or no memory.
    texts text | awk -F '\t' '$3 ~ /^(note|warning|hint|cmapsh): / { sub(/:[0-9]*$/, "", $1); print $1 " " substr($3, 1, index($3, ":")) }' |
        sort -u | diff - <(sort <<'END'
cli/core/app.c note:
cli/core/message.c cmapsh:
cli/core/message.c hint:
cli/core/message.c note:
cli/core/message.c warning:
cli/main.c cmapsh:
cli/prompt/line.c cmapsh:
END
    )
}

@test "keys, paths, files and other words of the user are in double quotes" {
    # Saved maps name their files without quotes, as FILE:LINE:COLUMN.
    texts error hint note | grep -vE '^lib/(file|saved)[a-z_]*\.c:' | awk -F '\t' '{
        rest = $3
        for (n = 4; match(rest, /%[-+ 0-9.*]*(zu|ld|[a-z])/); n++) {
            before = substr(rest, 1, RSTART - 1)
            conversion = substr(rest, RSTART, RLENGTH)
            rest = substr(rest, RSTART + RLENGTH)
            # A command that a hint names is typed as it is.
            if (conversion == "%s" && $n ~ /(^|>|\.)(key|word|paths?|file)(\[.*\])?$/ && before !~ /\\"$/ && before !~ /with: cmapsh [a-z]+ $/)
                print $1 ": " $3 ": " $n
        }
    }' | nothing
}
