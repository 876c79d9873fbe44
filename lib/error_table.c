/* SPDX-License-Identifier: BSD-3-Clause */
/* What each cs_error_t means in cmap. */
#include <stddef.h>

#include "error.h"

static const struct cmh_error_info infos[] = {
	{ 1, "CS_OK", "no error", "nothing to do" },
	{ 2, "CS_ERR_LIBRARY", "corosync is not running, or the connection to it was lost",
	  "run: systemctl status corosync" },
	{ 3, "CS_ERR_VERSION", "libcmap and corosync have incompatible versions",
	  "install the same version of libcmap and corosync" },
	{ 4, "CS_ERR_INIT", "the service is not initialised", "restart corosync" },
	{ 5, "CS_ERR_TIMEOUT", "the operation took too long", "try again, or with a longer timeout" },
	{ 6, "CS_ERR_TRY_AGAIN", "corosync is starting or busy", "wait; requests are repeated until the timeout" },
	{ 7, "CS_ERR_INVALID_PARAM", "corosync rejects this value or type",
	  "check the type of the key and the length of the value (at most 16384 bytes)" },
	{ 8, "CS_ERR_NO_MEMORY", "out of memory, here or in corosync", "free memory on this node" },
	{ 9, "CS_ERR_BAD_HANDLE", "the connection, iterator or tracker is closed", "open the map again" },
	{ 10, "CS_ERR_BUSY", "an iterator or a tracker uses the connection", "close it and try again" },
	{ 11, "CS_ERR_ACCESS", "no permission, or the key is read-only",
	  "run as root; set a read-only key in corosync.conf" },
	{ 12, "CS_ERR_NOT_EXIST", "the key, or the map, does not exist", "list the keys that exist" },
	{ 13, "CS_ERR_NAME_TOO_LONG", "the key name is too long, too short, or has a character that is not allowed",
	  "use " NAME_RULES },
	{ 14, "CS_ERR_EXIST", "the same tracker exists already", "use the existing tracker" },
	{ 15, "CS_ERR_NO_SPACE", "/dev/shm is full", "run: df /dev/shm (each connection needs 3 MiB)" },
	{ 16, "CS_ERR_INTERRUPT", "a signal interrupted the call", "try again" },
	{ 17, "CS_ERR_NAME_NOT_FOUND", "the name was not found", "check the name" },
	{ 18, "CS_ERR_NO_RESOURCES", "out of handles or descriptors", "close connections, or raise ulimit -n" },
	{ 19, "CS_ERR_NOT_SUPPORTED", "corosync does not support this operation on this map",
	  "the stats map can only be read and reset" },
	{ 20, "CS_ERR_BAD_OPERATION", "the operation is not possible now", "try again" },
	{ 21, "CS_ERR_FAILED_OPERATION", "the operation failed", "run: journalctl -u corosync -n 50" },
	{ 22, "CS_ERR_MESSAGE_ERROR", "a message between library and corosync is damaged", "open the map again" },
	{ 23, "CS_ERR_QUEUE_FULL", "a queue is full", "try again" },
	{ 24, "CS_ERR_QUEUE_NOT_AVAILABLE", "a queue is not available", "try again" },
	{ 25, "CS_ERR_BAD_FLAGS", "the flags of the call are wrong", "report it as a bug of the program" },
	{ 26, "CS_ERR_TOO_BIG", "the request is too large", "values have at most 16384 bytes" },
	{ 27, "CS_ERR_NO_SECTIONS", "no more keys (on the first call: corosync is out of memory)",
	  "nothing to do at the end of a list" },
	{ 28, "CS_ERR_CONTEXT_NOT_FOUND", "the context was not found", "report it as a bug of the program" },
	{ 30, "CS_ERR_TOO_MANY_GROUPS", "a message has too many parts", "report it as a bug of corosync" },
	{ 100, "CS_ERR_SECURITY", "the program that answers is not a trusted corosync",
	  "find out which program listens on the address @cmap" },
};
enum { N_INFOS = sizeof(infos) / sizeof(infos[0]) };

const struct cmh_error_info *
cmh_error_table(size_t *n)
{
	*n = N_INFOS;
	return infos;
}

const struct cmh_error_info *
cmh_error_by_number(int number)
{
	for (size_t i = 0; i < N_INFOS; i++)
		if (infos[i].number == number)
			return &infos[i];
	return NULL;
}
