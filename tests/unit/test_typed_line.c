/* SPDX-License-Identifier: BSD-3-Clause */
/* What the words of a line are while it is typed, with the real table of commands and a few keys. */
#include "test.h"

#include <stdio.h>

#include "commands/table.h"
#include "complete/typed_line.h"

/* Keys that exist. Names below "new" are not known yet. */
static const char *const keys[] = { "totem.token", "totem.interface.0.mcastport", "stats.srp.mtt_rx_token", "runtime.members.1.status" };

static enum name_state
look_up(void *arg, const char *map, const char *name)
{
	enum name_state state = NAME_ABSENT;

	(void)arg;
	if (strncmp(name, "new", 3) == 0 || map != NULL)
		return NAME_NOT_KNOWN;
	for (size_t i = 0; i < N_OF(keys); i++) {
		size_t len = strlen(name);

		if (strncmp(keys[i], name, len) != 0)
			continue;
		if (keys[i][len] == '\0' || keys[i][len] == '.')
			return NAME_EXISTS;
		state = NAME_BEGINS;
	}
	return state;
}

/* Reads a line, in which a bar marks the cursor; without one, it is at the end. The caller frees the line, and clears `out`. */
static char *
read_line(const char *text, const char *here, struct typed_line *out)
{
	const struct typed_source source = { look_up, NULL };
	struct app app = { .commands = commands, .here = here };
	char *line = strdup(text), *bar;
	size_t cursor;

	assert_non_null(line);
	bar = strchr(line, '^');
	cursor = bar != NULL ? (size_t)(bar - line) : strlen(line);
	if (bar != NULL)
		memmove(bar, bar + 1, strlen(bar));
	assert_true(typed_line_read(&app, line, cursor, &source, out));
	return line;
}

TEST(the_words_of_a_line_are_told_apart)
{
	/* Of each byte: a command, an option, a key, or unknown. */
	static const struct { const char *line, *here, *kinds; } rows[] = {
		{ "get totem.token", "", "ccc kkkkkkkkkkk" },
		{ "get totem.token nosuch", "", "ccc kkkkkkkkkkk uuuuuu" },
		{ "get totem.tok", "", "ccc .........", },
		{ "get totem.tok^ x", "", "ccc ......... u" },
		{ "get totem.tok x", "", "ccc uuuuuuuuu u" },
		{ "get totem totem.", "", "ccc kkkkk kkkkkk" },
		{ "get 'totem.token' ", "", "ccc kkkkkkkkkkkkk " },
		{ "get new.key totem.x", "", "ccc ....... uuuuuuu" },
		{ "get token ../totem /totem.token totem.token", "totem", "ccc kkkkk kkkkkkkk kkkkkkkkkkkk kkkkkkkkkkk" },
		{ "dump totem.* **.x", "", "cccc ....... ...." },
		{ "dump nosuch -j --json --map icmap", "", "cccc uuuuuu oo oooooo ooooo ....." },
		{ "dump -m icmap nosuch", "", "cccc oo ..... ......" },
		{ "dump -N all nosuch", "", "cccc oo ... ......" },
		{ "dump -Nall nosuch", "", "cccc ooooo ......" },
		{ "get stats.nosuch", "", "ccc ............" },
		{ "get /stats.nosuch /nosuch", "", "ccc ............. uuuuuuu" },
		{ "set nosuch u8 -5", "", "ccc ...... .. .." },
		{ "watch nosuch totem", "", "ccccc ...... kkkkk" },
		{ "wait nosuch=1 !totem.token totem.token>5", "", "cccc ........ kkkkkkkkkkkk kkkkkkkkkkkkk" },
		{ "watch totem --exec echo totem -x", "", "ccccc kkkkk oooooo .... ..... .." },
		{ "load file nosuch", "", "cccc .... ......" },
		{ "diff a live nosuch", "", "cccc . .... ......" },
		{ "explain nosuch totem", "", "ccccccc ...... ....." },
		{ "ls --lon", "", "cc ....." },
		{ "ls --lon ", "", "cc uuuuu " },
		{ "ls --lxn", "", "cc uuuuu" },
		{ "ls -lz -lj", "", "cc uuu ooo" },
		{ "ls -- -l", "", "cc oo uu" },
		{ "cmapctl -g totem.token", "", "ccccccc .. ..........." },
		{ "xyz totem", "", "uuu ....." },
		{ "ge totem", "", "cc kkkkk" },
		{ "sta", "", "ccc" },
		{ "s", "", "." },
		{ "s totem", "", "u ....." },
		{ "se", "", "cc" },
		{ "get totem; ls nosuch", "", "ccc kkkkk  cc uuuuuu" },
		{ "get totem | ls nosuch", "", "ccc kkkkk   .. ......" },
		{ "!ls totem", "", "... ....." },
		{ "get totem > totem", "", "ccc kkkkk . ....." },
		{ "get totem # totem", "", "ccc kkkkk . ....." },
		{ "# get totem", "", ". ... ....." },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct typed_line typed;
		char *line = read_line(rows[i].line, rows[i].here, &typed);

		for (size_t w = 0; w < typed.n; w++)
			for (size_t at = typed.v[w].at; at < typed.v[w].end; at++)
				if (rows[i].kinds[at] != ".coku"[typed.v[w].kind])
					FAIL_ROW("\"%s\": byte %zu is not %c but %c", line, at, rows[i].kinds[at], ".coku"[typed.v[w].kind]);
		for (size_t at = 0; rows[i].kinds[at] != '\0'; at++) {
			bool found = strchr("coku", rows[i].kinds[at]) == NULL;

			for (size_t w = 0; w < typed.n; w++)
				found |= at >= typed.v[w].at && at < typed.v[w].end;
			if (!found)
				FAIL_ROW("\"%s\": byte %zu is in no word", line, at);
		}
		typed_line_clear(&typed);
		free(line);
	}
}

