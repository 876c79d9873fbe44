/* SPDX-License-Identifier: BSD-3-Clause */
#include "complete.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "keydoc.h"
#include "session.h"

/* The line up to the cursor, as far as it decides what comes next. */
struct place {
	struct app *app;
	enum mode mode;
	complete_keys *keys;
	void *source;
	struct completion *out;
	const struct cmd *cmd;   /* NULL: it comes next, or is unknown */
	bool unknown;            /* there is a command, but none that we know */
	const struct opt *opt;   /* whose argument comes next; NULL: none does */
	bool ended;              /* after -- */
	int n;                   /* arguments before the cursor */
	const char *first;       /* the first of them */
};

static bool
offer(struct place *p, const char *text, const char *note, bool unfinished)
{
	struct completion *out = p->out;
	struct candidate c = { strdup(text), note != NULL ? strdup(note) : NULL, unfinished };

	if (c.text != NULL && out->n == out->room) {
		size_t room = out->room == 0 ? 32 : 2 * out->room;
		struct candidate *v = reallocarray(out->v, room, sizeof(*v));

		if (v == NULL) {
			free(c.text);
			free(c.note);
			return false;
		}
		out->v = v;
		out->room = room;
	}
	if (c.text == NULL) {
		free(c.note);
		return false;
	}
	out->v[out->n++] = c;
	return true;
}

/* Offers a text when the word at the cursor is its beginning. */
static bool
offer_fitting(struct place *p, const char *text, const char *note)
{
	return strncmp(text, p->out->word, strlen(p->out->word)) != 0 || offer(p, text, note, false);
}

/* Offers each of the words in a list that is separated by one of `separators`. */
static bool
offer_list(struct place *p, const char *list, const char *separators)
{
	bool good = true;

	while (*list != '\0' && good) {
		size_t len = strcspn(list, separators);
		char *one = strndup(list, len);

		good = one != NULL && offer_fitting(p, one, NULL);
		free(one);
		list += len + strspn(list + len, separators);
	}
	return good;
}

/* ---- kinds of words ---------------------------------------------------- */

static bool
offer_commands(struct place *p)
{
	bool good = true;

	for (const struct cmd *const *c = cmds; *c != NULL && good; c++)
		if (p->mode != MODE_ONE_SHOT || ((*c)->flags & (CMD_SESSION | CMD_PROMPT)) == 0)
			good = offer_fitting(p, (*c)->name, (*c)->summary);
	return good;
}

static bool
offer_options(struct place *p)
{
	const struct opt *lists[] = { p->cmd != NULL ? p->cmd->opts : NULL, global_opts };
	bool good = true;

	for (size_t l = 0; l < 2; l++)
		for (const struct opt *o = lists[l]; o != NULL && o->name != NULL && good; o++) {
			char *text;

			good = asprintf(&text, "--%s", o->name) > 0;
			if (good) {
				good = offer_fitting(p, text, o->help);
				free(text);
			}
		}
	return good;
}

static bool
offer_errors(struct place *p)
{
	size_t n;
	const struct cmh_error_info *infos = cmh_error_infos(&n);
	bool good = true;

	for (size_t i = 0; i < n && good; i++)
		good = offer_fitting(p, infos[i].symbol, infos[i].meaning);
	return good;
}

static bool
offer_types(struct place *p)
{
	return offer_list(p, APP_TYPES, " ");
}

static bool
offer_handles(struct place *p)
{
	bool good = true;

	for (struct cmh_handle *h = NULL; good && (h = cmh_next(p->app->cmh, h)) != NULL;) {
		struct cmh_handle_info info;

		cmh_handle_info(h, &info);
		good = offer_fitting(p, info.name, NULL);
	}
	return good;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(((const struct candidate *)a)->text, ((const struct candidate *)b)->text);
}

