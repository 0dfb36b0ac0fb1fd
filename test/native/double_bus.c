/*
 * Part of the test double of librbus, see rbus_double.h: handles, requests, and the one callback
 * thread that runs all handlers of this process one after another.
 */
#include "rbus_double.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define OPEN 0x09e4
#define MOST_WAITING 26
#define SOCKET_PATIENCE_MS 200 /* how long a sender may wait for room, as a socket's buffer gives */

pthread_mutex_t bus_lock = PTHREAD_MUTEX_INITIALIZER;
static H handles[MOST_HANDLES];
static int open_handles;
static atomic_bool up = true;

static pthread_mutex_t queue_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t queue_changed, answered;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static Request *queue[MOST_WAITING];
static int first, waiting; /* the running one stays in the queue until it has returned */
static bool stopping;
static pthread_t callback_thread;
static _Thread_local bool is_callback_thread;

static void prepare(void) {
  pthread_condattr_t monotonic;
  pthread_condattr_init(&monotonic);
  pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
  pthread_cond_init(&queue_changed, &monotonic);
  pthread_cond_init(&answered, &monotonic);
}

static struct timespec after(long ms) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  at.tv_sec += ms / 1000;
  at.tv_nsec += ms % 1000 * 1000000;
  if (at.tv_nsec >= 1000000000) {
    at.tv_sec++;
    at.tv_nsec -= 1000000000;
  }
  return at;
}

bool on_callback_thread(void) { return is_callback_thread; }
bool broker_is_up(void) { return up; }
H handle_at(int slot) { return handles[slot]; }

/* --- Requests ---------------------------------------------------------------------------------- */

Request *request_new(void (*run)(Request *), H caller, H owner, const char *name) {
  Request *r = calloc(1, sizeof *r);
  if (r == NULL) abort();
  atomic_store(&r->references, 1);
  r->run = run;
  r->caller = caller;
  r->owner = owner;
  r->name = copied(name);
  r->options.commit = true;
  return r;
}

static void rows_free(RowName *row) {
  while (row != NULL) {
    RowName *next = row->next;
    free(row->name);
    free(row->alias);
    free(row);
    row = next;
  }
}

static void infos_free(Info *info) {
  while (info != NULL) {
    Info *next = info->next;
    free(info->name);
    free(info->component);
    free(info);
    info = next;
  }
}

EXPORT int rbusTable_freeRowNames(H h, RowName *rows) {
  (void)h;
  if (rows != NULL) live(-1);
  rows_free(rows);
  return SUCCESS;
}

EXPORT int rbusElementInfo_free(H h, Info *infos) {
  (void)h;
  if (infos != NULL) live(-1);
  infos_free(infos);
  return SUCCESS;
}

void request_release(Request *r) {
  if (atomic_fetch_sub(&r->references, 1) != 1) return;
  rbusProperty_Release(r->chain);
  rbusObject_Release(r->in);
  rbusObject_Release(r->out);
  rbusObject_Release(r->initial);
  rows_free(r->rows);
  infos_free(r->infos);
  free(r->failed);
  free(r->name);
  free(r->alias);
  free(r);
}

static void *run_callbacks(void *unused) {
  (void)unused;
  is_callback_thread = true;
  pthread_mutex_lock(&queue_lock);
  for (;;) {
    while (waiting == 0 && !stopping) pthread_cond_wait(&queue_changed, &queue_lock);
    if (waiting == 0) break;
    Request *r = queue[first];
    pthread_mutex_unlock(&queue_lock);
    r->run(r);
    if (!r->deferred) request_done(r);
    request_release(r);
    pthread_mutex_lock(&queue_lock);
    first = (first + 1) % MOST_WAITING;
    waiting--;
    pthread_cond_broadcast(&queue_changed);
  }
  pthread_mutex_unlock(&queue_lock);
  return NULL;
}

