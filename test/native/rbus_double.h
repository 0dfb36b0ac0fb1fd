/*
 * A test double of librbus: its C interface, served in this process, written from scratch for this
 * project's tests. Not librbus, shares no code with it, and must never be installed as one.
 *
 * What it keeps of the real library is what a binding can get wrong: structure layouts, ownership,
 * one callback thread for everything, a queue of 26 requests, rows managed by the library, error
 * codes, and a broker that can go away. What it adds are counters of leaks and misuse.
 */
#ifndef RBUS_DOUBLE_H
#define RBUS_DOUBLE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EXPORT __attribute__((visibility("default")))

/* --- Numbers of the interface ---------------------------------------------------------------- */

enum {
  SUCCESS = 0,
  BUS_ERROR = 1,
  INVALID_INPUT = 2,
  OUT_OF_RESOURCES = 4,
  DESTINATION_NOT_FOUND = 5,
  INVALID_RESPONSE = 8,
  INVALID_OPERATION = 9,
  INVALID_EVENT = 10,
  INVALID_HANDLE = 11,
  ELEMENT_NAME_DUPLICATE = 14,
  ELEMENT_DOES_NOT_EXIST = 17,
  ACCESS_NOT_ALLOWED = 18,
  TIMEOUT = 20,
  ASYNC_RESPONSE = 21,
  NOSUBSCRIBERS = 23,
  SUBSCRIPTION_ALREADY_EXIST = 24,
  INVALID_NAMESPACE = 25,
  NOT_WRITABLE = 27
};

typedef enum {
  T_BOOLEAN = 0x500, T_CHAR, T_BYTE, T_INT8, T_UINT8, T_INT16, T_UINT16, T_INT32, T_UINT32,
  T_INT64, T_UINT64, T_SINGLE, T_DOUBLE, T_DATETIME, T_STRING, T_BYTES, T_PROPERTY, T_OBJECT, T_NONE
} Type;

enum { VALUE_OK = 0, VALUE_TYPE = 1, VALUE_NOT_FOUND = 2, VALUE_NULL = 3 };
enum { PROPERTY = 1, TABLE = 2, EVENT = 3, METHOD = 4 };
enum { CREATED, DELETED, CHANGED, GENERAL, INITIAL, INTERVAL, DURATION };
enum { CAN_GET = 1, CAN_SET = 2, CAN_ADD = 4, CAN_REMOVE = 8, CAN_SUBSCRIBE = 16, CAN_INVOKE = 32 };

typedef struct Value *V;
typedef struct Property *P;
typedef struct Object *O;
typedef struct Filter *F;
typedef struct Handle *H;
typedef struct Request *Async;

typedef struct {
  int32_t time[9], zone_hour, zone_minute;
  bool is_west;
} DateTime;

typedef struct { void *context; const char *requester; } GetOptions;
typedef struct { bool commit; uint32_t session; const char *requester; } SetHandlerOptions;
typedef struct { bool commit; uint32_t session; } SetOptions;
typedef struct { const char *name; int type; O data; } Event;
typedef struct Row { char *name; uint32_t instance; char *alias; struct Row *next; } RowName;
typedef struct Info { char *name, *component; int type; uint32_t access; struct Info *next; } Info;

struct Sub;
typedef void (*EventHandler)(H, const Event *, struct Sub *);
typedef void (*AsyncSubHandler)(H, struct Sub *, int);
typedef struct Sub {
  const char *name;
  F filter;
  uint32_t interval, duration;
  EventHandler handler;
  void *user;
  H handle;
  AsyncSubHandler async;
  bool initial;
} Sub;

typedef struct {
  int (*get)(H, P, GetOptions *);
  int (*set)(H, P, SetHandlerOptions *);
  int (*add)(H, const char *, const char *, uint32_t *);
  int (*remove)(H, const char *);
  int (*subscribe)(H, int, const char *, F, int32_t, bool *);
  int (*method)(H, const char *, O, O, Async);
} Handlers;

typedef struct { const char *name; int type; Handlers handlers; } DataElement;
typedef void (*MethodResult)(H, const char *, int, O);

/* --- Values (double_values.c, double_objects.c) ------------------------------------------------ */

typedef struct { atomic_int references; int magic; } Counted;

struct Value {
  Counted counted;
  Type type;
  union {
    bool boolean;
    int64_t whole;
    double real;
    DateTime time;
    struct { uint8_t *octets; int length; } text;
    P property;
    O object;
  } as;
};
struct Property { Counted counted; char *name; V value; P next; };
struct Object { Counted counted; char *name; int type; P properties; O parent, children, next; };
struct Filter { Counted counted; bool logic; int operation; V value; F left, right; };

