/* Part of the test double of librbus, see rbus_double.h: subscriptions and events. */
#include "rbus_double.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Subscription {
  Sub sub; /* what the consumer's handler gets */
  atomic_int references;
  H consumer;
  H provider; /* NULL: gone, or it has dropped this one */
  char *component; /* of the provider, which takes it up again when it is back */
  bool dropped;
  atomic_bool active;
  struct Subscription *next;
} Subscription;

static Subscription *subscriptions; /* oldest first; under bus_lock */

static void sub_release(Subscription *s) {
  if (atomic_fetch_sub(&s->references, 1) != 1) return;
  rbusFilter_Release(s->sub.filter);
  free((char *)s->sub.name);
  free(s->component);
  free(s);
}

static Subscription **find(H consumer, const Sub *wanted) {
  Subscription **link = &subscriptions;
  for (; *link != NULL; link = &(*link)->next) {
    const Sub *sub = &(*link)->sub;
    if ((*link)->consumer == consumer && strcmp(sub->name, wanted->name) == 0 &&
        sub->interval == wanted->interval && sub->duration == wanted->duration &&
        rbusFilter_Compare(sub->filter, wanted->filter) == 0) {
      break;
    }
  }
  return link;
}

static void unlink_sub(Subscription **link) {
  Subscription *s = *link;
  *link = s->next;
  atomic_store(&s->active, false);
  sub_release(s);
}

/* --- Publishing ------------------------------------------------------------------------------------ */

static void run_event(Request *r) {
  Subscription *s = r->sub;
  if (atomic_load(&s->active)) {
    Event event = {r->name, r->action, r->in};
    s->sub.handler(s->consumer, &event, &s->sub);
  }
  sub_release(s);
}

static Request *event_new(Subscription *s, const char *name, int type, O data) {
  Request *r = request_new(run_event, s->consumer, s->provider, name);
  r->action = type;
  r->in = object_copy(data);
  r->sub = s;
  atomic_fetch_add(&s->references, 1);
  return r;
}

void send_batch(Request *first) {
  while (first != NULL) {
    Request *r = first;
    first = r->next;
    if (!broker_is_up() || !enqueue(r)) sub_release(r->sub);
    request_release(r);
  }
}

EXPORT V rbusObject_GetValue(O o, const char *name);

/* Whether a subscriber hears it; a filter only hears that its truth has changed, and which. */
static bool hears(const Subscription *s, int type, O data, O *sent) {
  *sent = data;
  if (type != CHANGED || s->sub.filter == NULL) return true;
  bool now = rbusFilter_Apply(s->sub.filter, rbusObject_GetValue(data, "value"));
  if (now == rbusFilter_Apply(s->sub.filter, rbusObject_GetValue(data, "oldValue"))) return false;
  *sent = object_copy(data);
  object_append(*sent, property_whole("filter", T_BOOLEAN, now));
  return true;
}

static Request *events_for(H owner, const char *name, int type, O data) {
  Request *first = NULL, **last = &first;
  for (Subscription *s = subscriptions; s != NULL; s = s->next) {
    O sent;
    if (s->provider != owner || !tree_same(owner, s->sub.name, name) || !hears(s, type, data, &sent)) continue;
    *last = event_new(s, name, type, sent);
    last = &(*last)->next;
    if (sent != data) rbusObject_Release(sent);
  }
  return first;
}

Request *row_event(H owner, const Node *row, int type) {
  char *table = tree_path(row->parent), *name = tree_path(row);
  name[strlen(name) - 1] = '\0';
  O data = rbusObject_Init(NULL, NULL);
  object_append(data, property_text("rowName", name));
  if (type == CREATED) {
    object_append(data, property_whole("instNum", T_UINT32, row->instance));
    object_append(data, property_text("alias", row->alias));
  }
  Request *batch = events_for(owner, table, type, data);
  rbusObject_Release(data);
  free(table);
  free(name);
  return batch;
}

EXPORT int rbusEvent_Publish(H h, Event *event) {
  if (!begin(h)) return begin_code(h) == BUS_ERROR ? SUCCESS : INVALID_HANDLE; /* lost, and not told */
  int code = SUCCESS;
  Request *batch = NULL;
  if (event->type == CHANGED && (event->data == NULL || rbusObject_GetValue(event->data, "value") == NULL ||
                                 rbusObject_GetValue(event->data, "oldValue") == NULL)) {
    code = INVALID_INPUT;
  }
  pthread_mutex_lock(&bus_lock);
  if (code == SUCCESS && tree_element(h, event->name) == NULL) code = ELEMENT_DOES_NOT_EXIST;
  if (code == SUCCESS) {
    batch = events_for(h, event->name, event->type, event->data);
    if (batch == NULL) code = NOSUBSCRIBERS;
  }
  pthread_mutex_unlock(&bus_lock);
  send_batch(batch);
  end(h);
  return code;
}