bool enqueue(Request *r) {
  pthread_mutex_lock(&queue_lock);
  struct timespec until = after(SOCKET_PATIENCE_MS);
  while (waiting == MOST_WAITING && !is_callback_thread) {
    if (pthread_cond_timedwait(&queue_changed, &queue_lock, &until) == ETIMEDOUT) break;
  }
  bool room = waiting < MOST_WAITING && open_handles > 0;
  if (room) {
    atomic_fetch_add(&r->references, 1);
    queue[(first + waiting++) % MOST_WAITING] = r;
    pthread_cond_broadcast(&queue_changed);
  } else {
    lost_request();
  }
  pthread_mutex_unlock(&queue_lock);
  return room;
}

void request_done(Request *r) {
  pthread_mutex_lock(&queue_lock);
  r->done = true;
  pthread_cond_broadcast(&answered);
  pthread_mutex_unlock(&queue_lock);
}

int request_call(Request *r, int timeout) {
  if (is_callback_thread) {
    misuse("a request from the callback thread, which would wait for itself");
    return TIMEOUT;
  }
  struct timespec until = after(r->caller->timeouts[timeout]);
  enqueue(r);
  int code = SUCCESS;
  pthread_mutex_lock(&queue_lock);
  while (!r->done && code == SUCCESS) {
    if (pthread_cond_timedwait(&answered, &queue_lock, &until) == ETIMEDOUT) code = TIMEOUT;
  }
  if (r->done) code = r->code;
  pthread_mutex_unlock(&queue_lock);
  return code;
}

/* --- Handles ----------------------------------------------------------------------------------- */

static bool is_open(H h) { return h != NULL && h->magic == OPEN; }

/* Handles are never freed, so that a late use finds the mark. */
bool begin(H h) {
  if (!is_open(h)) {
    misuse("a handle used after its close");
    return false;
  }
  if (!up) return false;
  atomic_fetch_add(&h->calls, 1);
  return true;
}

int begin_code(H h) { return is_open(h) ? BUS_ERROR : INVALID_HANDLE; }
void end(H h) { atomic_fetch_sub(&h->calls, 1); }

/* The handle that the broker would route a name to; NULL if none. */
H owner_of(const char *name) {
  for (int i = 0; i < MOST_HANDLES; i++) {
    H h = handles[i];
    if (h != NULL && !h->forgotten && h->count > 0 && tree_element(h, name) != NULL) return h;
  }
  return NULL;
}

EXPORT int rbus_openBrokerConnection2(const char *component, const char *address) {
  (void)component;
  (void)address;
  return up ? SUCCESS : BUS_ERROR;
}

EXPORT int rbus_close(H h);

static void timeouts(H h) {
  static const uint32_t defaults[] = {15000, 15000, 60000, 120000, 600000};
  memcpy(h->timeouts, defaults, sizeof defaults);
}

EXPORT int rbus_open(H *out, const char *component) {
  pthread_once(&once, prepare);
  if (!up) return BUS_ERROR;
  if (component == NULL || component[0] == '\0') return INVALID_INPUT;
  for (int i = 0; i < MOST_HANDLES; i++) {
    if (handles[i] != NULL && strcmp(handles[i]->component, component) == 0) {
      misuse("a component opened twice, which closes the first");
      rbus_close(handles[i]);
    }
  }
  pthread_mutex_lock(&bus_lock);
  int slot = 0;
  while (slot < MOST_HANDLES && handles[slot] != NULL) slot++;
  if (slot == MOST_HANDLES) {
    pthread_mutex_unlock(&bus_lock);
    return OUT_OF_RESOURCES;
  }
  H h = calloc(1, sizeof *h);
  h->magic = OPEN;
  h->component = copied(component);
  h->root = calloc(1, sizeof *h->root);
  h->root->word = copied("");
  timeouts(h);
  handles[slot] = h;
  pthread_mutex_lock(&queue_lock);
  bool starts = open_handles++ == 0;
  stopping = false;
  pthread_mutex_unlock(&queue_lock);
  if (starts && pthread_create(&callback_thread, NULL, run_callbacks, NULL) != 0) abort();
  pthread_mutex_unlock(&bus_lock);
  *out = h;
  return SUCCESS;
}

