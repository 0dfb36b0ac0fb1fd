/* The C provider that `dhcpmgr bench bus` measures beside the Java ones: a number that can be set, an
 * event that a set fires, and a table of 64 rows with 20 texts each, as BenchTable has them.
 * Declares what it uses of librbus 2.x itself, so that neither headers nor link libraries are needed.
 *
 *   provider ADDRESS ROOT     ROOT ends in a dot; prints "ready"; ends when standard input does
 */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ROWS = 64, COLUMNS = 20, ELEMENTS = 3 + COLUMNS, NAME = 256 };
enum { PROPERTY = 1, TABLE = 2, EVENT = 3 };
enum { GENERAL = 3, INVALID_INPUT = 2 };

typedef void *handle;
typedef int (*get_handler)(handle, void *property, void *options);
typedef int (*set_handler)(handle, void *property, void *options);
typedef int (*subscribe_handler)(handle, int, const char *, void *, int32_t, _Bool *);

typedef struct {
  char *name;
  int type;
  get_handler get;
  set_handler set;
  void *add_row, *remove_row;
  subscribe_handler subscribe;
  void *method;
} element;

typedef struct {
  const char *name;
  int type;
  void *data;
} event;

static int (*open_connection)(const char *, const char *);
static int (*open_bus)(handle *, const char *);
static int (*close_bus)(handle);
static int (*register_elements)(handle, int, element *);
static int (*register_row)(handle, const char *, uint32_t, const char *);
static int (*publish)(handle, event *);
static const char *(*property_name)(void *);
static void *(*property_value)(void *);
static void (*set_value)(void *, void *);
static void *(*new_value)(void **);
static void (*value_int32)(void *, int32_t);
static void (*value_int64)(void *, int64_t);
static void (*value_string)(void *, const char *);
static int (*as_int32)(void *, int32_t *);
static void (*release_value)(void *);
static void *(*new_object)(void **, const char *);
static void (*object_value)(void *, const char *, void *);
static void (*release_object)(void *);

static int32_t number = 42;
static char tick[NAME];

static void *symbol(void *library, const char *name) {
  void *found = dlsym(library, name);
  if (!found) {
    fprintf(stderr, "provider: %s\n", dlerror());
    exit(69);
  }
  return found;
}

static void *library(const char *name) {
  void *opened = dlopen(name, RTLD_NOW | RTLD_GLOBAL);
  if (!opened) {
    fprintf(stderr, "provider: %s\n", dlerror());
    exit(69);
  }
  return opened;
}

static void load(void) {
  void *core = library("librbuscore.so.0");
  void *bus = library("librbus.so.0");
  open_connection = symbol(core, "rbus_openBrokerConnection2");
  open_bus = symbol(bus, "rbus_open");
  close_bus = symbol(bus, "rbus_close");
  register_elements = symbol(bus, "rbus_regDataElements");
  register_row = symbol(bus, "rbusTable_registerRow");
  publish = symbol(bus, "rbusEvent_Publish");
  property_name = symbol(bus, "rbusProperty_GetName");
  property_value = symbol(bus, "rbusProperty_GetValue");
  set_value = symbol(bus, "rbusProperty_SetValue");
  new_value = symbol(bus, "rbusValue_Init");
  value_int32 = symbol(bus, "rbusValue_SetInt32");
  value_int64 = symbol(bus, "rbusValue_SetInt64");
  value_string = symbol(bus, "rbusValue_SetString");
  as_int32 = symbol(bus, "rbusValue_GetInt32Ex");
  release_value = symbol(bus, "rbusValue_Release");
  new_object = symbol(bus, "rbusObject_Init");
  object_value = symbol(bus, "rbusObject_SetValue");
  release_object = symbol(bus, "rbusObject_Release");
}

static int get_number(handle bus, void *property, void *options) {
  void *value = new_value(NULL);
  (void)bus, (void)options;
  value_int32(value, number);
  set_value(property, value);
  release_value(value);
  return 0;
}

/* Row and column are the last two parts of the name: …Row.<row>.P<column> */
static int get_cell(handle bus, void *property, void *options) {
  char text[64];
  const char *column = strrchr(property_name(property), '.');
  const char *row = column;
  void *value = new_value(NULL);
  (void)bus, (void)options;
  while (row[-1] != '.') row--;
  snprintf(text, sizeof text, "value-%d-%s", atoi(row), column + 2);
  value_string(value, text);
  set_value(property, value);
  release_value(value);
  return 0;
}

static int set_number(handle bus, void *property, void *options) {
  struct timespec now;
  void *data = new_object(NULL, "");
  void *sent = new_value(NULL);
  event fired = {tick, GENERAL, data};
  (void)options;
  if (as_int32(property_value(property), &number) != 0) return INVALID_INPUT;
  clock_gettime(CLOCK_MONOTONIC, &now);
  value_int64(sent, (int64_t)now.tv_sec * 1000000000 + now.tv_nsec);
  object_value(data, "sent", sent);
  publish(bus, &fired);
  release_value(sent);
  release_object(data);
  return 0;
}

static int no_polling(handle bus, int action, const char *name, void *filter, int32_t interval, _Bool *auto_publish) {
  (void)bus, (void)action, (void)name, (void)filter, (void)interval;
  *auto_publish = 0;
  return 0;
}

static element make(int type, const char *root, const char *name, get_handler get, set_handler set) {
  element made = {calloc(1, NAME), type, get, set, NULL, NULL, no_polling, NULL};
  if (!made.name) exit(70);
  snprintf(made.name, NAME, "%s%s", root, name);
  return made;
}

static void check(int error, const char *what) {
  if (error != 0) {
    fprintf(stderr, "provider: %s: error %d\n", what, error);
    exit(70);
  }
}

int main(int count, char **words) {
  handle bus;
  element elements[ELEMENTS];
  char component[64], table[NAME], end;
  int n = 0;
  if (count != 3) return 2;
  load();
  snprintf(component, sizeof component, "bench-c-%d", (int)getpid());
  snprintf(tick, sizeof tick, "%sTick!", words[2]);
  snprintf(table, sizeof table, "%sRow.", words[2]);
  elements[n++] = make(PROPERTY, words[2], "Value", get_number, set_number);
  elements[n++] = make(EVENT, words[2], "Tick!", NULL, NULL);
  elements[n++] = make(TABLE, words[2], "Row.{i}.", NULL, NULL);
  for (int column = 1; column <= COLUMNS; column++) {
    char name[64];
    snprintf(name, sizeof name, "Row.{i}.P%d", column);
    elements[n++] = make(PROPERTY, words[2], name, get_cell, NULL);
  }
  check(open_connection(component, words[1]), "rbus_openBrokerConnection2");
  check(open_bus(&bus, component), "rbus_open");
  check(register_elements(bus, n, elements), "rbus_regDataElements");
  for (uint32_t row = 1; row <= ROWS; row++) check(register_row(bus, table, row, NULL), "rbusTable_registerRow");
  puts("ready");
  fflush(stdout);
  while (read(STDIN_FILENO, &end, 1) > 0) {
  }
  return close_bus(bus);
}