/* Drops the first subscription to something in the row, and every later one, as the real one does. */
void row_gone(H owner, const Node *row) {
  char *name = tree_path(row);
  bool dropping = false;
  for (Subscription *s = subscriptions; s != NULL; s = s->next) {
    if (s->provider != owner) continue;
    dropping |= tree_below(owner, s->sub.name, name);
    if (dropping) {
      s->provider = NULL;
      s->dropped = true;
    }
  }
  free(name);
}

/* --- Subscribing ------------------------------------------------------------------------------------- */

typedef struct { P chain; H owner; char **names; int count; } Leaves;

static void collect(Node *leaf, void *state) {
  Leaves *all = state;
  all->names = realloc(all->names, sizeof *all->names * (size_t)(all->count + 1));
  all->names[all->count++] = tree_path(leaf);
}

static O present_rows(H owner, const char *table) {
  O data = rbusObject_Init(NULL, NULL);
  int count = 0;
  pthread_mutex_lock(&bus_lock);
  Node *node = tree_find(owner, table);
  for (Node *row = node == NULL ? NULL : node->children; row != NULL; row = row->next) count += row->alias != NULL;
  object_append(data, property_whole("numberOfEntries", T_INT32, count));
  for (Node *row = node == NULL ? NULL : node->children; row != NULL; row = row->next) {
    if (row->alias == NULL) continue;
    char key[24], *path = tree_path(row);
    snprintf(key, sizeof key, "path%u", row->instance);
    object_append(data, property_text(key, path));
    free(path);
  }
  pthread_mutex_unlock(&bus_lock);
  return data;
}

static O present(H owner, const char *name, int type) {
  if (type == TABLE) return present_rows(owner, name);
  if (type != PROPERTY) return NULL;
  O data = rbusObject_Init(NULL, NULL);
  P chain = NULL;
  if (strchr(name, '*') == NULL) {
    if (read_one(owner, name, "initialValue", &chain) == SUCCESS) {
      object_append(data, property_new("initialValue", chain->value));
    }
    rbusProperty_Release(chain);
    return data;
  }
  Leaves all = {NULL, owner, NULL, 0};
  pthread_mutex_lock(&bus_lock);
  tree_visit(owner, name, collect, &all);
  pthread_mutex_unlock(&bus_lock);
  object_append(data, property_whole("numberOfEntries", T_INT32, all.count));
  for (int i = 0; i < all.count; i++) {
    if (read_one(owner, all.names[i], "initialValue", &chain) == SUCCESS) object_append(data, chain);
    chain = NULL;
    free(all.names[i]);
  }
  free(all.names);
  return data;
}

static int ask(H owner, int action, const Sub *sub, int *type) {
  pthread_mutex_lock(&bus_lock);
  bool wild = strchr(sub->name, '*') != NULL;
  Node *n = wild ? tree_element(owner, sub->name) : tree_find(owner, sub->name);
  Handlers handlers = n == NULL ? (Handlers){0} : n->handlers;
  *type = n == NULL ? 0 : n->type;
  pthread_mutex_unlock(&bus_lock);
  bool dotted = sub->name[strlen(sub->name) - 1] == '.';
  if (n == NULL) return ELEMENT_DOES_NOT_EXIST;
  if (*type == 0 || (*type == TABLE && !dotted)) return INVALID_EVENT;
  bool polled = *type == PROPERTY;
  if (handlers.subscribe != NULL) {
    int code = handlers.subscribe(owner, action, sub->name, sub->filter, (int32_t)sub->interval, &polled);
    if (code != SUCCESS) return code;
  }
  if (polled && *type == PROPERTY && action == 0) misuse("a subscription left to automatic publishing");
  return SUCCESS;
}

static void run_subscribe(Request *r) {
  Subscription *s = r->sub;
  int type;
  r->code = ask(r->owner, r->action, &s->sub, &type);
  if (r->code != SUCCESS || r->action != 0) return;
  if (s->sub.initial) r->initial = present(r->owner, s->sub.name, type);
  pthread_mutex_lock(&bus_lock);
  Subscription **link = &subscriptions;
  while (*link != NULL) link = &(*link)->next;
  atomic_fetch_add(&s->references, 1);
  *link = s;
  pthread_mutex_unlock(&bus_lock);
}

