/* SPDX-License-Identifier: BSD-3-Clause */
/* What a saved map keeps of a corosync.conf besides its keys. */
#ifndef CMH_SAVED_CONF_H
#define CMH_SAVED_CONF_H

#include "conf_folder.h"
#include "saved_store.h"

struct saved_conf {
	bool is_conf; /* the file is one; else the rest is empty */
	char *bytes;
	struct cmh_position *places; /* of the values, in the order of the keys */
	size_t n_places, capacity;
	struct faults faults;
	struct unread unread;
};

/* Adds the place of the next key. False: out of memory. */
bool saved_conf_add_place(struct saved_conf *conf, struct cmh_position place);

/*
 * Whether corosync takes a key that is covered by the paths of the file from
 * there: some it makes itself. `keys` are those of the file.
 */
bool saved_conf_decides(const struct store *keys, const char *key);

void saved_conf_clear(struct saved_conf *conf);

#endif
