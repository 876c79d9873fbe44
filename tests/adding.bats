#!/usr/bin/env bats
# The steps of HACKING.md for an addition are enough. Each test takes them in a copy of the tree, builds it, and uses the result.
# shellcheck disable=SC2154 # bats sets stderr

load helper

setup() {
    command -v automake >/dev/null || skip 'automake is not installed'
    copy_build
    copy_tree
    cd "$tree" || return
}

# The build goes where the path from it to the tree is the same as in the original; objects that are up to date stay so.
copy_build() { # sets $build and $tree
    local source
    source=$(sed -n 's/^top_srcdir = //p' "$top_builddir/Makefile")
    build=$BATS_TEST_TMPDIR/1/2/3/4/5/6
    mkdir -p "$build"
    tar -C "$top_builddir" --exclude=./tests --exclude=./.git --exclude=./build --exclude=./autom4te.cache -c . | tar -C "$build" -x
    if [[ $source == /* ]]; then
        tree=$BATS_TEST_TMPDIR/tree
        grep -rlFZ --include=Makefile --include=config.status --include='*.Po' --include='*.Plo' "$source" "$build" |
            xargs -0 sed -i "s|$source|$tree|g"
    else
        tree=$(realpath -m "$build/$source")
    fi
}

# The files that git has and those that autogen.sh made; of a release, all files.
copy_tree() {
    mkdir -p "$tree"
    cd "$top_srcdir" || return
    if [[ -e .git ]]; then
        git ls-files -co --exclude-standard
        find aclocal.m4 autom4te.cache build-aux configure m4 Makefile.in -type f
    else
        find . \( -name _build -o -name _inst \) -prune -o -type f -print # of distcheck
    fi | tar --ignore-failed-read -cT - | tar -C "$tree" -x
    chmod -R u+w "$tree"
}

# ---- steps

# A new file.
write() { # FILE <TEXT
    [[ ! -e $1 ]]
    cat >"$1"
}

# A new line after the first that has a text.
insert() { # FILE AFTER LINE
    local n
    n=$(grep -nFm 1 -e "$2" "$1")
    sed -i "${n%%:*}r /dev/stdin" "$1" <<<"$3"
}

# Compiles the changes, without a warning, and links the program, or another one.
build() { # [PROGRAM]
    make -C "$build" "${1-cmapsh}" >"$BATS_TEST_TMPDIR/log" 2>&1 || { cat "$BATS_TEST_TMPDIR/log" && return 1; }
    ! grep -F warning: "$BATS_TEST_TMPDIR/log"
}

# ---- their effect

program() { # [ARG]...
    "$build/cmapsh" "$@"
}

# Tab after LINE offers a word.
offers() { # LINE WORD
    program __complete "$1" | grep -qE "^$2($(printf '\t')|\$)"
}

# The tests of the tree whose names have a text pass.
passes() { # FILE TEXT
    run -0 env top_srcdir="$tree" top_builddir="$build" bats -f "$2" "$tree/tests/$1"
    [[ $output == *$'\nok 1 '* && $output != *'# skip'* ]]
}

@test "a command is a file, a line of the table and a line in Makefile.am, and tests name what is missing" {
    write cli/commands/count.c <<'END'
/* SPDX-License-Identifier: BSD-3-Clause */
/* count: how many keys there are. */
#include "core/browse.h"
#include "core/cmd.h"
#include "output/field.h"
#include "output/format.h"
#include "output/output.h"

static enum exit_code
run_count(struct app *app, const struct args *args)
{
	struct cmh_entries entries = CMH_ENTRIES_INIT;
	struct tally tally = { 0 };
	enum exit_code code = browse(app, cmh_list, args->n, args->word, &entries, &tally);
	const struct field fields[] = { field_number("count", entries.n) };

	if (code == EXIT_DONE && output_is_text(&app->render))
		output_print(&app->render, "%zu\n", entries.n);
	else if (code == EXIT_DONE)
		output_record(&app->render, FIELDS(fields));
	cmh_entries_clear(&entries);
	return code != EXIT_DONE ? code : tally_exit(&tally);
}

const struct cmd cmd_count = {
	.name = "count",
	.group = GROUP_BROWSE,
	.usage = "[PATH]...",
	.kinds = "p",
	.summary = "count the keys below a path",
	.examples = { "count", "count totem" },
	.max = -1,
	.flags = CMD_MAP,
	.prints = PRINTS_RECORDS,
	.run = run_count,
};
END
    insert cli/commands/table.c 'COMMAND(pwd)' $'\tCOMMAND(count) \\'
    insert Makefile.am 'cli/commands/clear.c' $'\tcli/commands/count.c \\'
    build

    printf 'a.b (u8) = 1\na.c (u8) = 2\nb.c (u8) = 3\n' >saved.txt
    run -0 --separate-stderr program -m ./saved.txt count a
    [[ $output == 2 && -z $stderr ]]
    run -0 program -m ./saved.txt -j count
    [[ $output == *'"count":3'* ]]
    run -1 program -m ./saved.txt count nosuch
    run -0 program help
    [[ $output == *$'\n  count               count the keys below a path\n'* ]]
    run -0 program help count
    [[ $output == 'usage: cmapsh count [PATH]...'* ]]
    offers 'cmapsh cou' count
    offers 'cmapsh count -o ' csv
    run -2 --separate-stderr program -m ./saved.txt cuont
    [[ $stderr == *count* ]]

    run -1 passes manual.bats 'the overview has every command'
}

@test "a key is a row" {
    insert cli/know/rows_daemon.h 'NOZZLE("macaddr"' \
        $'\t{ "nozzle.speed", U32, UNIT_PERCENT, "Speed of the nozzle device", SETTING("nozzle", RELOAD, "20"), RANGE(10, 90), METRIC(GAUGE, "nozzle") },'
    build

    printf 'nozzle.speed (u32) = 50\nnozzle.name (str) = x\n' >saved.txt
    run -0 program -m ./saved.txt -o prom dump
    [[ $output == *'# HELP corosync_nozzle_speed_ratio Speed of the nozzle device'*$'\ncorosync_nozzle_speed_ratio'*' 0.5'* ||
        $output == *'# HELP corosync_nozzle_speed_percent Speed of the nozzle device'*$'\ncorosync_nozzle_speed_percent'*' 50'* ]]
    run -0 program -m ./saved.txt explain nozzle.speed
    [[ $output == $'nozzle.speed (u32, %): Speed of the nozzle device\n  value     50%\n  default   20%\n  allowed   10 to 90\n'* ]]
    [[ $(program -m ./saved.txt effective --changed) == *$'\nnozzle.speed '*' configured; '* ]]
    unshare -rn true 2>/dev/null || skip 'no network of its own is allowed here' # so that no corosync answers Tab
    unshare -rn "$build/cmapsh" __complete 'cmapsh set nozzle.sp' | grep -q '^nozzle.speed'
}

@test "a finding is a row and a function, and tests name what is missing" {
    insert cli/know/finding_table.c 'static const struct finding_rule rules[]' \
        $'\t{ "NO_NAME", NOTE, false, "The cluster has no name", NULL, "Nobody gave it one.", "totem.cluster_name", "Give it one.", find_no_name },'
    insert cli/know/finding_rules.h 'finding_fn find_waiting' 'finding_fn find_no_name;'
    cat >>cli/know/finding_totem.c <<'END'

void
find_no_name(const struct cluster *c, struct findings *out)
{
	if (c->name == NULL)
		finding_add(out, 0, -1, strdup("this cluster has no name"), strdup("no totem.cluster_name"), strdup("corosync-cfgtool -R"), NULL);
}
END
    build

    printf 'runtime.members.1.status (str) = joined\n' >saved.txt
    run -0 program -m ./saved.txt status
    [[ $output == *$'\n-  NO_NAME: this cluster has no name\n   no totem.cluster_name\n   next: corosync-cfgtool -R'* ]]
    run -0 program -m ./saved.txt status --except NO_NAME
    [[ $output == *'left out by --except: 1 finding (NO_NAME)'* ]]
    offers 'cmapsh status --except NO_N' NO_NAME
    run -1 passes manual.bats 'the manual has every finding'
    build tests/unit/test_findings
    run "$build/tests/unit/test_findings"
    [[ $status != 0 && $output == *'NO_NAME: no row of the table has it'* ]]
}

@test "an error that is explained better is a row" {
    # shellcheck disable=SC2016 # C
    insert lib/error_cmap.c 'static const struct situation situations[]' \
        $'\t{ DO_GET, 12, 0, "my.", CMH_NOT_FOUND, CMH_REASON_NONE, "{key} is mine, and it does not exist", "make it" },'
    build tests/fakes/cmapsh

    run -3 --separate-stderr "$build/tests/fakes/cmapsh" -m icmap get my.key
    [[ $stderr == 'cmapsh: get: "my.key" is mine, and it does not exist (CS_ERR_NOT_EXIST)'* ]]
    run -3 --separate-stderr "$build/tests/fakes/cmapsh" -m icmap get your.key
    [[ $stderr == 'cmapsh: get: no key "your.key" in icmap (CS_ERR_NOT_EXIST)'* ]]
}

@test "a format is a file, a row of the table and a line in Makefile.am" {
    write cli/output/tabs.c <<'END'
/* SPDX-License-Identifier: BSD-3-Clause */
/* The format tabs: the fields of a record, with a tab between them. */
#include <stdlib.h>

#include "output/field.h"
#include "output/format.h"
#include "output/output.h"

static void
tabs_record(struct output *out, const struct field *fields, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char *text = field_string(&fields[i], out->secrets);

		out->failed |= text == NULL;
		fprintf(out->file, "%s%c", text != NULL ? text : "", i + 1 < n ? '\t' : '\n');
		free(text);
	}
}

const struct format format_tabs = { .name = "tabs", .needs = DATA_RECORDS, .record = tabs_record };
END
    insert cli/output/formats.c 'row(csv_lf)' $'\trow(tabs) \\'
    insert Makefile.am 'cli/output/table.c' $'\tcli/output/tabs.c \\'
    build

    printf 'a.b (u8) = 1\na.password (str) = x\n' >saved.txt
    run -0 --separate-stderr program -m ./saved.txt -o tabs dump
    [[ $output == $'a.b\tu8\t1\na.password\tstr\t********' && -z $stderr ]]
    run -0 program help
    [[ $output == *'csv-lf, tabs'* ]]
    offers 'cmapsh -o ' tabs
    offers 'cmapsh watch -o ' tabs
    run -1 offers 'cmapsh tree -o ' tabs
    # A command without records refuses it. One with records that refuses another format names it.
    run -2 --separate-stderr program -m ./saved.txt -o tabs tree
    [[ $stderr == $'cmapsh: tree: format "tabs" is not supported\nhint: use text' ]]
    run -2 --separate-stderr program -m ./saved.txt -o prom find a
    [[ $stderr == *$'\nhint: use text, table, json, ndjson, csv, csv-lf, tabs' ]]

    # The manual is checked against it.
    run -1 passes manual.bats 'every format'
    insert man/cmapsh.8 '.Cm csv-lf' '.Cm tabs'
    sed -i 's/^\.Cm csv-lf$/.Cm csv-lf ,/' man/cmapsh.8
    insert man/cmapsh-formats.5 'As csv, with lines that end in LF.' $'.It Cm tabs\nFields with a tab between them.'
    passes manual.bats 'every format'
}