static int subscribe(H h, const Sub *wanted) {
  if (wanted->name == NULL || wanted->name[0] == '\0' || wanted->handler == NULL) return INVALID_INPUT;
  pthread_mutex_lock(&bus_lock);
  H owner = owner_of(wanted->name);
  bool known = *find(h, wanted) != NULL;
  pthread_mutex_unlock(&bus_lock);
  if (known) return SUBSCRIPTION_ALREADY_EXIST;
  if (owner == NULL) return TIMEOUT;
  Subscription *s = calloc(1, sizeof *s);
  s->sub = *wanted;
  s->sub.name = copied(wanted->name);
  s->sub.handle = h;
  rbusFilter_Retain(wanted->filter);
  atomic_store(&s->references, 1);
  atomic_store(&s->active, true);
  s->consumer = h;
  s->provider = owner;
  s->component = copied(owner->component);
  Request *r = request_new(run_subscribe, h, owner, wanted->name);
  r->sub = s;
  int code = request_call(r, GET_MS);
  if (code == SUCCESS && r->initial != NULL) {
    Event event = {wanted->name, INITIAL, r->initial};
    s->sub.handler(h, &event, &s->sub);
  }
  sub_release(s);
  request_release(r);
  return code;
}

static int unsubscribe(H h, const Sub *wanted) {
  pthread_mutex_lock(&bus_lock);
  Subscription *s = *find(h, wanted);
  if (s == NULL) {
    pthread_mutex_unlock(&bus_lock);
    return INVALID_OPERATION;
  }
  atomic_fetch_add(&s->references, 1);
  H owner = s->provider;
  unlink_sub(find(h, wanted));
  pthread_mutex_unlock(&bus_lock);
  int code = BUS_ERROR;
  if (owner != NULL && !owner->forgotten) {
    Request *r = request_new(run_subscribe, h, owner, wanted->name);
    r->sub = s;
    r->action = 1;
    code = request_call(r, GET_MS);
    request_release(r);
  }
  sub_release(s);
  return code;
}

EXPORT int rbusEvent_UnsubscribeEx(H h, Sub *subs, int count) {
  if (!begin(h)) return begin_code(h);
  int code = SUCCESS;
  for (int i = 0; i < count; i++) {
    int one = unsubscribe(h, &subs[i]);
    if (code == SUCCESS) code = one;
  }
  end(h);
  return code;
}

EXPORT int rbusEvent_SubscribeEx(H h, Sub *subs, int count, int timeout) {
  (void)timeout;
  if (!begin(h)) return begin_code(h);
  int code = SUCCESS, done = 0;
  while (done < count && (code = subscribe(h, &subs[done])) == SUCCESS) done++;
  for (int i = 0; code != SUCCESS && i < done; i++) unsubscribe(h, &subs[i]);
  end(h);
  return code;
}

EXPORT int rbusEvent_Subscribe(H h, const char *name, EventHandler handler, void *user, int timeout) {
  Sub sub = {.name = name, .handler = handler, .user = user};
  return rbusEvent_SubscribeEx(h, &sub, 1, timeout);
}

EXPORT int rbusEvent_Unsubscribe(H h, const char *name) {
  Sub sub = {.name = name};
  return rbusEvent_UnsubscribeEx(h, &sub, 1);
}

EXPORT bool rbusEvent_IsSubscriptionExist(H h, const char *name, Sub *sub) {
  Sub plain = {.name = name};
  pthread_mutex_lock(&bus_lock);
  bool known = *find(h, sub == NULL ? &plain : sub) != NULL;
  pthread_mutex_unlock(&bus_lock);
  return known;
}

/* --- Handles that come and go -------------------------------------------------------------------------- */

void subscriptions_closed(H h) {
  pthread_mutex_lock(&bus_lock);
  Subscription **link = &subscriptions;
  while (*link != NULL) {
    if ((*link)->consumer == h) {
      unlink_sub(link);
      continue;
    }
    if ((*link)->provider == h) (*link)->provider = NULL;
    link = &(*link)->next;
  }
  pthread_mutex_unlock(&bus_lock);
}

static Subscription *waiting_for(H owner) {
  for (Subscription *s = subscriptions; s != NULL; s = s->next) {
    bool wild = strchr(s->sub.name, '*') != NULL;
    if (s->provider == NULL && !s->dropped && strcmp(s->component, owner->component) == 0 &&
        (wild ? tree_element(owner, s->sub.name) : tree_find(owner, s->sub.name)) != NULL) {
      return s;
    }
  }
  return NULL;
}

/* On the thread that registers, as with the real one, which reads them from its file. */
void subscriptions_restore(H owner) {
  pthread_mutex_lock(&bus_lock);
  for (Subscription *s = waiting_for(owner); s != NULL; s = waiting_for(owner)) {
    s->provider = owner;
    atomic_fetch_add(&s->references, 1);
    pthread_mutex_unlock(&bus_lock);
    int type;
    ask(owner, 0, &s->sub, &type);
    sub_release(s);
    pthread_mutex_lock(&bus_lock);
  }
  pthread_mutex_unlock(&bus_lock);
}
