/* Part of the test double of librbus, see rbus_double.h: gets, sets, methods of a consumer. */
#include "rbus_double.h"

#include <stdlib.h>
#include <string.h>

static bool ends_with(const char *name, char last) {
  size_t length = strlen(name);
  return length > 0 && name[length - 1] == last;
}

static bool is_wildcard(const char *name) { return ends_with(name, '.') || strchr(name, '*') != NULL; }

static int node_handlers(H owner, const char *name, Handlers *handlers, int *type) {
  pthread_mutex_lock(&bus_lock);
  Node *n = tree_find(owner, name);
  if (n != NULL) {
    *handlers = n->handlers;
    *type = n->type;
  }
  pthread_mutex_unlock(&bus_lock);
  return n == NULL ? ELEMENT_DOES_NOT_EXIST : SUCCESS;
}

/* Asks one get handler and appends a copy of its answer. */
int read_one(H owner, const char *name, const char *requester, P *chain) {
  Handlers handlers;
  int type, code = node_handlers(owner, name, &handlers, &type);
  if (code != SUCCESS) return code;
  if (handlers.get == NULL) return INVALID_OPERATION;
  P asked = property_new(name, NULL);
  GetOptions options = {(void *)(intptr_t)-1, requester}; /* context is garbage there as well */
  code = handlers.get(owner, asked, &options);
  if (code == SUCCESS && strcmp(asked->name, name) != 0) code = INVALID_RESPONSE;
  if (code == SUCCESS) {
    if (asked->value == NULL) asked->value = value_new();
    P answer = chain_copy(asked);
    P *last = chain;
    while (*last != NULL) last = &(*last)->next;
    *last = answer;
  }
  rbusProperty_Release(asked);
  return code;
}

static void run_get(Request *r) {
  P asked = r->chain;
  r->chain = NULL;
  for (P p = asked; p != NULL && r->code == SUCCESS; p = p->next) {
    r->code = read_one(r->owner, p->name, r->single ? r->caller->component : r->owner->component, &r->chain);
  }
  rbusProperty_Release(asked);
}

typedef struct { char **names; int count; } Names;

static void collect(Node *leaf, void *state) {
  Names *all = state;
  all->names = realloc(all->names, sizeof *all->names * (size_t)(all->count + 1));
  all->names[all->count++] = tree_path(leaf);
}

/* The walk over partial paths leaves out what fails; that over stars ends with it. */
static void run_get_wild(Request *r) {
  Names all = {NULL, 0};
  pthread_mutex_lock(&bus_lock);
  bool found = tree_visit(r->owner, r->name, collect, &all);
  pthread_mutex_unlock(&bus_lock);
  bool star = strchr(r->name, '*') != NULL;
  if (!found) r->code = ELEMENT_DOES_NOT_EXIST;
  for (int i = 0; i < all.count; i++) {
    if (r->code == SUCCESS) {
      int code = read_one(r->owner, all.names[i], r->owner->component, &r->chain);
      if (star) r->code = code;
    }
    free(all.names[i]);
  }
  free(all.names);
}

static int check_plain(const char *name) {
  if (name == NULL || name[0] == '\0') return INVALID_INPUT;
  if (is_wildcard(name)) return ACCESS_NOT_ALLOWED;
  if (ends_with(name, '!') || ends_with(name, ')') || strlen(name) >= LONGEST_NAME) return INVALID_INPUT;
  return SUCCESS;
}

static H locked_owner(const char *name) {
  pthread_mutex_lock(&bus_lock);
  H owner = owner_of(name);
  pthread_mutex_unlock(&bus_lock);
  return owner;
}

static void append(P *chain, P more) {
  while (*chain != NULL) chain = &(*chain)->next;
  *chain = more;
}

