/* Part of the test double of librbus, see rbus_double.h: methods, at once and later. */
#include "rbus_double.h"

#include <stdlib.h>
#include <string.h>

EXPORT const char *rbusError_ToString(int code);
EXPORT P rbusObject_GetProperty(O o, const char *name);

static void add_error(O out, int code) {
  if (rbusObject_GetProperty(out, "error_code") != NULL) return;
  object_append(out, property_whole("error_code", T_INT32, code));
  object_append(out, property_text("error_string", rbusError_ToString(code)));
}

static void answer(Request *r, int code, O out) {
  r->code = code;
  O sent = object_copy(out);
  if (sent == NULL) sent = rbusObject_Init(NULL, NULL);
  if (code != SUCCESS) add_error(sent, code);
  r->out = sent;
}

static void run_method(Request *r) {
  pthread_mutex_lock(&bus_lock);
  Node *n = tree_find(r->owner, r->name);
  Handlers handlers = n == NULL ? (Handlers){0} : n->handlers;
  pthread_mutex_unlock(&bus_lock);
  int code = n == NULL ? ELEMENT_DOES_NOT_EXIST : handlers.method == NULL ? INVALID_OPERATION : SUCCESS;
  O out = rbusObject_Init(NULL, NULL);
  if (code == SUCCESS) {
    atomic_fetch_add(&r->references, 1); /* the asynchronous handle */
    live(1);
    r->deferred = true;
    code = handlers.method(r->owner, r->name, r->in, out, r);
    if (code != ASYNC_RESPONSE) {
      r->deferred = false;
      live(-1);
      request_release(r);
    }
  }
  if (code != ASYNC_RESPONSE) answer(r, code, out);
  rbusObject_Release(out);
}

EXPORT int rbusMethod_SendAsyncResponse(Async r, int code, O out) {
  if (r == NULL || r->done || r->out != NULL) {
    misuse("an asynchronous answer given twice");
    return INVALID_INPUT;
  }
  answer(r, code, out);
  live(-1);
  request_done(r);
  request_release(r);
  return SUCCESS;
}

static int invoke(H h, const char *name, O in, O *out, uint32_t seconds) {
  pthread_mutex_lock(&bus_lock);
  H owner = owner_of(name);
  pthread_mutex_unlock(&bus_lock);
  if (owner == NULL) {
    O failure = rbusObject_Init(out, NULL);
    add_error(failure, DESTINATION_NOT_FOUND);
    return DESTINATION_NOT_FOUND;
  }
  Request *r = request_new(run_method, h, owner, name);
  r->in = in == NULL ? rbusObject_Init(NULL, NULL) : object_copy(in);
  (void)seconds;
  int code = request_call(r, SET_MS);
  if (code == TIMEOUT) rbusObject_Init(out, NULL);
  else {
    *out = r->out;
    r->out = NULL;
    /* The asynchronous handle must not look unanswered. */
    if (*out != NULL && r->deferred) r->out = rbusObject_Init(NULL, NULL);
  }
  request_release(r);
  return code;
}

EXPORT int rbusMethod_Invoke(H h, const char *name, O in, O *out) {
  if (name == NULL || out == NULL) return INVALID_INPUT;
  if (!begin(h)) return begin_code(h);
  int code = invoke(h, name, in, out, 0);
  end(h);
  return code;
}

typedef struct {
  H h;
  char *name;
  O in;
  MethodResult result;
} Later;

static void *invoke_later(void *state) {
  Later *later = state;
  O out = NULL;
  int code = rbusMethod_Invoke(later->h, later->name, later->in, &out);
  later->result(later->h, later->name, code, out);
  rbusObject_Release(out);
  rbusObject_Release(later->in);
  free(later->name);
  free(later);
  return NULL;
}

EXPORT int rbusMethod_InvokeAsync(H h, const char *name, O in, MethodResult result, int timeout) {
  (void)timeout;
  if (name == NULL || result == NULL) return INVALID_INPUT;
  Later *later = calloc(1, sizeof *later);
  *later = (Later){h, copied(name), object_copy(in), result};
  pthread_t thread;
  if (pthread_create(&thread, NULL, invoke_later, later) != 0) abort();
  pthread_detach(thread);
  return SUCCESS;
}
