/* Part of the test double of librbus, see rbus_double.h: rows, element information, discovery. */
#include "rbus_double.h"

#include <stdlib.h>
#include <string.h>

static char *words(const char *text) { return text == NULL ? NULL : copied(text); }

static void run_rows(Request *r) {
  pthread_mutex_lock(&bus_lock);
  Node *table = tree_find(r->owner, r->name);
  if (table == NULL) r->code = ELEMENT_DOES_NOT_EXIST;
  else if (table->type != TABLE) r->code = INVALID_INPUT;
  RowName **end_of_rows = &r->rows;
  for (Node *n = r->code == SUCCESS ? table->children : NULL; n != NULL; n = n->next) {
    if (n->alias == NULL) continue;
    RowName *row = calloc(1, sizeof *row);
    *row = (RowName){tree_path(n), n->instance, words(n->alias), NULL};
    *end_of_rows = row;
    end_of_rows = &row->next;
  }
  pthread_mutex_unlock(&bus_lock);
}

EXPORT int rbusTable_getRowNames(H h, const char *table, RowName **out) {
  if (table == NULL || out == NULL) return INVALID_INPUT;
  if (!begin(h)) return begin_code(h);
  if (table[0] == '\0' || table[strlen(table) - 1] != '.') misuse("row names asked without the last dot");
  pthread_mutex_lock(&bus_lock);
  H owner = owner_of(table);
  pthread_mutex_unlock(&bus_lock);
  int code = DESTINATION_NOT_FOUND;
  if (owner != NULL) {
    Request *r = request_new(run_rows, h, owner, table);
    code = request_call(r, GET_MS);
    if (code == SUCCESS) {
      *out = r->rows;
      if (r->rows != NULL) live(1);
      r->rows = NULL;
    }
    request_release(r);
  }
  end(h);
  return code;
}

static uint32_t access_of(const Node *n) {
  const Handlers *x = &n->handlers;
  if (n->alias != NULL) return CAN_GET | CAN_SET;
  return (x->get != NULL ? CAN_GET : 0) | (x->set != NULL ? CAN_SET : 0) | (x->add != NULL ? CAN_ADD : 0) |
         (x->remove != NULL ? CAN_REMOVE : 0) | (x->subscribe != NULL ? CAN_SUBSCRIBE : 0) |
         (x->method != NULL ? CAN_INVOKE : 0);
}

static void add_info(Request *r, const Node *n) {
  Info **last = &r->infos;
  while (*last != NULL) last = &(*last)->next;
  Info *info = calloc(1, sizeof *info);
  *info = (Info){tree_path(n), copied(r->owner->component), n->type, access_of(n), NULL};
  *last = info;
}

static void walk_infos(Request *r, const Node *n, int level) {
  int depth = r->depth;
  if (depth >= 0 ? level <= depth : level == -depth) add_info(r, n);
  if (level >= abs(depth)) return;
  for (const Node *c = n->children; c != NULL; c = c->next) {
    if (strcmp(c->word, "{i}") != 0) walk_infos(r, c, level + 1);
  }
}

static void run_infos(Request *r) {
  pthread_mutex_lock(&bus_lock);
  Node *n = tree_find(r->owner, r->name);
  if (n == NULL) r->code = ELEMENT_DOES_NOT_EXIST;
  else walk_infos(r, n, 0);
  pthread_mutex_unlock(&bus_lock);
}

EXPORT int rbusElementInfo_get(H h, const char *name, int depth, Info **out) {
  if (name == NULL || out == NULL) return INVALID_INPUT;
  if (!begin(h)) return begin_code(h);
  int code = SUCCESS; /* of an unknown name as well: nothing is found, and that is all */
  Info *all = NULL, **last = &all;
  for (int i = 0; i < MOST_HANDLES; i++) {
    pthread_mutex_lock(&bus_lock);
    H owner = handle_at(i);
    bool serves = owner != NULL && !owner->forgotten && owner->count > 0 && tree_element(owner, name) != NULL;
    pthread_mutex_unlock(&bus_lock);
    if (!serves) continue;
    Request *r = request_new(run_infos, h, owner, name);
    r->depth = depth;
    int one = request_call(r, GET_MS);
    if (one != ELEMENT_DOES_NOT_EXIST) code = one;
    *last = r->infos;
    r->infos = NULL;
    while (*last != NULL) last = &(*last)->next;
    request_release(r);
  }
  *out = all;
  if (all != NULL) live(1);
  end(h);
  return code;
}

/* --- Discovery: arrays of strings that the caller frees, string by string ------------------------------ */

EXPORT int rbus_discoverComponentName(H h, int count, const char **names, int *found, char ***out) {
  if (!begin(h)) return begin_code(h);
  char **all = calloc((size_t)count + 1, sizeof *all);
  int number = 0;
  pthread_mutex_lock(&bus_lock);
  for (int i = 0; i < count; i++) {
    H owner = owner_of(names[i]);
    if (owner != NULL) all[number++] = copied(owner->component);
  }
  pthread_mutex_unlock(&bus_lock);
  *found = number;
  *out = all;
  end(h);
  return SUCCESS;
}

EXPORT int rbus_discoverComponentDataElements(H h, const char *name, bool next_level, int *count, char ***out) {
  (void)next_level;
  if (!begin(h)) return begin_code(h);
  *count = 0;
  *out = NULL;
  pthread_mutex_lock(&bus_lock);
  for (int i = 0; i < MOST_HANDLES; i++) {
    H owner = handle_at(i);
    if (owner == NULL || strcmp(owner->component, name) != 0) continue;
    int known = owner->forgotten ? 0 : owner->count;
    *out = calloc((size_t)known + 1, sizeof **out);
    (*out)[(*count)++] = copied(owner->component);
    for (int n = 0; n < known; n++) (*out)[(*count)++] = copied(owner->names[n]);
  }
  pthread_mutex_unlock(&bus_lock);
  end(h);
  return SUCCESS;
}

/* Of the layer below, where a binding finds all components: the array is freed as above. */
EXPORT int rbus_discoverRegisteredComponents(int *count, char ***out) {
  if (!broker_is_up()) return BUS_ERROR;
  *out = calloc(MOST_HANDLES, sizeof **out);
  *count = 0;
  pthread_mutex_lock(&bus_lock);
  for (int i = 0; i < MOST_HANDLES; i++) {
    if (handle_at(i) != NULL) (*out)[(*count)++] = copied(handle_at(i)->component);
  }
  pthread_mutex_unlock(&bus_lock);
  return SUCCESS;
}
