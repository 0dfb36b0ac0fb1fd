/* Part of the test double of librbus, see rbus_double.h: filters. */
#include "rbus_double.h"

#include <string.h>

enum { GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, EQUAL, NOT_EQUAL };
enum { AND, OR, NOT };

EXPORT void rbusFilter_InitRelation(F *out, int operation, V value) {
  F f = counted_new(sizeof *f);
  f->operation = operation;
  f->value = value;
  rbusValue_Retain(value);
  *out = f;
}

EXPORT void rbusFilter_InitLogic(F *out, int operation, F left, F right) {
  F f = counted_new(sizeof *f);
  f->logic = true;
  f->operation = operation;
  f->left = left;
  f->right = right;
  rbusFilter_Retain(left);
  rbusFilter_Retain(right);
  *out = f;
}

EXPORT void rbusFilter_Retain(F f) {
  if (f != NULL) counted_retain(&f->counted);
}

EXPORT void rbusFilter_Release(F f) {
  if (f == NULL || !counted_release(&f->counted)) return;
  rbusValue_Release(f->value);
  rbusFilter_Release(f->left);
  rbusFilter_Release(f->right);
  counted_free(&f->counted);
}

EXPORT int rbusFilter_GetType(F f) { return f->logic; }
EXPORT int rbusFilter_GetRelationOperator(F f) { return f->operation; }
EXPORT V rbusFilter_GetRelationValue(F f) { return f->value; }
EXPORT int rbusFilter_GetLogicOperator(F f) { return f->operation; }
EXPORT F rbusFilter_GetLogicLeft(F f) { return f->left; }
EXPORT F rbusFilter_GetLogicRight(F f) { return f->right; }

static double number(V v) {
  if (v->type == T_BOOLEAN) return v->as.boolean;
  if (v->type == T_SINGLE || v->type == T_DOUBLE) return v->as.real;
  return v->type == T_UINT64 ? (double)(uint64_t)v->as.whole : (double)v->as.whole;
}

/* Numbers as doubles, as the real one does: above 2^53 digits are lost. */
EXPORT int rbusValue_Compare(V a, V b) {
  if (a->type <= T_DOUBLE && b->type <= T_DOUBLE) {
    double left = number(a), right = number(b);
    return (left > right) - (left < right);
  }
  if (a->type != b->type) return a->type < b->type ? -1 : 1;
  if (a->type != T_STRING && a->type != T_BYTES) return 0;
  int shorter = a->as.text.length < b->as.text.length ? a->as.text.length : b->as.text.length;
  int order = memcmp(a->as.text.octets, b->as.text.octets, (size_t)shorter);
  return order != 0 ? order : a->as.text.length - b->as.text.length;
}

EXPORT bool rbusFilter_Apply(F f, V value) {
  if (f->logic) {
    bool left = rbusFilter_Apply(f->left, value);
    if (f->operation == NOT) return !left;
    bool right = rbusFilter_Apply(f->right, value);
    return f->operation == AND ? left && right : left || right;
  }
  int order = rbusValue_Compare(value, f->value);
  switch (f->operation) {
    case GREATER: return order > 0;
    case GREATER_OR_EQUAL: return order >= 0;
    case LESS: return order < 0;
    case LESS_OR_EQUAL: return order <= 0;
    case EQUAL: return order == 0;
    default: return order != 0;
  }
}

EXPORT int rbusFilter_Compare(F a, F b) {
  if (a == NULL || b == NULL) return a != b;
  if (a->logic != b->logic || a->operation != b->operation) return 1;
  if (!a->logic) return rbusValue_Compare(a->value, b->value) != 0;
  return rbusFilter_Compare(a->left, b->left) || rbusFilter_Compare(a->right, b->right);
}
