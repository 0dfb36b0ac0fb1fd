/*
 * Part of the test double of librbus, see rbus_double.h: the tree of a handle's elements and rows.
 * Callers hold bus_lock.
 */
#include "rbus_double.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Node *node_new(Node *parent, const char *word, size_t length) {
  Node *n = calloc(1, sizeof *n);
  if (n == NULL) abort();
  n->word = strndup(word, length);
  n->parent = parent;
  if (parent != NULL) {
    Node **end = &parent->children;
    while (*end != NULL) end = &(*end)->next;
    *end = n;
  }
  return n;
}

static bool is_template(const Node *n) { return strcmp(n->word, "{i}") == 0; }
static bool is_row(const Node *n) { return n->parent != NULL && n->parent->type == TABLE && !is_template(n); }

/* The child that a word of a name means; an alias stands for its row. */
static Node *child(Node *parent, const char *word, size_t length) {
  for (Node *n = parent->children; n != NULL; n = n->next) {
    if (strlen(n->word) == length && strncmp(n->word, word, length) == 0) return n;
    if (n->alias != NULL && n->alias[0] != '\0' && length == strlen(n->alias) + 2 && word[0] == '[' &&
        word[length - 1] == ']' && strncmp(n->alias, word + 1, length - 2) == 0) {
      return n;
    }
  }
  return NULL;
}

/* Walks a name; with add, creates what is missing; with templates, any row will do. */
static Node *walk(Node *root, const char *name, bool add, bool templates) {
  Node *at = root;
  while (*name != '\0') {
    size_t length = strcspn(name, ".");
    if (length == 0) return NULL;
    Node *next = NULL;
    if (templates && at->type == TABLE) next = child(at, "{i}", 3);
    else next = child(at, name, length);
    if (next == NULL && add) {
      if (at->type == PROPERTY) return NULL;
      next = node_new(at, name, length);
    }
    if (next == NULL) return NULL;
    at = next;
    name += length;
    if (*name == '.') name++;
  }
  return at;
}

int tree_add(H h, const DataElement *element) {
  char name[LONGEST_NAME];
  size_t length = strlen(element->name);
  if (length >= sizeof name) return ELEMENT_NAME_DUPLICATE;
  strcpy(name, element->name);
  bool table = element->type == TABLE;
  if (table && length > 4 && strcmp(name + length - 5, ".{i}.") == 0) name[length - 4] = '\0';
  else if (table && length > 3 && strcmp(name + length - 4, ".{i}") == 0) name[length - 3] = '\0';
  Node *n = walk(h->root, name, true, false);
  if (n == NULL) return INVALID_NAMESPACE;
  n->type = element->type;
  n->handlers = element->handlers;
  if (table && child(n, "{i}", 3) == NULL) node_new(n, "{i}", 3);
  return SUCCESS;
}

Node *tree_find(H h, const char *name) {
  Node *n = walk(h->root, name, false, false);
  return n == h->root ? NULL : n;
}

Node *tree_element(H h, const char *name) {
  Node *n = walk(h->root, name, false, true);
  return n == h->root ? NULL : n;
}

static void clone_children(const Node *from, Node *to) {
  for (const Node *n = from->children; n != NULL; n = n->next) {
    if (is_row(n)) continue;
    Node *copy = node_new(to, n->word, strlen(n->word));
    copy->type = n->type;
    copy->handlers = n->handlers;
    clone_children(n, copy);
  }
}

Node *tree_row(Node *table, uint32_t instance, const char *alias) {
  char word[16];
  int length = snprintf(word, sizeof word, "%u", instance);
  Node *template = child(table, "{i}", 3);
  Node *row = node_new(table, word, (size_t)length);
  row->instance = instance;
  row->alias = strdup(alias == NULL ? "" : alias);
  if (template != NULL) clone_children(template, row);
  return row;
}

void tree_free(Node *n) {
  while (n->children != NULL) {
    Node *first = n->children;
    n->children = first->next;
    tree_free(first);
  }
  free(n->word);
  free(n->alias);
  free(n);
}

void tree_remove(Node *n) {
  Node **link = &n->parent->children;
  while (*link != n) link = &(*link)->next;
  *link = n->next;
  tree_free(n);
}

char *tree_path(const Node *n) {
  char path[4 * LONGEST_NAME] = "";
  bool dotted = n->type == 0 || n->type == TABLE;
  for (; n->parent != NULL; n = n->parent) {
    char longer[4 * LONGEST_NAME];
    snprintf(longer, sizeof longer, "%s%s%.700s", n->word, path[0] == '\0' ? "" : ".", path);
    strcpy(path, longer);
  }
  if (dotted) strcat(path, ".");
  return copied(path);
}

/* Compares word by word; below: the pattern goes on where the name ends. */
static bool same(H h, const char *pattern, const char *name, bool below) {
  Node *at = h->root;
  for (;;) {
    size_t want = strcspn(pattern, "."), have = strcspn(name, ".");
    bool any = want == 1 && *pattern == '*' && isdigit((unsigned char)*name);
    Node *next = at == NULL ? NULL : child(at, name, have);
    if (!any && (want != have || strncmp(pattern, name, want) != 0)) {
      if (next == NULL || *pattern != '[' || child(at, pattern, want) != next) return false;
    }
    at = next;
    pattern += want;
    name += have;
    if (*pattern == '.') pattern++;
    if (*name == '.') name++;
    if (*name == '\0') return (*pattern != '\0') == below;
    if (*pattern == '\0') return false;
  }
}

bool tree_same(H h, const char *pattern, const char *name) { return same(h, pattern, name, false); }
bool tree_below(H h, const char *pattern, const char *row) { return same(h, pattern, row, true); }

static void visit_below(Node *n, Visit visit, void *state) {
  if (n->type == PROPERTY) visit(n, state);
  for (Node *c = n->children; c != NULL; c = c->next) {
    if (!is_template(c)) visit_below(c, visit, state);
  }
}

static bool visit_path(Node *at, const char *path, Visit visit, void *state) {
  if (*path == '\0') {
    visit_below(at, visit, state);
    return true;
  }
  size_t length = strcspn(path, ".");
  const char *rest = path[length] == '.' ? path + length + 1 : path + length;
  if (length == 1 && *path == '*') {
    if (at->type != TABLE) return false;
    for (Node *c = at->children; c != NULL; c = c->next) {
      if (!is_template(c)) visit_path(c, rest, visit, state);
    }
    return true;
  }
  Node *next = child(at, path, length);
  return next != NULL && !is_template(next) && visit_path(next, rest, visit, state);
}

/* Calls visit for each property that a partial path or a wildcard means; false: no such path. */
bool tree_visit(H h, const char *path, Visit visit, void *state) {
  return visit_path(h->root, path, visit, state);
}