EXPORT int rbus_close(H h) {
  if (!is_open(h)) return INVALID_HANDLE;
  if (is_callback_thread) misuse("a close from the callback thread, where the real one crashes");
  if (atomic_load(&h->calls) != 0) misuse("a close while calls are under way");
  h->magic = 0;
  subscriptions_closed(h);
  pthread_mutex_lock(&queue_lock);
  bool last = --open_handles == 0;
  stopping = last;
  pthread_cond_broadcast(&queue_changed);
  pthread_mutex_unlock(&queue_lock);
  if (last) pthread_join(callback_thread, NULL);
  pthread_mutex_lock(&bus_lock);
  for (int i = 0; i < MOST_HANDLES; i++) {
    if (handles[i] == h) handles[i] = NULL;
  }
  Node *root = h->root;
  h->root = calloc(1, sizeof *h->root);
  h->root->word = copied("");
  tree_free(root);
  for (int i = 0; i < h->count; i++) free(h->names[i]);
  free(h->names);
  h->names = NULL;
  h->count = 0;
  pthread_mutex_unlock(&bus_lock);
  return SUCCESS;
}

/* Ends the broker, or starts a new one that knows no elements. */
EXPORT void rbus_double_broker(int serves) {
  pthread_mutex_lock(&bus_lock);
  up = serves != 0;
  for (int i = 0; i < MOST_HANDLES; i++) {
    if (handles[i] != NULL && handles[i]->count > 0) handles[i]->forgotten = true;
  }
  pthread_mutex_unlock(&bus_lock);
}

/* --- Settings ---------------------------------------------------------------------------------- */

#define TIMEOUT_SETTER(Name, index, preset)                              \
  EXPORT int rbusHandle_Config##Name##Timeout(H h, uint32_t ms) {        \
    if (!is_open(h)) return INVALID_HANDLE;                              \
    h->timeouts[index] = ms == 0 ? preset : ms;                          \
    return SUCCESS;                                                      \
  }

TIMEOUT_SETTER(Set, SET_MS, 15000)
TIMEOUT_SETTER(Get, GET_MS, 15000)
TIMEOUT_SETTER(SetMulti, SET_MULTI_MS, 60000)
TIMEOUT_SETTER(GetMulti, GET_MULTI_MS, 120000)
TIMEOUT_SETTER(Subscribe, SUBSCRIBE_MS, 600000)

EXPORT int rbus_checkStatus(void) { return 0; }

EXPORT int rbus_setLogLevel(int level) { return level < 0 || level > 4 ? INVALID_INPUT : SUCCESS; }

EXPORT int rbus_registerLogHandler(void *handler) {
  if (handler != NULL) misuse("a log handler, which costs 20 calls per get");
  return SUCCESS;
}

EXPORT const char *rbusError_ToString(int code) {
  static const char *const texts[] = {
      "ok", "generic error", "invalid input", "not initialized", "out of resources",
      "destination not found", "destination not reachable", "destination response failure",
      "invalid response from destination", "invalid operation", "invalid event", "invalid handle",
      "session already exists", "duplicate component name", "duplicate element name",
      "element name missing", "component does not exist", "element name does not exist",
      "access denied", "invalid context", "timeout", "async operation in progress"};
  return code >= 0 && code < (int)(sizeof texts / sizeof *texts) ? texts[code] : "unknown error";
}

_Static_assert(sizeof(DateTime) == 48, "rbusDateTime_t");
_Static_assert(sizeof(Sub) == 7 * sizeof(void *) + 8, "rbusEventSubscription_t");
_Static_assert(sizeof(DataElement) == 8 * sizeof(void *), "rbusDataElement_t");
