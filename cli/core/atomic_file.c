/* SPDX-License-Identifier: BSD-3-Clause */
#include "core/atomic_file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/input_file.h"
#include "str.h"

static enum exit_code
fail(struct app *app, const char *file)
{
	return app_fail_at(app, where_word(file), EXIT_ERROR, NULL, "cannot write %s: %s", file, strerror(errno));
}

static enum exit_code
choose_temporary(struct app *app, struct replace *out)
{
	out->temporary = str_format("%s.XXXXXX", out->target);
	return out->temporary != NULL ? EXIT_DONE : app_no_memory(app);
}

/* Something is there: a link leads to the file that is to be replaced, and stays. */
static enum exit_code
check_existing(struct app *app, const char *file, mode_t mode, struct replace *out)
{
	enum exit_code code;

	if (S_ISDIR(mode)) {
		errno = EISDIR;
		return fail(app, file);
	}
	code = input_file_check(app, where_word(file), file);
	if (code != EXIT_DONE)
		return code;
	out->target = S_ISREG(mode) ? realpath(file, NULL) : strdup(file);
	if (out->target == NULL)
		return fail(app, file);
	out->exists = true;
	if (!S_ISREG(mode)) /* a pipe, or a device */
		return EXIT_DONE;
	if (!app->call.set.yes)
		return app_fail_at(app, where_word(file), EXIT_REFUSED, "choose another name, or replace it with --yes", "%s exists already", file);
	return choose_temporary(app, out);
}

enum exit_code
replace_check(struct app *app, const char *file, struct replace *out)
{
	struct stat status;

	*out = (struct replace){ 0 };
	if (strcmp(file, "-") == 0)
		return EXIT_DONE;
	if (stat(file, &status) == 0)
		return check_existing(app, file, status.st_mode, out);
	if (errno != ENOENT)
		return fail(app, file);
	if (lstat(file, &status) == 0)
		return app_fail_at(app, where_word(file), EXIT_ERROR, NULL, "cannot write %s: it is a link that leads nowhere", file);
	out->target = strdup(file);
	return out->target != NULL ? choose_temporary(app, out) : app_no_memory(app);
}

/* Whoever ends the program meanwhile waits until nothing is left behind. */
static void
block_signals(struct replace *replace)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGQUIT);
	pthread_sigmask(SIG_BLOCK, &set, &replace->signals);
	replace->size_signal = signal(SIGXFSZ, SIG_IGN); /* a limit is an error of the write then, as a full disk is */
}

static void
restore_signals(const struct replace *replace)
{
	signal(SIGXFSZ, replace->size_signal);
	pthread_sigmask(SIG_SETMASK, &replace->signals, NULL);
}

enum exit_code
replace_begin(struct app *app, struct replace *replace)
{
	int fd;

	replace->out = app->render.file;
	if (replace->target == NULL)
		return EXIT_DONE;
	block_signals(replace);
	fd = replace->temporary != NULL ? mkostemp(replace->temporary, O_CLOEXEC)
					: open(replace->target, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	replace->out = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (replace->out != NULL)
		return EXIT_DONE;
	fail(app, replace->target);
	if (fd >= 0) {
		close(fd);
		if (replace->temporary != NULL)
			unlink(replace->temporary);
	}
	restore_signals(replace);
	return EXIT_ERROR;
}

/* A file that came there since replace_check() stays: where the file system can tell. */
static bool
move(const struct replace *replace)
{
	if (!replace->exists) {
		if (renameat2(AT_FDCWD, replace->temporary, AT_FDCWD, replace->target, RENAME_NOREPLACE) == 0)
			return true;
		if (errno != EINVAL && errno != ENOSYS)
			return false;
	}
	return rename(replace->temporary, replace->target) == 0;
}

/* A name is safe on the disk when its directory is. */
static void
sync_directory(char *file)
{
	int fd = open(dirname(file), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd); /* some file systems cannot, and the file is whole in any case */
		close(fd);
	}
}

static bool
finish(struct replace *replace, bool whole)
{
	bool good = whole && fflush(replace->out) == 0 && !ferror(replace->out) &&
		    (replace->temporary == NULL || fsync(fileno(replace->out)) == 0);
	int error = whole ? errno : ENOMEM;

	if (fclose(replace->out) != 0 && good) {
		error = errno;
		good = false;
	}
	if (good && replace->temporary != NULL && !move(replace)) {
		error = errno;
		good = false;
	}
	errno = error;
	return good;
}

enum exit_code
replace_end(struct app *app, struct replace *replace, bool whole, enum exit_code code)
{
	if (replace->target != NULL) {
		if (!finish(replace, whole)) {
			code = fail(app, replace->target);
			if (replace->temporary != NULL)
				unlink(replace->temporary);
		} else if (replace->temporary != NULL) {
			sync_directory(replace->temporary);
		}
		restore_signals(replace);
	}
	replace_clear(replace);
	return code;
}

void
replace_clear(struct replace *replace)
{
	free(replace->target);
	free(replace->temporary);
	*replace = (struct replace){ 0 };
}
