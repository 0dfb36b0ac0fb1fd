package org.rdkb.dhcpmanager.rbus.librbus;

import com.sun.jna.Native;

/**
 * Where the fields of the library's structures lie, in octets. Enums and {@code uint32_t} take
 * four, {@code bool} one; all else is as wide as a pointer, so one number tells every platform.
 *
 * @param pointer octets of a pointer: 4 or 8
 */
record Layout(int pointer) {
  /** The platform that this process runs on. */
  static final Layout HERE = new Layout(Native.POINTER_SIZE);

  private static final int ENUM = 4;

  /** {@code rbusDataElement_t}: name, type, six handlers. */
  record DataElement(
      int size,
      int name,
      int type,
      int getHandler,
      int setHandler,
      int tableAddRowHandler,
      int tableRemoveRowHandler,
      int eventSubHandler,
      int methodHandler) {}

  /** {@code rbusEvent_t}. */
  record Event(int size, int name, int type, int data) {}

  /** {@code rbusEventSubscription_t}; interval and duration are whole seconds. */
  record EventSubscription(
      int size,
      int eventName,
      int filter,
      int interval,
      int duration,
      int handler,
      int userData,
      int handle,
      int asyncHandler,
      int publishOnSubscribe) {}

  /** {@code rbusGetHandlerOptions_t}. */
  record GetOptions(int size, int context, int requestingComponent) {}

  /** {@code rbusSetHandlerOptions_t}. */
  record SetOptions(int size, int commit, int sessionId, int requestingComponent) {}

  /** {@code rbusRowName_t}, a linked list. */
  record Row(int size, int name, int instNum, int alias, int next) {}

  /** {@code rbusElementInfo_t}, a linked list. */
  record ElementInfo(int size, int name, int component, int type, int access, int next) {}

  DataElement dataElement() {
    int p = pointer;
    return new DataElement(8 * p, 0, p, 2 * p, 3 * p, 4 * p, 5 * p, 6 * p, 7 * p);
  }

  Event event() {
    return new Event(3 * pointer, 0, pointer, 2 * pointer);
  }

  EventSubscription eventSubscription() {
    int p = pointer;
    int interval = 2 * p;
    int handler = interval + 2 * ENUM;
    return new EventSubscription(
        handler + 5 * p,
        0,
        p,
        interval,
        interval + ENUM,
        handler,
        handler + p,
        handler + 2 * p,
        handler + 3 * p,
        handler + 4 * p);
  }

  GetOptions getOptions() {
    return new GetOptions(2 * pointer, 0, pointer);
  }

  SetOptions setOptions() {
    return new SetOptions(2 * ENUM + pointer, 0, ENUM, 2 * ENUM);
  }

  Row row() {
    return new Row(4 * pointer, 0, pointer, 2 * pointer, 3 * pointer);
  }

  ElementInfo elementInfo() {
    int type = 2 * pointer;
    return new ElementInfo(
        type + 2 * ENUM + pointer, 0, pointer, type, type + ENUM, type + 2 * ENUM);
  }
}
