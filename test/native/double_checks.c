/* Part of the test double of librbus, see rbus_double.h: counts what is alive, and what was done wrong. */
#include "rbus_double.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALIVE 0x0a11fe
#define DEAD 0x0dead0
#define QUARANTINE 4096

static atomic_long alive, wrong, lost;
static char last_wrong[128];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static void *quarantine[QUARANTINE];
static int next_place;

void live(int change) { atomic_fetch_add(&alive, change); }

void misuse(const char *what) {
  pthread_mutex_lock(&lock);
  snprintf(last_wrong, sizeof last_wrong, "%s", what);
  pthread_mutex_unlock(&lock);
  atomic_fetch_add(&wrong, 1);
}

void lost_request(void) { atomic_fetch_add(&lost, 1); }

void *counted_new(size_t size) {
  Counted *c = calloc(1, size);
  if (c == NULL) abort();
  atomic_store(&c->references, 1);
  c->magic = ALIVE;
  live(1);
  return c;
}

void counted_retain(Counted *c) {
  if (c->magic != ALIVE) misuse("retained after its last release");
  atomic_fetch_add(&c->references, 1);
}

bool counted_release(Counted *c) {
  if (c->magic != ALIVE) {
    misuse("released once too often");
    return false;
  }
  return atomic_fetch_sub(&c->references, 1) == 1;
}

/* Not at once, so that a late release finds the mark and no foreign memory. */
void counted_free(Counted *c) {
  c->magic = DEAD;
  live(-1);
  pthread_mutex_lock(&lock);
  void *eldest = quarantine[next_place];
  quarantine[next_place] = c;
  next_place = (next_place + 1) % QUARANTINE;
  pthread_mutex_unlock(&lock);
  free(eldest);
}

/* Objects, lists and pending asynchronous answers that somebody still has to release. */
EXPORT long rbus_double_live_objects(void) { return atomic_load(&alive); }

/* How often the interface was used as its documentation forbids. */
EXPORT long rbus_double_misuse(void) { return atomic_load(&wrong); }

/* What the last misuse was; empty if there was none. */
EXPORT const char *rbus_double_last_misuse(void) { return last_wrong; }

/* Requests and events that found the queue full. */
EXPORT long rbus_double_lost(void) { return atomic_load(&lost); }
