/* Part of the test double of librbus, see rbus_double.h: values. */
#include "rbus_double.h"

#include <stdlib.h>
#include <string.h>

char *copied(const char *text) {
  if (text == NULL) {
    misuse("NULL where a string is wanted");
    text = "";
  }
  char *copy = strdup(text);
  if (copy == NULL) abort();
  return copy;
}

V value_new(void) {
  V v = counted_new(sizeof *v);
  v->type = T_NONE;
  return v;
}

void value_clear(V v) {
  if (v->type == T_STRING || v->type == T_BYTES) free(v->as.text.octets);
  if (v->type == T_PROPERTY) rbusProperty_Release(v->as.property);
  if (v->type == T_OBJECT) rbusObject_Release(v->as.object);
  memset(&v->as, 0, sizeof v->as);
  v->type = T_NONE;
}

static void set_octets(V v, Type type, const void *octets, int length, int more) {
  uint8_t *copy = calloc(1, (size_t)length + (size_t)more + 1);
  if (copy == NULL) abort();
  if (length > 0) memcpy(copy, octets, (size_t)length);
  value_clear(v);
  v->type = type;
  v->as.text.octets = copy;
  v->as.text.length = length + more;
}

/* What would be packed on one side and unpacked on the other. */
V value_copy(V from) {
  V v = value_new();
  switch (from->type) {
    case T_STRING:
    case T_BYTES:
      set_octets(v, from->type, from->as.text.octets, from->as.text.length, 0);
      break;
    case T_PROPERTY:
      v->as.property = chain_copy(from->as.property);
      break;
    case T_OBJECT:
      v->as.object = object_copy(from->as.object);
      break;
    default:
      v->as = from->as;
  }
  v->type = from->type;
  return v;
}

EXPORT V rbusValue_Init(V *out) {
  V v = value_new();
  if (out != NULL) *out = v;
  return v;
}

EXPORT void rbusValue_Retain(V v) {
  if (v != NULL) counted_retain(&v->counted);
}

EXPORT void rbusValue_Release(V v) {
  if (v == NULL || !counted_release(&v->counted)) return;
  value_clear(v);
  counted_free(&v->counted);
}

EXPORT int rbusValue_GetType(V v) { return v == NULL ? T_NONE : (int)v->type; }

static void expect(V v, Type type) {
  if (v == NULL || v->type != type) misuse("a getter of another type");
}

/* One family for every type that is held by value. */
#define PLAIN(Name, ctype, tag, field)                                                            \
  EXPORT void rbusValue_Set##Name(V v, ctype data) {                                              \
    value_clear(v);                                                                               \
    v->type = tag;                                                                                \
    v->as.field = data;                                                                           \
  }                                                                                               \
  EXPORT V rbusValue_Init##Name(ctype data) {                                                     \
    V v = value_new();                                                                            \
    rbusValue_Set##Name(v, data);                                                                 \
    return v;                                                                                     \
  }                                                                                               \
  EXPORT ctype rbusValue_Get##Name(V v) {                                                         \
    expect(v, tag);                                                                               \
    return (ctype)v->as.field;                                                                    \
  }                                                                                               \
  EXPORT int rbusValue_Get##Name##Ex(V v, ctype *out) {                                           \
    if (v->type != tag) return VALUE_TYPE;                                                        \
    *out = (ctype)v->as.field;                                                                    \
    return VALUE_OK;                                                                              \
  }

PLAIN(Boolean, bool, T_BOOLEAN, boolean)
PLAIN(Char, char, T_CHAR, whole)
PLAIN(Byte, unsigned char, T_BYTE, whole)
PLAIN(Int8, int8_t, T_INT8, whole)
PLAIN(UInt8, uint8_t, T_UINT8, whole)
PLAIN(Int16, int16_t, T_INT16, whole)
PLAIN(UInt16, uint16_t, T_UINT16, whole)
PLAIN(Int32, int32_t, T_INT32, whole)
PLAIN(UInt32, uint32_t, T_UINT32, whole)
PLAIN(Int64, int64_t, T_INT64, whole)
EXPORT void rbusValue_SetUInt64(V v, uint64_t data) {
  value_clear(v);
  v->type = T_UINT64;
  v->as.whole = (int64_t)data;
}
EXPORT V rbusValue_InitUInt64(uint64_t data) {
  V v = value_new();
  rbusValue_SetUInt64(v, data);
  return v;
}
EXPORT uint64_t rbusValue_GetUInt64(V v) {
  expect(v, T_UINT64);
  return (uint64_t)v->as.whole;
}
EXPORT int rbusValue_GetUInt64Ex(V v, uint64_t *out) {
  if (v->type != T_UINT64) return VALUE_TYPE;
  *out = (uint64_t)v->as.whole;
  return VALUE_OK;
}
PLAIN(Single, float, T_SINGLE, real)
PLAIN(Double, double, T_DOUBLE, real)

