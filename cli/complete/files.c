/* SPDX-License-Identifier: BSD-3-Clause */
#include "complete/files.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/restrict.h"
#include "str.h"

static int
by_text(const void *a, const void *b)
{
	return strcmp(((const struct candidate *)a)->text, ((const struct candidate *)b)->text);
}

/* Whether a name has a control character, which could end the line or reach the terminal. */
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

/* Opens the folder of a name. NULL: it cannot be read, or must not be. */
static DIR *
open_folder(const struct completion_context *ctx, const char *folder)
{
	const char *base = ctx->folder != NULL ? ctx->folder : folder[0] != '/' ? "." : "";
	char *path = process_is_restricted() ? NULL : str_format("%s/%s", base, folder);
	DIR *dir = path != NULL ? opendir(path) : NULL;

	free(path);
	return dir;
}

static bool
list_files(struct completion_context *ctx)
{
	const char *word = ctx->out->word, *slash = strrchr(word, '/');
	int folder_len = slash != NULL ? (int)(slash - word) + 1 : 0;
	char *folder = str_copy_n(word, (size_t)folder_len);
	DIR *dir = folder != NULL ? open_folder(ctx, folder) : NULL;
	size_t before = ctx->out->n;
	bool good = folder != NULL;

	ctx->out->common = (size_t)folder_len;
	for (struct dirent *e; good && dir != NULL && (e = readdir(dir)) != NULL;) {
		const char *rest = word + folder_len;
		bool is_dir;

		if (strncmp(e->d_name, rest, strlen(rest)) != 0 || (e->d_name[0] == '.' && rest[0] != '.') ||
		    has_control(e->d_name) || strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		is_dir = is_folder(dir, e);
		good = offer_take(ctx, str_format("%s%s%s", folder, e->d_name, is_dir ? "/" : ""), NULL, is_dir);
	}
	if (dir != NULL)
		closedir(dir);
	free(folder);
	if (ctx->out->n > before)
		qsort(ctx->out->v + before, ctx->out->n - before, sizeof(*ctx->out->v), by_text);
	return good;
}

bool
offer_files(struct completion_context *ctx)
{
	ctx->out->files = true;
	return ctx->mode == MODE_ONE_SHOT || list_files(ctx);
}
