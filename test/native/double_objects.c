/* Part of the test double of librbus, see rbus_double.h: properties, objects, filters. */
#include "rbus_double.h"

#include <stdlib.h>
#include <string.h>

/* --- Properties -------------------------------------------------------------------------------- */

P property_new(const char *name, V value) {
  P p = counted_new(sizeof *p);
  p->name = copied(name);
  p->value = value;
  rbusValue_Retain(value);
  return p;
}

static P property_of(const char *name, V value) {
  P p = property_new(name, value);
  rbusValue_Release(value);
  return p;
}

EXPORT V rbusValue_InitString(const char *text);

P property_text(const char *name, const char *text) {
  return property_of(name, rbusValue_InitString(text));
}

P property_whole(const char *name, Type type, int64_t whole) {
  V v = value_new();
  v->type = type;
  if (type == T_BOOLEAN) v->as.boolean = whole != 0;
  else v->as.whole = whole;
  return property_of(name, v);
}

EXPORT P rbusProperty_Init(P *out, const char *name, V value) {
  P p = property_new(name, value);
  if (out != NULL) *out = p;
  return p;
}

EXPORT void rbusProperty_Retain(P p) {
  if (p != NULL) counted_retain(&p->counted);
}

EXPORT void rbusProperty_Release(P p) {
  while (p != NULL && counted_release(&p->counted)) {
    P next = p->next;
    rbusValue_Release(p->value);
    free(p->name);
    p->name = NULL;
    counted_free(&p->counted);
    p = next;
  }
}

P chain_copy(P from) {
  P first = NULL;
  P *end = &first;
  for (; from != NULL; from = from->next) {
    *end = from->value == NULL ? property_new(from->name, NULL)
                               : property_of(from->name, value_copy(from->value));
    end = &(*end)->next;
  }
  return first;
}

EXPORT const char *rbusProperty_GetName(P p) { return p->name; }
EXPORT V rbusProperty_GetValue(P p) { return p->value; }
EXPORT P rbusProperty_GetNext(P p) { return p->next; }

EXPORT void rbusProperty_SetName(P p, const char *name) {
  char *copy = copied(name);
  free(p->name);
  p->name = copy;
}

EXPORT void rbusProperty_SetValue(P p, V value) {
  rbusValue_Retain(value);
  rbusValue_Release(p->value);
  p->value = value;
}

EXPORT void rbusProperty_SetNext(P p, P next) {
  rbusProperty_Retain(next);
  rbusProperty_Release(p->next);
  p->next = next;
}

EXPORT void rbusProperty_Append(P p, P more) {
  while (p->next != NULL) p = p->next;
  rbusProperty_SetNext(p, more);
}

EXPORT uint32_t rbusProperty_Count(P p) {
  uint32_t count = 0;
  for (; p != NULL; p = p->next) count++;
  return count;
}

/* --- Shorthands for a property or an object with one value ----------------------------------------- */

EXPORT P rbusObject_GetProperty(O o, const char *name);
EXPORT void rbusObject_SetValue(O o, const char *name, V value);

#define SHORT(Name, ctype)                                                                        \
  EXPORT V rbusValue_Init##Name(ctype data);                                                      \
  EXPORT P rbusProperty_Init##Name(const char *name, ctype data) {                                \
    return property_of(name, rbusValue_Init##Name(data));                                         \
  }                                                                                               \
  EXPORT void rbusProperty_Set##Name(P p, ctype data) {                                           \
    V v = rbusValue_Init##Name(data);                                                             \
    rbusProperty_SetValue(p, v);                                                                  \
    rbusValue_Release(v);                                                                         \
  }                                                                                               \
  EXPORT P rbusProperty_Append##Name(P first, const char *name, ctype data) {                     \
    P p = rbusProperty_Init##Name(name, data);                                                    \
    if (first != NULL) {                                                                          \
      rbusProperty_Append(first, p);                                                              \
      rbusProperty_Release(p);                                                                    \
    }                                                                                             \
    return p;                                                                                     \
  }                                                                                               \
  EXPORT void rbusObject_SetProperty##Name(O o, const char *name, ctype data) {                   \
    V v = rbusValue_Init##Name(data);                                                             \
    rbusObject_SetValue(o, name, v);                                                              \
    rbusValue_Release(v);                                                                         \
  }