/* The names of one provider, in one request; answers in *found. */
static int get_from(H h, H owner, const char **names, int count, P *found) {
  Request *r = request_new(run_get, h, owner, names[0]);
  r->single = count == 1;
  for (int i = 0; i < count; i++) {
    if (locked_owner(names[i]) == owner) append(&r->chain, property_new(names[i], NULL));
  }
  int code = request_call(r, GET_MS);
  if (code == SUCCESS) {
    append(found, r->chain);
    r->chain = NULL;
  }
  request_release(r);
  return code;
}

static int get_plain(H h, const char **names, int count, P *found) {
  H asked[MOST_HANDLES];
  int providers = 0, code = SUCCESS;
  for (int i = 0; i < count; i++) {
    code = check_plain(names[i]);
    if (code == SUCCESS && locked_owner(names[i]) == NULL) code = DESTINATION_NOT_FOUND;
    if (code != SUCCESS) return code;
  }
  for (int i = 0; i < count && code == SUCCESS; i++) {
    H owner = locked_owner(names[i]);
    bool known = false;
    for (int p = 0; p < providers; p++) known |= asked[p] == owner;
    if (known) continue;
    asked[providers++] = owner;
    code = get_from(h, owner, names, count, found);
  }
  if (code != SUCCESS) {
    rbusProperty_Release(*found);
    *found = NULL;
  }
  return code;
}

static int get_wild(H h, const char *path, P *found) {
  int code = DESTINATION_NOT_FOUND;
  for (int i = 0; i < MOST_HANDLES; i++) {
    pthread_mutex_lock(&bus_lock);
    H owner = handle_at(i);
    bool serves = owner != NULL && !owner->forgotten && owner->count > 0 && tree_element(owner, path) != NULL;
    pthread_mutex_unlock(&bus_lock);
    if (!serves) continue;
    Request *r = request_new(run_get_wild, h, owner, path);
    code = request_call(r, GET_MULTI_MS);
    append(found, r->chain);
    r->chain = NULL;
    request_release(r);
  }
  return code;
}

EXPORT int rbus_get(H h, const char *name, V *out) {
  int code = check_plain(name);
  if (code != SUCCESS) return code;
  if (!begin(h)) return begin_code(h);
  P found = NULL;
  code = get_plain(h, &name, 1, &found);
  if (code == SUCCESS) {
    *out = found->value;
    rbusValue_Retain(*out);
  }
  rbusProperty_Release(found);
  end(h);
  return code;
}

EXPORT int rbus_getExt(H h, int count, const char **names, int *found_count, P *found) {
  if (count <= 0 || names == NULL || names[0] == NULL) return INVALID_INPUT;
  if (!begin(h)) return begin_code(h);
  P chain = NULL;
  int code = count == 1 && is_wildcard(names[0]) ? get_wild(h, names[0], &chain)
                                                 : get_plain(h, names, count, &chain);
  if (code == SUCCESS) {
    *found = chain;
    *found_count = 0;
    for (P p = chain; p != NULL; p = p->next) (*found_count)++;
  } else {
    rbusProperty_Release(chain);
  }
  end(h);
  return code;
}

/* --- Sets ------------------------------------------------------------------------------------------ */

static int write_one(H owner, P property, bool commit, uint32_t session, const char *requester) {
  Handlers handlers;
  int type, code = node_handlers(owner, property->name, &handlers, &type);
  if (code != SUCCESS) return code;
  if (handlers.set == NULL) return NOT_WRITABLE;
  P given = property_new(property->name, property->value);
  SetHandlerOptions options = {commit, session, requester};
  code = handlers.set(owner, given, &options);
  rbusProperty_Release(given);
  return code;
}

static void run_set(Request *r) {
  r->code = write_one(r->owner, r->chain, r->options.commit, r->options.session, r->caller->component);
}

