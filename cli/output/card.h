/* SPDX-License-Identifier: BSD-3-Clause */
/* A card: one thing explained in text, with a title and rows of a label and a text, in lines that fit on any terminal. */
#ifndef OUTPUT_CARD_H
#define OUTPUT_CARD_H

struct cmh_value;
struct output;

/* The columns of labels in a card, and of names in a list of things. */
enum { CARD_INDENT = 12, CARD_LIST_INDENT = 22 };

/* Each takes texts from outside. Where a text is NULL, it prints nothing. */

/* Prints "NAME (DETAIL): TEXT"; `detail` may be NULL. */
void card_title(struct output *out, const char *name, const char *detail, const char *text);

/* Prints a row with a text. */
void card_row(struct output *out, const char *label, const char *text);

/* Prints a row with texts, with commas between them. The list ends with NULL. */
void card_row_list(struct output *out, const char *label, char *const *texts);

/* Prints a row with a value, its unit, and a note in parentheses unless it is NULL. */
void card_row_value(struct output *out, const char *label, const char *key, const struct cmh_value *value, const char *note);

/* Prints a row of a list: a thing and what it is. */
void card_item(struct output *out, const char *name, const char *text);

#endif