TEST(what_may_follow_is_what_the_usage_has_after_the_words_so_far)
{
	static const struct { const char *line, *usage; } rows[] = {
		{ "get", "KEY..." }, { "get ", "KEY..." }, { "get a ", "KEY..." }, { "get a", NULL }, { "ge", NULL }, { "ge ", "KEY..." },
		{ "set ", "KEY [TYPE] VALUE" }, { "set a ", "[TYPE] VALUE" }, { "set a u8 ", "VALUE" }, { "set a 5 ", NULL },
		{ "set a str b ", NULL }, { "diff ", "A [B [PATH]...]" }, { "diff a ", "[B [PATH]...]" }, { "diff a b ", "[PATH]..." },
		{ "diff a b c ", "[PATH]..." }, { "open x ", "[as NAME]" }, { "open x as ", "NAME" }, { "open x as y ", NULL },
		{ "load f ", "[PATH]..." }, { "ls ", "[PATH]" }, { "ls a ", NULL }, { "ls -m ", "SPEC" }, { "ls -m icmap ", "[PATH]" },
		{ "get a; ls ", "[PATH]" }, { "get a | ls ", NULL }, { "get # ", NULL }, { "get ^x", NULL }, { "g^et", NULL }, { "", NULL },
		{ "get 'a ", NULL }, { "watch --exec ", "CMD" }, { "watch --exec a ", NULL }, { "nosuch ", NULL }, { "set-option hints ", "on|off" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct typed_line typed;
		char *line = read_line(rows[i].line, "", &typed);

		if (rows[i].usage == NULL ? typed.usage != NULL : typed.usage == NULL || strcmp(typed.usage, rows[i].usage) != 0)
			FAIL_ROW("\"%s\": %s", rows[i].line, typed.usage != NULL ? typed.usage : "nothing");
		typed_line_clear(&typed);
		free(line);
	}
}

TEST(the_note_is_about_the_word_at_the_cursor)
{
	static const struct { const char *line, *here, *note; } rows[] = {
		{ "get totem.token", "", "Time without the token" }, { "get ^totem.token nosuch", "", "Time without the token" },
		{ "get tot^em.token nosuch", "", "Time without the token" }, { "get totem.token nosuch", "", "no key of this name" },
		{ "get totem.tok", "", NULL }, { "get token", "totem", "Time without the token" }, { "get /totem.token", "x", "Time without the token" },
		{ "get totem.token", "x", "Time without the token" }, { "wait !totem.token", "", "Time without the token" },
		{ "wait totem.token>5", "", "Time without the token" }, { "set totem.token ", "", "Time without the token" },
		{ "set totem.token u32 5", "", "Time without the token" }, { "get", "", "print the values of keys" },
		{ "g^et x", "", "print the values of keys" }, { "get ", "", "print the values of keys" }, { "get a ", "", "print the values of keys" },
		{ "ls ", "", "list one level" }, { "ls a ", "", NULL },
		{ "every 2s ls ", "", "list one level" }, { "every 2s ls a ", "", NULL },
		{ "xyz", "", "unknown command" }, { "ls -l", "", "show types" }, { "ls --long", "", "show types" }, { "ls -x", "", "unknown option" },
		{ "ls -m ", "", "use live" }, { "ls -m ic", "", "use live" }, { "ls --map=ic", "", "use live" }, { "", "", NULL },
		{ "get x | totem.token", "", NULL }, { "watch --exec totem.token totem.token", "", NULL }, { "get totem.key", "", "no key of this name" },
	};
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct typed_line typed;
		char *line = read_line(rows[i].line, rows[i].here, &typed);

		if (rows[i].note == NULL ? typed.note != NULL : typed.note == NULL || strncmp(typed.note, rows[i].note, strlen(rows[i].note)) != 0)
			FAIL_ROW("\"%s\": %s", rows[i].line, typed.note != NULL ? typed.note : "nothing");
		typed_line_clear(&typed);
		free(line);
	}
}

TEST(every_beginning_of_every_usage_is_read)
{
	struct typed_line typed;

	for (const struct cmd *const *c = commands; *c != NULL; c++) {
		char line[512] = "";

		snprintf(line, sizeof(line), "%s ", (*c)->name);
		for (int i = 0; i < 12; i++) {
			char *copy = read_line(line, "", &typed);

			if (typed.usage != NULL && (typed.usage[0] == '\0' || typed.usage[0] == ' ' || typed.usage[0] == ']'))
				FAIL_ROW("\"%s\": \"%s\"", line, typed.usage);
			typed_line_clear(&typed);
			free(copy);
			strcat(line, "u8 ");
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_words_of_a_line_are_told_apart),
		cmocka_unit_test(what_may_follow_is_what_the_usage_has_after_the_words_so_far),
		cmocka_unit_test(the_note_is_about_the_word_at_the_cursor),
		cmocka_unit_test(every_beginning_of_every_usage_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
