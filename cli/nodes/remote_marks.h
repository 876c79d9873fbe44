/* SPDX-License-Identifier: BSD-3-Clause */
/* Shared by remote_command.c and remote.c. */
#ifndef NODES_REMOTE_MARKS_H
#define NODES_REMOTE_MARKS_H

/* Lines around the keys, so that what a start-up file of the shell prints is not taken for an answer, nor a part for all. */
#define REMOTE_BEGIN "cmapsh-nodes: begin"
#define REMOTE_REPORT "cmapsh-nodes: report"
#define REMOTE_END "cmapsh-nodes: end "

#endif