SHORT(Boolean, bool)
SHORT(Char, char)
SHORT(Byte, unsigned char)
SHORT(Int8, int8_t)
SHORT(UInt8, uint8_t)
SHORT(Int16, int16_t)
SHORT(UInt16, uint16_t)
SHORT(Int32, int32_t)
SHORT(UInt32, uint32_t)
SHORT(Int64, int64_t)
SHORT(UInt64, uint64_t)
SHORT(Single, float)
SHORT(Double, double)
SHORT(Time, const DateTime *)
SHORT(String, const char *)
SHORT(Object, O)

EXPORT V rbusValue_InitBytes(const uint8_t *octets, int length);

EXPORT void rbusProperty_SetBytes(P p, const uint8_t *octets, int length) {
  V v = rbusValue_InitBytes(octets, length);
  rbusProperty_SetValue(p, v);
  rbusValue_Release(v);
}

EXPORT P rbusProperty_InitBytes(const char *name, const uint8_t *octets, int length) {
  return property_of(name, rbusValue_InitBytes(octets, length));
}

/* --- Objects ------------------------------------------------------------------------------------- */

static O object_new(const char *name, int type) {
  O o = counted_new(sizeof *o);
  o->name = name == NULL ? NULL : copied(name);
  o->type = type;
  return o;
}

EXPORT O rbusObject_Init(O *out, const char *name) {
  O o = object_new(name, 0);
  if (out != NULL) *out = o;
  return o;
}

EXPORT void rbusObject_InitMultiInstance(O *out, const char *name) { *out = object_new(name, 1); }

EXPORT void rbusObject_Retain(O o) {
  if (o != NULL) counted_retain(&o->counted);
}

EXPORT void rbusObject_Release(O o) {
  while (o != NULL && counted_release(&o->counted)) {
    O next = o->next;
    rbusProperty_Release(o->properties);
    rbusObject_Release(o->children);
    free(o->name);
    o->name = NULL;
    counted_free(&o->counted);
    o = next;
  }
}

O object_copy(O from) {
  if (from == NULL) return NULL;
  O o = object_new(from->name, from->type);
  o->properties = chain_copy(from->properties);
  o->children = object_copy(from->children);
  for (O child = o->children; child != NULL; child = child->next) child->parent = o;
  o->next = object_copy(from->next);
  return o;
}

EXPORT const char *rbusObject_GetName(O o) { return o->name; }
EXPORT int rbusObject_GetType(O o) { return o->type; }
EXPORT P rbusObject_GetProperties(O o) { return o->properties; }
EXPORT O rbusObject_GetChildren(O o) { return o->children; }
EXPORT O rbusObject_GetParent(O o) { return o->parent; }
EXPORT O rbusObject_GetNext(O o) { return o->next; }

EXPORT void rbusObject_SetName(O o, const char *name) {
  char *copy = copied(name);
  free(o->name);
  o->name = copy;
}

EXPORT void rbusObject_SetProperties(O o, P properties) {
  rbusProperty_Retain(properties);
  rbusProperty_Release(o->properties);
  o->properties = properties;
}

void object_append(O o, P property) {
  P *end = &o->properties;
  while (*end != NULL) end = &(*end)->next;
  *end = property;
}

EXPORT P rbusObject_GetProperty(O o, const char *name) {
  P p = o->properties;
  while (p != NULL && strcmp(p->name, name) != 0) p = p->next;
  return p;
}

EXPORT void rbusObject_SetProperty(O o, P property) {
  rbusProperty_Retain(property);
  object_append(o, property);
}

EXPORT void rbusObject_SetValue(O o, const char *name, V value) {
  P known = rbusObject_GetProperty(o, name);
  if (known != NULL) rbusProperty_SetValue(known, value);
  else object_append(o, property_new(name, value));
}

EXPORT V rbusObject_GetValue(O o, const char *name) {
  P p = rbusObject_GetProperty(o, name);
  return p == NULL ? NULL : p->value;
}

EXPORT void rbusObject_SetChildren(O o, O children) {
  rbusObject_Retain(children);
  rbusObject_Release(o->children);
  o->children = children;
  for (O child = children; child != NULL; child = child->next) child->parent = o;
}

EXPORT void rbusObject_SetNext(O o, O next) {
  rbusObject_Retain(next);
  rbusObject_Release(o->next);
  o->next = next;
}

EXPORT void rbusObject_SetParent(O o, O parent) { o->parent = parent; }
