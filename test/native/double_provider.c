/* Part of the test double of librbus, see rbus_double.h: elements and rows of a provider. */
#include "rbus_double.h"

#include <stdlib.h>
#include <string.h>

static int add_element(H h, const DataElement *e) {
  if (e->name == NULL || e->name[0] == '\0') return INVALID_INPUT;
  for (int i = 0; i < MOST_HANDLES; i++) {
    H other = handle_at(i);
    for (int n = 0; other != NULL && !other->forgotten && n < other->count; n++) {
      if (strcmp(other->names[n], e->name) == 0) return ELEMENT_NAME_DUPLICATE;
    }
  }
  int code = tree_add(h, e);
  if (code != SUCCESS) return code;
  h->names = realloc(h->names, sizeof *h->names * (size_t)(h->count + 1));
  h->names[h->count++] = copied(e->name);
  return SUCCESS;
}

static void withdraw(H h, const char *name) {
  for (int i = 0; i < h->count; i++) {
    if (strcmp(h->names[i], name) == 0) {
      free(h->names[i]);
      h->names[i] = h->names[--h->count];
      return;
    }
  }
}

EXPORT int rbus_regDataElements(H h, int count, DataElement *elements) {
  if (!begin(h)) return begin_code(h);
  pthread_mutex_lock(&bus_lock);
  if (h->forgotten) {
    for (int i = 0; i < h->count; i++) free(h->names[i]);
    h->count = 0;
    h->forgotten = false;
  }
  int code = SUCCESS, done = 0;
  while (done < count && (code = add_element(h, &elements[done])) == SUCCESS) done++;
  for (int i = 0; code != SUCCESS && i < done; i++) withdraw(h, elements[i].name);
  pthread_mutex_unlock(&bus_lock);
  for (int i = 0; code == SUCCESS && i < count; i++) {
    if (elements[i].type == PROPERTY && elements[i].handlers.get != NULL &&
        elements[i].handlers.subscribe == NULL) {
      misuse("a readable property without eventSubHandler, which would be polled");
    }
  }
  if (code == SUCCESS) subscriptions_restore(h);
  end(h);
  return code;
}

EXPORT int rbus_unregDataElements(H h, int count, DataElement *elements) {
  if (!begin(h)) return begin_code(h);
  pthread_mutex_lock(&bus_lock);
  for (int i = 0; i < count; i++) withdraw(h, elements[i].name);
  pthread_mutex_unlock(&bus_lock);
  end(h);
  return SUCCESS;
}

static void register_row(H h, const char *table, uint32_t instance, const char *alias, int *code) {
  pthread_mutex_lock(&bus_lock);
  size_t length = table == NULL ? 0 : strlen(table);
  Node *node = length == 0 || table[length - 1] != '.' ? NULL : tree_find(h, table);
  if (length > 0 && table[length - 1] != '.') misuse("a row registered without the table's last dot");
  *code = node == NULL || node->type != TABLE ? INVALID_INPUT : SUCCESS;
  for (Node *row = node == NULL ? NULL : node->children; row != NULL; row = row->next) {
    if (row->alias != NULL && row->instance == instance) *code = INVALID_INPUT;
  }
  Node *row = *code == SUCCESS ? tree_row(node, instance, alias) : NULL;
  Request *event = row == NULL ? NULL : row_event(h, row, CREATED);
  pthread_mutex_unlock(&bus_lock);
  send_batch(event);
}

EXPORT int rbusTable_registerRow(H h, const char *table, uint32_t instance, const char *alias) {
  if (!begin(h)) return begin_code(h);
  int code;
  register_row(h, table, instance, alias, &code);
  if (code == SUCCESS) subscriptions_restore(h);
  end(h);
  return code;
}

EXPORT int rbusTable_unregisterRow(H h, const char *name) {
  if (!begin(h)) return begin_code(h);
  if (!on_callback_thread()) misuse("a row removed beside the callback thread, which may be using it");
  pthread_mutex_lock(&bus_lock);
  Node *row = tree_find(h, name);
  bool is_row = row != NULL && row->alias != NULL;
  Request *event = is_row ? row_event(h, row, DELETED) : NULL;
  if (is_row) {
    row_gone(h, row);
    tree_remove(row);
  }
  pthread_mutex_unlock(&bus_lock);
  send_batch(event);
  end(h);
  return is_row ? SUCCESS : INVALID_INPUT;
}

/* --- Rows on behalf of a consumer ---------------------------------------------------------------- */

static void run_add(Request *r) {
  pthread_mutex_lock(&bus_lock);
  Node *table = tree_find(r->owner, r->name);
  Handlers handlers = table == NULL ? (Handlers){0} : table->handlers;
  bool is_table = table != NULL && table->type == TABLE;
  pthread_mutex_unlock(&bus_lock);
  if (table == NULL) r->code = ELEMENT_DOES_NOT_EXIST;
  else if (!is_table || handlers.add == NULL) r->code = INVALID_OPERATION;
  else r->code = handlers.add(r->owner, r->name, r->alias, &r->instance);
  if (r->code != SUCCESS) return;
  if (r->instance == 0) misuse("a row added with the number 0");
  int code;
  register_row(r->owner, r->name, r->instance, r->alias, &code);
  if (code != SUCCESS) misuse("a row added with a number that is taken");
}

EXPORT int rbusTable_addRow(H h, const char *table, const char *alias, uint32_t *instance) {
  if (table == NULL || table[0] == '\0' || table[strlen(table) - 1] != '.') return INVALID_INPUT;
  if (!begin(h)) return begin_code(h);
  pthread_mutex_lock(&bus_lock);
  H owner = owner_of(table);
  pthread_mutex_unlock(&bus_lock);
  int code = DESTINATION_NOT_FOUND;
  if (owner != NULL) {
    Request *r = request_new(run_add, h, owner, table);
    r->alias = alias == NULL ? NULL : copied(alias);
    code = request_call(r, SET_MS);
    if (code == SUCCESS && instance != NULL) *instance = r->instance;
    request_release(r);
  }
  end(h);
  return code;
}

static void run_remove(Request *r) {
  pthread_mutex_lock(&bus_lock);
  Node *row = tree_find(r->owner, r->name);
  bool is_row = row != NULL && row->alias != NULL;
  Handlers handlers = is_row ? row->parent->handlers : (Handlers){0};
  pthread_mutex_unlock(&bus_lock);
  if (row == NULL) r->code = ELEMENT_DOES_NOT_EXIST;
  else if (handlers.remove == NULL) r->code = INVALID_OPERATION;
  else r->code = handlers.remove(r->owner, r->name);
  if (r->code != SUCCESS) return;
  pthread_mutex_lock(&bus_lock);
  Request *event = NULL;
  if (tree_find(r->owner, r->name) != row) {
    misuse("a row removed by its own remove handler, so freed twice");
  } else {
    event = row_event(r->owner, row, DELETED);
    row_gone(r->owner, row);
    tree_remove(row);
  }
  pthread_mutex_unlock(&bus_lock);
  send_batch(event);
}

EXPORT int rbusTable_removeRow(H h, const char *row) {
  if (row == NULL || row[0] == '\0') return INVALID_INPUT;
  if (!begin(h)) return begin_code(h);
  pthread_mutex_lock(&bus_lock);
  H owner = owner_of(row);
  pthread_mutex_unlock(&bus_lock);
  int code = DESTINATION_NOT_FOUND;
  if (owner != NULL) {
    Request *r = request_new(run_remove, h, owner, row);
    code = request_call(r, SET_MS);
    request_release(r);
  }
  end(h);
  return code;
}