/* Reads the old value before each set, and writes what was set back when a handler refuses. */
static void run_set_multi(Request *r) {
  P old = NULL;
  for (P p = r->chain; p != NULL; p = p->next) {
    Handlers handlers;
    int type;
    r->code = node_handlers(r->owner, p->name, &handlers, &type);
    if (r->code == SUCCESS && handlers.set == NULL) r->code = NOT_WRITABLE;
    if (r->code != SUCCESS) {
      /* The real one undoes nothing in these cases. */
      r->failed = copied(p->name);
      break;
    }
    P before = NULL;
    if (handlers.get != NULL) read_one(r->owner, p->name, NULL, &before);
    bool commit = r->options.commit && p->next == NULL;
    r->code = write_one(r->owner, p, commit, r->options.session, r->caller->component);
    if (r->code != SUCCESS) {
      rbusProperty_Release(before);
      r->failed = copied(p->name);
      for (P back = old; back != NULL; back = back->next) {
        write_one(r->owner, back, false, r->options.session, r->caller->component);
      }
      break;
    }
    append(&old, before);
  }
  rbusProperty_Release(old);
}

static int check_set(const char *name, V value) {
  if (name == NULL || name[0] == '\0' || is_wildcard(name)) return INVALID_INPUT;
  return value == NULL || value->type == T_NONE ? INVALID_INPUT : SUCCESS;
}

EXPORT int rbus_set(H h, const char *name, V value, SetOptions *options) {
  int code = check_set(name, value);
  if (code != SUCCESS) return code;
  if (!begin(h)) return begin_code(h);
  H owner = locked_owner(name);
  code = DESTINATION_NOT_FOUND;
  if (owner != NULL) {
    Request *r = request_new(run_set, h, owner, name);
    P given = property_new(name, value);
    r->chain = chain_copy(given);
    rbusProperty_Release(given);
    if (options != NULL) r->options = *options;
    code = request_call(r, SET_MS);
    request_release(r);
  }
  end(h);
  return code;
}

static int set_at(H h, H owner, P all, SetOptions *options, char **failed) {
  Request *r = request_new(run_set_multi, h, owner, "");
  for (P p = all; p != NULL; p = p->next) {
    if (locked_owner(p->name) != owner) continue;
    V value = value_copy(p->value);
    append(&r->chain, property_new(p->name, value));
    rbusValue_Release(value);
  }
  if (options != NULL) r->options = *options;
  int code = request_call(r, SET_MULTI_MS);
  if (code != SUCCESS && r->failed != NULL && failed != NULL) *failed = copied(r->failed);
  request_release(r);
  return code;
}

EXPORT int rbus_setMultiExt(H h, uint32_t count, P all, SetOptions *options, uint32_t timeout, char **failed) {
  (void)timeout;
  if (count == 0 || all == NULL) return INVALID_INPUT;
  for (P p = all; p != NULL; p = p->next) {
    int code = check_set(p->name, p->value);
    if (code != SUCCESS) return code;
  }
  if (count == 1) return rbus_set(h, all->name, all->value, options);
  if (!begin(h)) return begin_code(h);
  int code = SUCCESS;
  for (P p = all; p != NULL; p = p->next) {
    if (locked_owner(p->name) == NULL) code = DESTINATION_NOT_FOUND;
  }
  H asked[MOST_HANDLES];
  int providers = 0;
  for (P p = all; p != NULL && code == SUCCESS; p = p->next) {
    H owner = locked_owner(p->name);
    bool known = false;
    for (int i = 0; i < providers; i++) known |= asked[i] == owner;
    if (known || owner == NULL) continue;
    asked[providers++] = owner;
    code = set_at(h, owner, all, options, failed);
  }
  end(h);
  return code;
}

EXPORT int rbus_setMulti(H h, int count, P all, SetOptions *options) {
  return rbus_setMultiExt(h, (uint32_t)count, all, options, 0, NULL);
}

EXPORT int rbus_setCommit(H h, const char *name, SetOptions *options) {
  (void)options;
  if (!begin(h)) return begin_code(h);
  int code = locked_owner(name) == NULL ? DESTINATION_NOT_FOUND : SUCCESS;
  end(h);
  return code;
}
