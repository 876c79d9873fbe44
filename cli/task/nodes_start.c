/* SPDX-License-Identifier: BSD-3-Clause */
/* A task on several nodes is made: which nodes, and the words for cmapsh there. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "array.h"
#include "core/cmd.h"
#include "core/node_cluster.h"
#include "nodes/node_list.h"
#include "str.h"
#include "task/nodes_task.h"

/* ---- the nodes ------------------------------------------------------------------ */

/* Takes the nodes of a roster. Prints the error. */
static enum exit_code
take_nodes(struct app *app, struct nodes_task *t, struct roster *roster)
{
	if (roster->n > NODES_MAX)
		return app_fail(app, EXIT_USAGE, "name fewer nodes", "%s follows at most %d nodes, not %zu", t->task.ops->name, NODES_MAX,
				roster->n);
	t->v = calloc(roster->n + 1, sizeof(*t->v));
	if (t->v == NULL)
		return app_no_memory(app);
	for (size_t i = 0; i < roster->n; i++) {
		if (!node_name_is_valid(roster->v[i].name))
			return app_fail(app, EXIT_ERROR, NULL, "\"%s\" is not the name of a host", roster->v[i].name);
		t->v[t->n++] = (struct followed){ .node = roster->v[i], .stream = STREAM_INIT };
		roster->v[i] = (struct roster_node){ .name = NULL };
	}
	return EXIT_DONE;
}

static enum exit_code
choose_nodes(struct app *app, struct nodes_task *t)
{
	struct cmh_error why = CMH_ERROR_INIT, err = CMH_ERROR_INIT;
	struct roster roster = ROSTER_INIT;
	bool opened = false;
	struct cmh_handle *live = node_cluster_live(app, &opened, &err);
	enum exit_code code = EXIT_DONE;

	if (live == NULL || node_cluster_choose(app, live, app->call.set.nodes, &roster, &why, &err) != CMH_OK)
		code = app_fail_cmh(app, &err);
	if (code == EXIT_DONE)
		code = take_nodes(app, t, &roster);
	roster_clear(&roster);
	cmh_error_clear(&why);
	if (opened)
		cmh_handle_close(live);
	return code;
}

/* ---- the words ------------------------------------------------------------------- */

/* Words that are made. */
struct list {
	char **v;
	size_t n, capacity;
	bool failed; /* out of memory */
};

/* Takes a word, which may be NULL when memory ran out. */
static void
add(struct list *list, char *word)
{
	if (word == NULL || !array_reserve(&list->v, &list->capacity, list->n + 2, sizeof(*list->v))) {
		list->failed = true;
		free(word);
		return;
	}
	list->v[list->n++] = word;
	list->v[list->n] = NULL;
}

static void
add_copy(struct list *list, const char *word)
{
	add(list, str_copy(word));
}

/* Returns this program, not one that a shell would find. The caller frees it; NULL: out of memory. */
static char *
own_program(void)
{
	static const char self[] = "/proc/self/exe";
	char *path = realpath(self, NULL);

	if (path != NULL && access(path, X_OK) == 0)
		return path;
	free(path); /* another version was installed over it */
	return str_copy(self);
}

/* Whether an option is among names that have a space after each. */
static bool
is_among(const char *names, const char *name)
{
	size_t len = strlen(name);

	for (const char *at = names; (at = strstr(at, name)) != NULL; at += len)
		if ((at == names || at[-1] == ' ') && at[len] == ' ')
			return true;
	return false;
}

/* Adds the options of the command, except those that are done here. */
static void
add_options(struct list *list, const struct args *args, const char *own)
{
	for (const struct opt *opt = args->cmd->opts; opt->name != NULL; opt++) {
		const char *value = args_opt(args, opt->name);

		if (value == NULL || is_among(own, opt->name))
			continue;
		add(list, opt->arg != NULL ? str_format("--%s=%s", opt->name, value) : str_format("--%s", opt->name));
	}
}

/* Adds -t, with room for a time, which each start sets. */
static void
add_timeout(struct list *list, struct nodes_task *t)
{
	add_copy(list, "-t");
	t->seconds = calloc(1, NODES_SECONDS);
	add(list, t->seconds);
}

/* Makes all words. Secrets are sent, and masked where they are printed. False: out of memory. */
static bool
make_words(struct nodes_task *t, const struct args *args, const struct nodes_words *words)
{
	struct list list = { NULL };

	add(&list, own_program());
	add_copy(&list, "-o");
	add_copy(&list, "ndjson");
	if (t->kind->on_record != NULL || args->set.show_secrets)
		add_copy(&list, "--show-secrets");
	if (!t->kind->patient || args->set.timed)
		add_timeout(&list, t);
	add_copy(&list, args->cmd->name);
	add_options(&list, args, words->own);
	if (words->option != NULL)
		add_copy(&list, words->option);
	add_copy(&list, "--");
	for (size_t i = 0; i < words->n; i++)
		add_copy(&list, words->words[i]);
	t->words = list.v;
	t->n_words = list.n;
	return !list.failed;
}

/* ---- all -------------------------------------------------------------------------- */

/* Returns the words of the person and the nodes. The caller frees it. NULL: out of memory. */
static char *
make_title(const struct args *args, const struct settings *set)
{
	struct str_stream title;

	if (!str_open(&title))
		return NULL;
	for (int i = 0; i < args->n; i++)
		fprintf(title.out, "%s ", args->word[i]);
	fprintf(title.out, "%son %s", args->n == 0 ? "all keys " : "", strcmp(set->nodes, "all") == 0 ? "all nodes" : set->nodes);
	return str_close(&title);
}

/* Prepares the task. Prints the error. */
static enum exit_code
prepare(struct app *app, struct nodes_task *t, const struct args *args, const struct nodes_words *words)
{
	char *title = make_title(args, &app->call.set);
	unsigned limit = args->set.timeout_ms;
	enum exit_code code = choose_nodes(app, t);

	t->timed = t->kind->patient && args->set.timed;
	t->ends = t->kind->patient;
	t->give_up = t->once = t->timed && limit == 0;
	t->connect_ms = t->kind->patient && (!t->timed || limit == 0 || limit > CMH_TIMEOUT_MS) ? CMH_TIMEOUT_MS : limit > 0 ? limit : 1;
	if (code == EXIT_DONE && (title == NULL || !make_words(t, args, words)))
		code = app_no_memory(app);
	if (code != EXIT_DONE)
		task_free(&t->task);
	else
		code = task_start_without_watch(app, &t->task, args, title);
	free(title);
	return code;
}

struct nodes_task *
nodes_task_new(struct app *app, const struct args *args, const struct nodes_kind *kind, const struct nodes_words *words,
	       enum exit_code *code)
{
	struct nodes_task *t = calloc(1, sizeof(*t));

	if (t == NULL) {
		*code = app_no_memory(app);
		return NULL;
	}
	t->task.ops = &kind->ops;
	t->task.fd = t->task.timer_fd = -1;
	t->kind = kind;
	t->app = app;
	TAILQ_INIT(&t->queue);
	*code = prepare(app, t, args, words);
	return *code == EXIT_DONE ? t : NULL;
}
