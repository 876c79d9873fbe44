/* SPDX-License-Identifier: BSD-3-Clause */
/* Candidates, by the kind of the word at the cursor. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "complete/place.h"
#include "know/keydoc.h"
#include "session/session.h"

bool
offer(struct place *p, const char *text, const char *note, bool unfinished)
{
	struct completion *out = p->out;
	struct candidate c = { strdup(text), note != NULL ? strdup(note) : NULL, unfinished };

	if (c.text != NULL && out->n == out->capacity) {
		size_t capacity = out->capacity == 0 ? 32 : 2 * out->capacity;
		struct candidate *v = reallocarray(out->v, capacity, sizeof(*v));

		if (v == NULL) {
			free(c.text);
			free(c.note);
			return false;
		}
		out->v = v;
		out->capacity = capacity;
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

bool
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

bool
offer_commands(struct place *p)
{
	bool good = true;

	for (const struct cmd *const *c = cmds; *c != NULL && good; c++)
		if (p->mode != MODE_ONE_SHOT || ((*c)->flags & (CMD_SESSION | CMD_PROMPT)) == 0)
			good = offer_fitting(p, (*c)->name, (*c)->summary);
	return good;
}

bool
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
	const struct cmh_error_info *infos = cmh_error_table(&n);
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

	for (struct cmh_handle *h = NULL; good && (h = cmh_handle_next(p->app->cmh, h)) != NULL;) {
		struct cmh_handle_info info;

		info = *cmh_handle_info(h);
		good = offer_fitting(p, info.name, NULL);
	}
	return good;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(((const struct candidate *)a)->text, ((const struct candidate *)b)->text);
}

/* Such a name would end the line, or reach the terminal. */
static bool
has_control(const char *name)
{
	while (*name != '\0' && (unsigned char)*name >= 0x20 && *name != 0x7f)
		name++;
	return *name != '\0';
}

static bool
is_folder(DIR *dir, const struct dirent *entry)
{
	struct stat st;

	if (entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN)
		return entry->d_type == DT_DIR;
	return fstatat(dirfd(dir), entry->d_name, &st, 0) == 0 && S_ISDIR(st.st_mode);
}

static bool
list_files(struct place *p)
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
		bool is_dir;

		if (strncmp(e->d_name, rest, strlen(rest)) != 0 || (e->d_name[0] == '.' && rest[0] != '.') ||
		    has_control(e->d_name) || strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		is_dir = is_folder(dir, e);
		good = asprintf(&path, "%s%s%s", folder, e->d_name, is_dir ? "/" : "") > 0 && offer(p, path, NULL, is_dir);
		free(path);
	}
	if (dir != NULL)
		closedir(dir);
	free(folder);
	if (p->out->n > before)
		qsort(p->out->v + before, p->out->n - before, sizeof(*p->out->v), by_text);
	return good;
}

/* A shell lists them itself: it knows its own quotes, ~ and $. */
static bool
offer_files(struct place *p)
{
	p->out->files = true;
	return p->mode == MODE_ONE_SHOT || list_files(p);
}

/* Handles stand for their maps, but where a map is to be opened. What can be neither is the beginning of a file's name. */
static bool
offer_specs(struct place *p)
{
	bool good = offer_list(p, "live icmap stats", " ");

	for (struct cmh_handle *h = NULL; good && p->cmd != &cmd_open && (h = cmh_handle_next(p->app->cmh, h)) != NULL;) {
		struct cmh_handle_info info;

		info = *cmh_handle_info(h);
		if (strcmp(info.name, info.spec) != 0)
			good = offer_fitting(p, info.name, NULL);
	}
	return good && (p->out->n > 0 || offer_files(p));
}

/* ---- values, and the choice by kind ------------------------------------- */

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

/* The words in the usage that are separated by |, and end at a blank. */
static bool
offer_choices(struct place *p)
{
	char *choices = strndup(p->cmd->usage, strcspn(p->cmd->usage, " "));
	bool good = choices != NULL && offer_list(p, choices, "|");

	free(choices);
	return good;
}

/* Those that the command has, when it is known. */
static bool
offer_formats(struct place *p)
{
	char *names = render_format_list(p->cmd != NULL ? cmd_formats(p->cmd) : ~0u);
	bool good = names != NULL && offer_list(p, names, ", ");

	free(names);
	return good;
}

bool
offer_kind(struct place *p, enum word_kind kind)
{
	switch (kind) {
	case KIND_PATH:
	case KIND_KEY: return offer_keys(p);
	case KIND_TYPE: return offer_types(p) && (p->cmd != &cmd_set || offer_values(p));
	case KIND_VALUE: return offer_values(p);
	case KIND_CHOICE: return offer_choices(p);
	case KIND_COMMAND: return offer_commands(p);
	case KIND_ERROR: return offer_errors(p);
	case KIND_FILE: return offer_files(p);
	case KIND_SPEC: return offer_specs(p);
	case KIND_HANDLE: return offer_handles(p);
	case KIND_FORMAT: return offer_formats(p);
	case KIND_CONDITION: return offer_conditions(p);
	case KIND_COLOR: return offer_list(p, "auto always never", " ");
	case KIND_PROGRAM:
	case KIND_OTHER: break;
	}
	return true;
}
