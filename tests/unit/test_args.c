/* SPDX-License-Identifier: BSD-3-Clause */
/* Command lines, read as options, commands and arguments. */
#include "test.h"

#include <stdio.h>

#include "commands/table.h"
#include "text/words.h"

/* The words of a line, and the result of parsing them. */
struct parse {
	struct words words;
	struct args args;
	struct args_error error;
	bool good;
};

static struct parse
parse(const char *line)
{
	static const struct settings inherited = SETTINGS_INIT;
	struct parse p;

	assert_true(words_split(line, &p.words));
	p.good = args_parse(&p.args, commands, &inherited, (int)p.words.n, p.words.v, &p.error);
	return p;
}

static void
done(struct parse *p)
{
	args_clear(&p->args);
	args_error_clear(&p->error);
	words_clear(&p->words);
}

/* Returns a parsed line as a text: settings other than the default, the command, its options, its arguments. */
static const char *
meaning(const struct parse *p)
{
	static char text[400];
	const struct settings *set = &p->args.set;
	FILE *out = fmemopen(text, sizeof(text), "w");

	assert_non_null(out);
	if (set->map != NULL)
		fprintf(out, "map=%s ", set->map);
	if (set->file != NULL)
		fprintf(out, "file=%s ", set->file);
	if (set->timeout_ms != 10000)
		fprintf(out, "%ums ", set->timeout_ms);
	fprintf(out, "%s%s%s%s%s%s%s%s", set->quiet ? "quiet " : "", set->dry_run ? "dry " : "", set->yes ? "yes " : "",
		set->read_only ? "ro " : "", set->show_secrets ? "secrets " : "", set->keep_going ? "keep " : "",
		set->help ? "help " : "", set->version ? "version " : "");
	fprintf(out, "%s", p->args.cmd != NULL ? p->args.cmd->name : "-");
	for (size_t i = 0; p->args.cmd != NULL && p->args.cmd->opts != NULL && p->args.cmd->opts[i].name != NULL; i++)
		if (p->args.value[i] != NULL)
			fprintf(out, " %s=%s", p->args.cmd->opts[i].name, p->args.value[i]);
	for (int i = 0; i < p->args.n; i++)
		fprintf(out, " [%s]", p->args.given[i]);
	fclose(out);
	return text;
}

