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
#include "core/restricted.h"
#include "str.h"

/* Prints the error in errno. */
static enum exit_code
fail(struct app *app, const char *name)
{
	return app_fail_at(app, where_word(name), EXIT_ERROR, NULL, "cannot write \"%s\": %s", name, strerror(errno));
}

static enum exit_code
name_temporary(struct app *app, struct atomic_file *out)
{
	out->temporary = str_format("%s.XXXXXX", out->target);
	return out->temporary != NULL ? EXIT_DONE : app_no_memory(app);
}

/* Checks a name that exists. If it is a link, the file that it leads to is replaced, and the link stays. */
static enum exit_code
check_existing(struct app *app, const char *name, mode_t mode, struct atomic_file *out)
{
	enum exit_code code;

	if (S_ISDIR(mode)) {
		errno = EISDIR;
		return fail(app, name);
	}
	code = input_file_check(app, where_word(name), name);
	if (code != EXIT_DONE)
		return code;
	out->target = S_ISREG(mode) ? realpath(name, NULL) : str_copy(name);
	if (out->target == NULL)
		return fail(app, name);
	out->exists = true;
	if (!S_ISREG(mode)) /* a pipe, or a device */
		return EXIT_DONE;
	if (!app->call.set.yes)
		return app_fail_at(app, where_word(name), EXIT_REFUSED, "choose another name, or overwrite it with --yes",
				   "\"%s\" already exists", name);
	return name_temporary(app, out);
}

enum exit_code
atomic_file_check(struct app *app, const char *name, struct atomic_file *out)
{
	struct stat status;

	*out = (struct atomic_file){ 0 };
	if (strcmp(name, "-") == 0)
		return EXIT_DONE;
	if (restricted_check(app, FORBIDDEN_WRITE) != EXIT_DONE)
		return EXIT_REFUSED;
	if (stat(name, &status) == 0)
		return check_existing(app, name, status.st_mode, out);
	if (errno != ENOENT)
		return fail(app, name);
	if (lstat(name, &status) == 0)
		return app_fail_at(app, where_word(name), EXIT_ERROR, NULL, "cannot write \"%s\": dangling symbolic link", name);
	out->target = str_copy(name);
	return out->target != NULL ? name_temporary(app, out) : app_no_memory(app);
}

/* Delays the signals that would end the program and leave the temporary file. */
static void
block_signals(struct atomic_file *file)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGQUIT);
	pthread_sigmask(SIG_BLOCK, &set, &file->signals);
	file->size_signal = signal(SIGXFSZ, SIG_IGN); /* a limit is then an error of write(2), like a full disk */
}

static void
restore_signals(const struct atomic_file *file)
{
	signal(SIGXFSZ, file->size_signal);
	pthread_sigmask(SIG_SETMASK, &file->signals, NULL);
}

enum exit_code
atomic_file_begin(struct app *app, struct atomic_file *file)
{
	int fd;

	file->out = app->render.file;
	if (file->target == NULL)
		return EXIT_DONE;
	block_signals(file);
	fd = file->temporary != NULL ? mkostemp(file->temporary, O_CLOEXEC)
				     : open(file->target, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	file->out = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (file->out != NULL)
		return EXIT_DONE;
	fail(app, file->target);
	if (fd >= 0) {
		close(fd);
		if (file->temporary != NULL)
			unlink(file->temporary);
	}
	restore_signals(file);
	return EXIT_ERROR;
}

/* Renames the temporary file. Fails if the target was created since atomic_file_check(), where the file system can check. */
static bool
rename_temporary(const struct atomic_file *file)
{
	if (!file->exists) {
		if (renameat2(AT_FDCWD, file->temporary, AT_FDCWD, file->target, RENAME_NOREPLACE) == 0)
			return true;
		if (errno != EINVAL && errno != ENOSYS)
			return false;
	}
	return rename(file->temporary, file->target) == 0;
}

/* Writes the directory of a file to the disk, and so the new name. */
static void
sync_directory(char *path)
{
	int fd = open(dirname(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd); /* some file systems cannot; the file is complete in any case */
		close(fd);
	}
}

/* Writes, closes and renames. False: see errno. */
static bool
finish(struct atomic_file *file, bool complete)
{
	bool good = complete && fflush(file->out) == 0 && !ferror(file->out) &&
		    (file->temporary == NULL || fsync(fileno(file->out)) == 0);
	int error = complete ? errno : ENOMEM;

	if (fclose(file->out) != 0 && good) {
		error = errno;
		good = false;
	}
	if (good && file->temporary != NULL && !rename_temporary(file)) {
		error = errno;
		good = false;
	}
	errno = error;
	return good;
}

enum exit_code
atomic_file_end(struct app *app, struct atomic_file *file, bool complete, enum exit_code code)
{
	if (file->target != NULL) {
		if (!finish(file, complete)) {
			code = fail(app, file->target);
			if (file->temporary != NULL)
				unlink(file->temporary);
		} else if (file->temporary != NULL) {
			sync_directory(file->temporary);
		}
		restore_signals(file);
	} else if (!complete) {
		code = app_no_memory(app);
	}
	atomic_file_clear(file);
	return code;
}

void
atomic_file_clear(struct atomic_file *file)
{
	free(file->target);
	free(file->temporary);
	*file = (struct atomic_file){ 0 };
}