static bool
offer_files(struct place *p)
{
	const char *word = p->out->word, *slash = strrchr(word, '/');
	int folder_len = slash != NULL ? (int)(slash - word) + 1 : 0;
	char *folder = strndup(word, (size_t)folder_len);
	DIR *dir = folder != NULL ? opendir(folder_len > 0 ? folder : ".") : NULL;
	size_t before = p->out->n;
	bool good = folder != NULL;

	p->out->common = (size_t)folder_len;
	for (struct dirent *e; good && dir != NULL && (e = readdir(dir)) != NULL;) {
		const char *rest = word + folder_len;
		char *path = NULL;

		if (strncmp(e->d_name, rest, strlen(rest)) != 0 || (e->d_name[0] == '.' && rest[0] != '.') ||
		    strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		good = asprintf(&path, "%s%s%s", folder, e->d_name, e->d_type == DT_DIR ? "/" : "") > 0 &&
		       offer(p, path, NULL, e->d_type == DT_DIR);
		free(path);
	}
	if (dir != NULL)
		closedir(dir);
	free(folder);
	if (p->out->n > before)
		qsort(p->out->v + before, p->out->n - before, sizeof(*p->out->v), by_text);
	return good;
}

/* ---- keys -------------------------------------------------------------- */

/*
 * Offers one component behind the prefix. While there is only one, and it is a
 * branch, what is below it is offered instead: one Tab less. Returns how many
 * bytes of the names are what was typed or follows from it.
 */
static size_t
next_level(const struct cmh_entries *keys, size_t typed)
{
	while (keys->n > 0) {
		const char *first = keys->v[0].key;
		size_t len = typed + strcspn(first + typed, ".");

		if (first[typed] == '\0' || first[len] != '.')
			return typed;
		for (size_t i = 1; i < keys->n; i++)
			if (strncmp(keys->v[i].key, first, len + 1) != 0)
				return typed;
		typed = len + 1;
	}
	return typed;
}

/* How much of a word only says where its name begins: "/" and "../". */
static size_t
start_length(const char *word)
{
	size_t len = word[0] == '/';

	while (strncmp(word + len, "../", 3) == 0)
		len += 3;
	return len;
}

/* The text to insert for a key: what was typed of it stays as it was, relative or not. */
static bool
offer_key(struct place *p, const char *key, size_t len, size_t hidden)
{
	char *text;
	bool branch = key[len] == '.', good;

	if (asprintf(&text, "%.*s%.*s", (int)p->out->common, p->out->word, (int)(len + branch - hidden), key + hidden) < 0)
		return false;
	good = offer(p, text, NULL, branch);
	free(text);
	return good;
}

static bool
begins_with(const struct cmh_entry *entry, void *prefix)
{
	return strncmp(entry->key, prefix, strlen(prefix)) == 0;
}

static bool
offer_below(struct place *p, const struct cmh_entries *keys, const char *prefix)
{
	size_t typed = next_level(keys, strlen(prefix)), last = 0;
	const char *word = p->out->word, *dot = strrchr(word, '.'), *whole = strrchr(prefix, '.');
	size_t hidden = whole != NULL ? (size_t)(whole - prefix) + 1 : 0;
	bool good = true;

	p->out->common = start_length(word);
	if (dot != NULL && dot >= word + p->out->common)
		p->out->common = (size_t)(dot - word) + 1;
	for (size_t i = 0; i < keys->n && good; i++) {
		const char *key = keys->v[i].key;
		size_t len = typed + strcspn(key + typed, ".");

		if (i > 0 && strncmp(keys->v[i - 1].key, key, len) == 0 && last == len && keys->v[i - 1].key[len] == key[len])
			continue; /* the same branch again */
		last = len;
		good = offer_key(p, key, len, hidden);
	}
	return good;
}

/* What the names of fitting keys begin with. Owned by the caller; NULL: out of memory. */
static char *
key_prefix(const struct place *p)
{
	char *path = session_resolve(p->app->session, p->out->word), *prefix = NULL;

	if (path == NULL || path[0] == '\0' || p->out->word[start_length(p->out->word)] != '\0')
		return path;
	if (asprintf(&prefix, "%s.", path) < 0)
		prefix = NULL;
	free(path);
	return prefix;
}

/* ".." is the beginning of a way up. */
static bool
offer_up(struct place *p)
{
	char *text;
	bool good;

	if (asprintf(&text, "%s/", p->out->word) < 0)
		return false;
	good = offer(p, text, NULL, true);
	free(text);
	return good;
}

static bool
offer_keys(struct place *p)
{
	char *prefix = key_prefix(p);
	const struct cmh_entries *all = prefix != NULL ? p->keys(p->source, prefix) : NULL;
	struct cmh_entries fitting = CMH_ENTRIES_INIT;
	bool good = prefix != NULL;

	/* A view of the list: the keys still belong to the source. */
	if (all != NULL && all->n > 0) {
		fitting.v = calloc(all->n, sizeof(*fitting.v));
		good = good && fitting.v != NULL;
		for (size_t i = 0; i < all->n && good; i++)
			if (begins_with(&all->v[i], prefix))
				fitting.v[fitting.n++] = all->v[i];
		good = good && offer_below(p, &fitting, prefix);
	}
	free(fitting.v);
	free(prefix);
	return good;
}

/* The values that are usual for the key before the cursor. */
static bool
offer_values(struct place *p)
{
	char *key = session_resolve(p->app->session, p->first);
	const struct keydoc *doc = key != NULL ? keydoc_find(key) : NULL;
	bool good = doc == NULL || doc->values == NULL || offer_list(p, doc->values, " ");

	free(key);
	return good;
}

static bool
offer_kind(struct place *p, enum word_kind kind)
{
	switch (kind) {
	case KIND_PATH:
	case KIND_KEY: return strcmp(p->out->word + start_length(p->out->word), "..") == 0 ? offer_up(p) : offer_keys(p);
	case KIND_TYPE: return offer_types(p) && (p->cmd != &cmd_set || offer_values(p));
	case KIND_VALUE: return offer_values(p);
	case KIND_CHOICE: return offer_list(p, p->cmd->usage, "|");
	case KIND_COMMAND: return offer_commands(p);
	case KIND_ERROR: return offer_errors(p);
	case KIND_FILE: return offer_files(p);
	case KIND_SPEC: return offer_list(p, "live icmap stats", " ") && (strpbrk(p->out->word, "./") == NULL || offer_files(p));
	case KIND_HANDLE: return offer_handles(p);
	case KIND_COLOR: return offer_list(p, "auto always never", " ");
	case KIND_OTHER: break;
	}
	return true;
}

/* ---- the line ---------------------------------------------------------- */

/* The option at the end of a word of letters or a long name that still waits for its argument. */
static const struct opt *
waiting_option(const struct cmd *cmd, const char *word)
{
	const struct opt *opt = NULL;

	if (word[1] == '-')
		return strchr(word, '=') == NULL && (opt = opt_by_name(cmd, word + 2, strlen(word + 2))) != NULL && opt->arg != NULL
			       ? opt
			       : NULL;
	for (const char *c = word + 1; *c != '\0'; c++) {
		opt = opt_by_letter(cmd, *c);
		if (opt == NULL || opt->arg != NULL)
			return opt != NULL && c[1] == '\0' ? opt : NULL;
	}
	return NULL;
}

static void
pass_word(struct place *p, const char *word)
{
	if (p->opt != NULL)
		p->opt = NULL;
	else if (!p->ended && strcmp(word, "--") == 0)
		p->ended = true;
	else if (!p->ended && is_option(word))
		p->opt = waiting_option(p->cmd, word);
	else if (p->cmd == NULL && !p->unknown) {
		p->cmd = p->mode == MODE_PROMPT ? cmd_find_short(word) : cmd_find_name(word);
		p->unknown = p->cmd == NULL;
	} else if (p->n++ == 0)
		p->first = word;
}

/* --name=VALUE: the value is completed, behind what is typed of the option. */
static bool
offer_attached(struct place *p, const char *equals)
{
	const char *word = p->out->word;
	const struct opt *opt = opt_by_name(p->cmd, word + 2, (size_t)(equals - word) - 2);
	size_t head = (size_t)(equals - word) + 1;
	char *whole = p->out->word;
	bool good = true;

	if (opt == NULL || opt->kind == 0)
		return true;
	p->out->word += head;
	good = offer_kind(p, opt->kind);
	p->out->word = whole;
	for (size_t i = 0; i < p->out->n && good; i++) {
		char *text;

		good = asprintf(&text, "%.*s%s", (int)head, whole, p->out->v[i].text) > 0;
		if (good) {
			free(p->out->v[i].text);
			p->out->v[i].text = text;
		}
	}
	p->out->common += head;
	return good;
}

static bool
offer_here(struct place *p)
{
	const char *word = p->out->word;
	const char *kinds = p->cmd != NULL ? p->cmd->kinds : "";
	size_t last = strlen(kinds);

	if (p->opt != NULL)
		return p->opt->kind == 0 || offer_kind(p, p->opt->kind);
	if (!p->ended && strncmp(word, "--", 2) == 0 && strchr(word, '=') != NULL)
		return offer_attached(p, strchr(word, '='));
	if (!p->ended && word[0] == '-')
		return offer_options(p);
	if (p->cmd == NULL)
		return p->unknown || offer_commands(p);
	if (last == 0 || (p->cmd->max >= 0 && p->n >= p->cmd->max))
		return true;
	return offer_kind(p, kinds[(size_t)p->n < last ? (size_t)p->n : last - 1]);
}

bool
complete(struct app *app, const char *line, enum mode mode, complete_keys *keys, void *source, struct completion *out)
{
	struct place p = { .app = app, .mode = mode, .keys = keys, .source = source, .out = out };
	struct words words;
	size_t len = strlen(line), before;
	bool whole, good;

	*out = (struct completion){ 0 };
	if (!words_split(line, &words) && words.v == NULL)
		return false;
	/* The cursor is in the last word unless a blank is before it. */
	whole = words.n == 0 || words.ended;
	before = whole ? words.n : words.n - 1;
	out->word = strdup(whole ? "" : words.v[before]);
	out->at = whole ? len : words.at[before];
	out->quote = words.open;
	good = out->word != NULL;
	for (size_t i = 0; i < before && good; i++)
		pass_word(&p, words.v[i]);
	good = good && offer_here(&p);
	words_clear(&words);
	return good;
}

void
completion_clear(struct completion *completion)
{
	for (size_t i = 0; i < completion->n; i++) {
		free(completion->v[i].text);
		free(completion->v[i].note);
	}
	free(completion->v);
	free(completion->word);
	*completion = (struct completion){ 0 };
}

char *
completion_prefix(const struct completion *completion)
{
	size_t len;

	if (completion->n == 0)
		return NULL;
	len = strlen(completion->v[0].text);
	for (size_t i = 1; i < completion->n; i++) {
		size_t same = 0;

		while (same < len && completion->v[i].text[same] == completion->v[0].text[same])
			same++;
		len = same;
	}
	/* Not in the middle of a character. */
	while (len > 0 && ((unsigned char)completion->v[0].text[len] & 0xc0) == 0x80)
		len--;
	return strndup(completion->v[0].text, len);
}
