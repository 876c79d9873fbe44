/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The record at the end of a zip, which says how many entries it has. Who reads a zip
 * from its beginning goes past an entry whose header is damaged, and does not notice.
 * See APPNOTE.TXT of PKWARE, 4.3.16.
 */
#ifndef NODES_ZIP_END_H
#define NODES_ZIP_END_H

#include <stddef.h>

enum {
	ZIP_END_SIZE = 22,           /* of the record without its comment */
	ZIP_END_MANY = 0xffff,       /* so many entries or more */
	ZIP_END_MISSING = -1,
};

/* The last bytes of an archive, as many as the record can have. Begins with { .n = 0 }. */
struct zip_end {
	size_t n;
	unsigned char bytes[ZIP_END_SIZE + 0xffff];
};

/* Takes the next bytes of the archive. */
void zip_end_take(struct zip_end *end, const void *bytes, size_t n);

/* How many entries the archive has; ZIP_END_MANY; ZIP_END_MISSING: it has no such record. */
int zip_end_entries(const struct zip_end *end);

#endif