EXPORT void rbusValue_SetTime(V v, const DateTime *time) {
  DateTime copy = *time;
  value_clear(v);
  v->type = T_DATETIME;
  v->as.time = copy;
}

EXPORT V rbusValue_InitTime(const DateTime *time) {
  V v = value_new();
  rbusValue_SetTime(v, time);
  return v;
}

EXPORT const DateTime *rbusValue_GetTime(V v) {
  expect(v, T_DATETIME);
  return &v->as.time;
}

EXPORT int rbusValue_GetTimeEx(V v, const DateTime **out) {
  if (v->type != T_DATETIME) return VALUE_TYPE;
  *out = &v->as.time;
  return VALUE_OK;
}

EXPORT void rbusValue_SetString(V v, const char *text) {
  if (text == NULL) {
    misuse("a NULL string: the real one dies when it is packed");
    text = "";
  }
  set_octets(v, T_STRING, text, (int)strlen(text), 1);
}

EXPORT V rbusValue_InitString(const char *text) {
  V v = value_new();
  rbusValue_SetString(v, text);
  return v;
}

EXPORT const char *rbusValue_GetString(V v, int *length) {
  expect(v, T_STRING);
  if (length != NULL) *length = v->as.text.length - 1;
  return (const char *)v->as.text.octets;
}

EXPORT int rbusValue_GetStringEx(V v, const char **out, int *length) {
  if (v->type != T_STRING) return VALUE_TYPE;
  *out = rbusValue_GetString(v, length);
  return VALUE_OK;
}

EXPORT void rbusValue_SetBytes(V v, const uint8_t *octets, int length) {
  if ((octets == NULL && length > 0) || length < 0) {
    misuse("octets of NULL");
    length = 0;
  }
  set_octets(v, T_BYTES, octets, length, 0);
}

EXPORT V rbusValue_InitBytes(const uint8_t *octets, int length) {
  V v = value_new();
  rbusValue_SetBytes(v, octets, length);
  return v;
}

EXPORT const uint8_t *rbusValue_GetBytes(V v, int *length) {
  if (v->type != T_STRING) expect(v, T_BYTES);
  if (length != NULL) *length = v->as.text.length;
  return v->as.text.octets;
}

EXPORT int rbusValue_GetBytesEx(V v, const uint8_t **out, int *length) {
  if (v->type != T_BYTES) return VALUE_TYPE;
  *out = rbusValue_GetBytes(v, length);
  return VALUE_OK;
}

EXPORT void rbusValue_SetProperty(V v, P property) {
  if (property != NULL) rbusProperty_Retain(property);
  value_clear(v);
  v->type = T_PROPERTY;
  v->as.property = property;
}

EXPORT V rbusValue_InitProperty(P property) {
  V v = value_new();
  rbusValue_SetProperty(v, property);
  return v;
}

EXPORT P rbusValue_GetProperty(V v) {
  expect(v, T_PROPERTY);
  return v->as.property;
}

EXPORT void rbusObject_Retain(O o);

EXPORT void rbusValue_SetObject(V v, O object) {
  if (object != NULL) rbusObject_Retain(object);
  value_clear(v);
  v->type = T_OBJECT;
  v->as.object = object;
}

EXPORT V rbusValue_InitObject(O object) {
  V v = value_new();
  rbusValue_SetObject(v, object);
  return v;
}

EXPORT O rbusValue_GetObject(V v) {
  expect(v, T_OBJECT);
  return v->as.object;
}