TEST(a_line_is_read_as_options_command_and_arguments)
{
	static const struct {
		const char *line, *meaning;
	} rows[] = {
		{ "", "-" },
		{ "-q", "quiet -" },
		{ "get my.key", "get [my.key]" },
		{ "-q get my.key", "quiet get [my.key]" },
		{ "get my.key -q", "quiet get [my.key]" },
		{ "get -q my.key", "quiet get [my.key]" },
		{ "-m icmap get a.b", "map=icmap get [a.b]" },
		{ "-m -#2 diff -#1 -@node1", "map=-#2 diff [-#1] [-@node1]" },
		{ "get a.b -micmap", "map=icmap get [a.b]" },
		{ "get a.b --map=icmap", "map=icmap get [a.b]" },
		{ "get a.b --map icmap", "map=icmap get [a.b]" },
		{ "get a.b --map=", "map= get [a.b]" },
		{ "-m icmap -m stats get a.b", "map=stats get [a.b]" }, /* the last one counts */
		{ "-qny get a.b", "quiet dry yes get [a.b]" },
		{ "-qmicmap get a.b", "map=icmap quiet get [a.b]" },
		{ "-qm icmap get a.b", "map=icmap quiet get [a.b]" },
		{ "-t5 get a.b", "5000ms get [a.b]" },
		{ "--read-only --show-secrets get a.b", "ro secrets get [a.b]" },
		{ "-k -f file", "file=file keep -" },
		{ "-f -", "file=- -" },
		{ "rm a.b", "delete [a.b]" },
		{ "delete --prefix a.b", "delete prefix= [a.b]" },
		{ "delete a.b --prefix", "delete prefix= [a.b]" },
		{ "find -E x --value v --type=str", "find value=v type=str regex= [x]" },
		{ "find --value -q x", "find value=-q [x]" }, /* -q is the argument of --value */
		{ "set a.b -- -q", "set [a.b] [-q]" },
		{ "-- get a.b -q", "get [a.b] [-q]" },
		{ "set a.b -- --", "set [a.b] [--]" },
		{ "set a.b -5", "set [a.b] [-5]" },
		{ "set a.b i8 -0x1f", "set [a.b] [i8] [-0x1f]" },
		{ "set a.b dbl -1.5e-9", "set [a.b] [dbl] [-1.5e-9]" },
		{ "set a.b dbl -inf", "set [a.b] [dbl] [-inf]" },
		{ "set a.b bin -", "set [a.b] [bin] [-]" },
		{ "set a.b ''", "set [a.b] []" },
		{ "get --help", "help get" }, /* no error about a missing argument */
		{ "get -V", "version get" },
		{ "-h", "help -" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct parse p = parse(rows[i].line);

		if (!p.good)
			FAIL_ROW("%s: %s", rows[i].line, p.error.message);
		if (strcmp(meaning(&p), rows[i].meaning) != 0)
			FAIL_ROW("%s: %s, not %s", rows[i].line, meaning(&p), rows[i].meaning);
		done(&p);
	}
}

TEST(an_invalid_word_is_reported_with_message_and_hint)
{
	static const struct {
		const char *line, *message, *hint; /* a part of the hint; NULL: no hint */
		const char *word;
	} rows[] = {
		{ "gte a.b", "unknown command \"gte\"", "did you mean \"get\"?", "gte" },
		{ "frobnicate", "unknown command \"frobnicate\"", "run: cmapsh help", "frobnicate" },
		{ "'' x", "unknown command \"\"", "run: cmapsh help", "" },
		{ "-5", "unknown command \"-5\"", "run: cmapsh help", "-5" },
		{ "-", "unknown command \"-\"", "run: cmapsh help", "-" },
		{ "get --quite a.b", "unknown option \"--quite\"", "did you mean \"--quiet\"?", "--quite" },
		{ "find --valeu=x y", "unknown option \"--valeu=x\"", "did you mean \"--value\"?", "--valeu=x" },
		{ "get -x a.b", "unknown option \"-x\"", "run: cmapsh help get", "-x" },
		{ "get -qx a.b", "unknown option \"-qx\"", "run: cmapsh help get", "-qx" },
		{ "get --q a.b", "unknown option \"--q\"", "run: cmapsh help get", "--q" }, /* options are never abbreviated */
		{ "set a.b -x", "unknown option \"-x\"", "put -- before a value that begins with \"-\"", "-x" },
		{ "set a.b u8 --x", "unknown option \"--x\"", "put -- before a value", "--x" },
		{ "set -x a.b 1", "unknown option \"-x\"", "run: cmapsh help set", "-x" },
		{ "find -x", "unknown option \"-x\"", "put -- before a value", "-x" },
		{ "find x -x", "unknown option \"-x\"", "run: cmapsh help find", "-x" },
		{ "get ---quiet a.b", "unknown option \"---quiet\"", "quiet", "---quiet" },
		{ "--prefix delete a.b", "unknown option \"--prefix\"", "run: cmapsh help", "--prefix" }, /* of a command not known yet */
		{ "get --quiet=yes a.b", "option \"--quiet\" takes no argument", NULL, "--quiet=yes" },
		{ "get a.b -m", "option \"-m\" needs an argument: SPEC", NULL, "-m" },
		{ "get a.b --map", "option \"--map\" needs an argument: SPEC", NULL, "--map" },
		{ "get", "missing argument", "usage: cmapsh get KEY...", "get" },
		{ "watch --exec", "option \"--exec\" needs an argument: CMD", NULL, "--exec" },
		{ "watch --exec \";\" totem", "option \"--exec\" needs an argument: CMD", NULL, "--exec" },
		{ "set a.b", "missing argument", "usage: cmapsh set KEY [TYPE] VALUE", "a.b" },
		{ "set a.b u8 1 more", "too many arguments", "usage: cmapsh set", "more" },
		{ "status a.b", "too many arguments", "usage: cmapsh status", "a.b" },
		{ "inc a.b c.d e.f", "too many arguments", "usage: cmapsh inc KEY", "c.d" },
		{ "get &", "cannot go to the background", "commands that do: ", "&" },
		{ "get -t x a.b", "\"x\" is not a number of seconds from 0 to 86400", "0.5", "x" },
		{ "get -t totem.token", "\"totem.token\" is not a number of seconds from 0 to 86400", "watch KEY", "totem.token" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct parse p = parse(rows[i].line);

		if (p.good)
			FAIL_ROW("%s is taken", rows[i].line);
		if (strcmp(p.error.message, rows[i].message) != 0)
			FAIL_ROW("%s: %s", rows[i].line, p.error.message);
		if (rows[i].hint == NULL ? p.error.hint != NULL : p.error.hint == NULL || strstr(p.error.hint, rows[i].hint) == NULL)
			FAIL_ROW("%s: hint: %s", rows[i].line, p.error.hint != NULL ? p.error.hint : "none");
		if (strcmp(p.error.word, rows[i].word) != 0)
			FAIL_ROW("%s: names %s", rows[i].line, p.error.word);
		done(&p);
		args_error_clear(&p.error); /* may be called twice */
	}
}

TEST(the_usage_of_a_command_without_arguments_is_its_name)
{
	struct parse p = parse("pwd x");

	assert_false(p.good);
	assert_string_equal(p.error.hint, "usage: pwd");
	done(&p);
}

TEST(the_hint_of_what_cannot_go_to_the_background_names_the_tasks)
{
	struct parse p = parse("get a.b &");

	assert_false(p.good);
	assert_string_equal(p.error.hint, "commands that do: watch, wait, rate");
	done(&p);
}

TEST(the_timeout_is_accepted_from_0_to_86400_seconds)
{
	static const struct {
		const char *text;
		long ms; /* -1: rejected */
	} rows[] = {
		{ "0", 0 }, { "0.5", 500 }, { "10", 10000 }, { "86400", 86400000 }, { "0.0001", 1 }, { "1e-9", 1 }, { "1e3", 1000000 },
		{ "+2", 2000 }, { "86400.001", -1 }, { "86401", -1 }, { "-1", -1 }, { "-0.001", -1 }, { "1e400", -1 }, { "inf", -1 },
		{ "nan", -1 }, { "''", -1 }, { "x", -1 }, { "1s", -1 }, { "' 1'", -1 }, { "1,5", -1 },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		char line[40];
		struct parse p;

		snprintf(line, sizeof(line), "-t %s get a.b", rows[i].text);
		p = parse(line);
		if (p.good != (rows[i].ms >= 0) || (p.good && p.args.set.timeout_ms != rows[i].ms))
			FAIL_ROW("%s: %s", line, p.good ? meaning(&p) : p.error.message);
		done(&p);
	}
}

TEST(a_line_inherits_the_settings_of_the_program)
{
	static const struct settings inherited = { .map = "stats", .timeout_ms = 1, .format = &format_text, .quiet = true, .keep_going = true };
	char *words[] = { (char *)"-m", (char *)"icmap", (char *)"-y", (char *)"get", (char *)"a.b" };
	struct args_error error;
	struct args args;

	assert_true(args_parse(&args, commands, &inherited, N_OF(words), words, &error));
	assert_string_equal(args.set.map, "icmap");
	assert_int_equal(args.set.timeout_ms, 1);
	assert_true(args.set.quiet && args.set.keep_going && args.set.yes && !args.set.dry_run);
	args_clear(&args);
	args_clear(&args); /* may be called twice */
	args_error_clear(&error);
}

TEST(an_option_is_found_by_its_name)
{
	struct parse p = parse("find --type str -E x");

	assert_string_equal(args_opt(&p.args, "type"), "str");
	assert_string_equal(args_opt(&p.args, "regex"), "");
	assert_null(args_opt(&p.args, "value"));
	assert_null(args_opt(&p.args, "quiet"));
	done(&p);
	p = parse("get a.b"); /* has no options */
	assert_null(args_opt(&p.args, "type"));
	done(&p);
}

TEST(a_program_is_taken_up_to_a_semicolon_and_the_last_one_counts)
{
	static const struct { const char *line, *program, *args; } rows[] = {
		{ "watch --exec a 'b c' \";\" totem -q", "[a][b c]", "quiet watch exec=a [totem]" },
		{ "watch totem --exec a -q", "[a][-q]", "watch exec=a [totem]" },
		{ "watch --exec a \";\" --exec b c \";\" totem", "[b][c]", "watch exec=b [totem]" },
		{ "watch --exec=a b \";\" totem", "[a][b]", "watch exec=a [totem]" },
		{ "watch totem --exec=a", "[a]", "watch exec=a [totem]" },
		{ "watch --exec a \";\" \";\"", "[a]", "watch exec=a [;]" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct parse p = parse(rows[i].line);
		char program[100] = "";

		assert_true(p.good);
		for (char **word = p.args.program; *word != NULL; word++)
			sprintf(program + strlen(program), "[%s]", *word);
		assert_string_equal(program, rows[i].program);
		assert_string_equal(meaning(&p), rows[i].args);
		done(&p);
	}
}

/* A value that an option takes, as words of a line. */
static const char *
value_for(const struct opt *opt)
{
	if (opt->arg == NULL)
		return "";
	if (opt->kind == KIND_PROGRAM)
		return "program word \";\"";
	return opt->id == 't' ? "5" : opt->id == 'o' ? "csv" : opt->id == OPT_COLOR ? "never" : "x";
}

TEST(every_option_may_be_given_twice)
{
	for (const struct cmd *const *c = commands; *c != NULL; c++) {
		const struct opt *lists[] = { global_opts, (*c)->opts };

		for (size_t l = 0; l < N_OF(lists); l++)
			for (const struct opt *o = lists[l]; o != NULL && o->name != NULL; o++) {
				const char *value = value_for(o);
				char line[200];
				struct parse p;

				snprintf(line, sizeof(line), "%s --%s %s --%s %s", (*c)->name, o->name, value, o->name, value);
				p = parse(line);
				if (!p.good && strcmp(p.error.message, "missing argument") != 0)
					FAIL_ROW("%s: %s", line, p.error.message);
				done(&p);
			}
	}
}

/* Parses a line of the prompt. */
static struct parse
parse_at_prompt(const char *line)
{
	const struct settings inherited = { .timeout_ms = 10000, .format = &format_text, .mode = MODE_PROMPT };
	struct parse p;

	assert_true(words_split(line, &p.words));
	p.good = args_parse(&p.args, commands, &inherited, (int)p.words.n, p.words.v, &p.error);
	return p;
}

TEST(only_a_task_goes_to_the_background_and_only_at_the_prompt)
{
	static const struct { const char *line; bool prompt, background; const char *error; } rows[] = {
		{ "watch totem &", true, true, NULL },
		{ "watch &", true, true, NULL },
		{ "watch totem", true, false, NULL },
		{ "wait totem.token &", true, true, NULL },
		{ "watch totem &", false, true, "\"&\" works only at the prompt" },
		{ "watch totem --exec a b &", true, true, NULL },
		{ "watch --exec=a &", true, true, NULL },
		{ "watch --exec a \";\" totem &", true, true, NULL },
		{ "watch totem --exec a &", false, false, NULL }, /* one-shot: exactly the words of the caller */
		{ "get a.b &", true, false, "cannot go to the background" },
		{ "get a.b &", false, false, "cannot go to the background" },
		{ "set a.b &", true, false, NULL }, /* a value */
		{ "set a.b str &", true, false, NULL },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct parse p = rows[i].prompt ? parse_at_prompt(rows[i].line) : parse(rows[i].line);

		if (p.good != (rows[i].error == NULL) || p.args.background != rows[i].background)
			FAIL_ROW("%s: %d, %d", rows[i].line, p.good, p.args.background);
		if (rows[i].error != NULL)
			assert_string_equal(p.error.message, rows[i].error);
		done(&p);
	}
}

TEST(a_mistake_is_printed_in_the_format_that_a_later_word_asks_for)
{
	const struct { const char *line; const struct format *format; } rows[] = {
		{ "gte -j", &format_json },
		{ "gte --json", &format_json },
		{ "gte -o csv", format_by_name("csv") },
		{ "gte --output csv", format_by_name("csv") },
		{ "gte --output=csv", format_by_name("csv") },
		{ "gte -j -o csv", format_by_name("csv") },
		{ "gte -o nonsense -j", &format_json },
		{ "gte -o", &format_text },
		{ "gte -- -j", &format_text },
		{ "gte -", &format_text },
		{ "gte -q", &format_text },
		{ "-o csv gte", format_by_name("csv") },
		{ "get --frob a.b -j", &format_json },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct parse p = parse(rows[i].line);

		assert_false(p.good);
		if (p.args.set.format != rows[i].format)
			FAIL_ROW("%s: %s", rows[i].line, p.args.set.format->name);
		done(&p);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_read_as_options_command_and_arguments),
		cmocka_unit_test(an_invalid_word_is_reported_with_message_and_hint),
		cmocka_unit_test(the_usage_of_a_command_without_arguments_is_its_name),
		cmocka_unit_test(the_hint_of_what_cannot_go_to_the_background_names_the_tasks),
		cmocka_unit_test(the_timeout_is_accepted_from_0_to_86400_seconds),
		cmocka_unit_test(a_line_inherits_the_settings_of_the_program),
		cmocka_unit_test(an_option_is_found_by_its_name),
		cmocka_unit_test(a_program_is_taken_up_to_a_semicolon_and_the_last_one_counts),
		cmocka_unit_test(every_option_may_be_given_twice),
		cmocka_unit_test(only_a_task_goes_to_the_background_and_only_at_the_prompt),
		cmocka_unit_test(a_mistake_is_printed_in_the_format_that_a_later_word_asks_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