V value_new(void);
void value_clear(V v);
V value_copy(V v);
P chain_copy(P first);
O object_copy(O object);
P property_new(const char *name, V value);
P property_text(const char *name, const char *text);
P property_whole(const char *name, Type type, int64_t whole);
void object_append(O object, P property); /* takes the caller's reference over */
char *copied(const char *text);

EXPORT void rbusValue_Release(V v);
EXPORT void rbusProperty_Release(P p);
EXPORT void rbusObject_Release(O o);
EXPORT void rbusFilter_Release(F f);
EXPORT void rbusValue_Retain(V v);
EXPORT void rbusProperty_Retain(P p);
EXPORT void rbusFilter_Retain(F f);
EXPORT void rbusProperty_Append(P first, P more);
EXPORT O rbusObject_Init(O *out, const char *name);
EXPORT bool rbusFilter_Apply(F f, V value);
EXPORT int rbusFilter_Compare(F a, F b);

/* --- Leaks and misuse (double_checks.c) -------------------------------------------------------- */

void *counted_new(size_t size);
void counted_retain(Counted *c);
bool counted_release(Counted *c);  /* true: the caller empties it and calls counted_free */
void counted_free(Counted *c);
void live(int change);
void misuse(const char *what);
void lost_request(void);

/* --- The tree of a handle (double_tree.c) ------------------------------------------------------ */

typedef struct Node {
  char *word;  /* "{i}" for the template of a table, digits for a row */
  char *alias; /* rows only */
  uint32_t instance;
  int type; /* 0: object or row */
  Handlers handlers;
  struct Node *parent, *children, *next;
} Node;

#define LONGEST_NAME 256

int tree_add(H h, const DataElement *element);
Node *tree_find(H h, const char *name);
Node *tree_element(H h, const char *name); /* whether or not its rows exist */
bool tree_below(H h, const char *pattern, const char *row); /* names something in that row */
Node *tree_row(Node *table, uint32_t instance, const char *alias);
void tree_remove(Node *node);
void tree_free(Node *node);
char *tree_path(const Node *node); /* tables, rows and objects end in a dot */
bool tree_same(H h, const char *pattern, const char *name); /* * and [alias] count */
typedef void (*Visit)(Node *leaf, void *state);
bool tree_visit(H h, const char *path, Visit visit, void *state);

/* --- Handles, requests, the callback thread (double_bus.c) ------------------------------------- */

struct Handle {
  int magic;
  char *component;
  Node *root;
  char **names; /* registered elements */
  int count;
  bool forgotten; /* the broker was restarted and does not know the elements any more */
  atomic_int calls;
  uint32_t timeouts[5];
};

typedef struct Request {
  atomic_int references;
  void (*run)(struct Request *);
  H owner, caller;
  char *name, *alias;
  P chain; /* in: what to set; out: what was read */
  O in, out;
  SetOptions options;
  struct Subscription *sub;
  O initial;
  uint32_t instance;
  int code, depth, action;
  char *failed;
  bool done, deferred, single;
  RowName *rows;
  Info *infos;
  struct Request *next; /* of a batch of events */
} Request;

enum { SET_MS, GET_MS, SET_MULTI_MS, GET_MULTI_MS, SUBSCRIBE_MS };

extern pthread_mutex_t bus_lock; /* handles, trees, subscriptions; never held over a callback */

bool begin(H h); /* false: the handle is closed or the broker is away; see begin_code */
int begin_code(H h);
void end(H h);
H owner_of(const char *name);
Request *request_new(void (*run)(Request *), H caller, H owner, const char *name);
int request_call(Request *r, int timeout); /* waits for the answer */
void request_done(Request *r);
void request_release(Request *r);
bool enqueue(Request *r); /* false: lost, as the real one loses the 27th */
bool on_callback_thread(void);
bool broker_is_up(void);
H handle_at(int slot);
#define MOST_HANDLES 16

/* --- Events (double_events.c) -------------------------------------------------------------------- */

Request *row_event(H owner, const Node *row, int type); /* bus_lock is held; send it without */
void send_batch(Request *first);
int read_one(H owner, const char *name, const char *requester, P *chain);
void row_gone(H owner, const Node *row); /* the real one forgets more subscriptions than it should */
void subscriptions_closed(H h);
void subscriptions_restore(H owner);

#endif
