package org.rdkb.dhcpmanager.rbus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rdkb.dhcpmanager.rbus.contract.World.ROOT;

import com.sun.jna.Callback;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.rdkb.dhcpmanager.bus.BusValue;

/**
 * What a C consumer of our provider does and our own never would: sessions, commits, sets that the
 * library breaks off, asynchronous calls.
 */
final class NativeContract {
  private static final int SESSION = 9;
  private static final int NOT_WRITABLE = 27;
  private static final int INVALID_PARAMETER_VALUE = 30;
  private static final int ELEMENT_DOES_NOT_EXIST = 17;

  /** {@code rbusMethodAsyncRespHandler_t}. */
  interface ResultHandler extends Callback {
    void invoke(Pointer handle, Pointer method, int error, Pointer results);
  }

  private final Path file;

  NativeContract(Path file) {
    this.file = file;
  }

  /** Not before a case runs: this process may only want to know their names. */
  private NativeLibrary library() {
    return NativeLibrary.getInstance(file.toString());
  }

  List<Case> cases() {
    Case.Group group = new Case.Group("native");
    sessions(group);
    brokenOff(group);
    others(group);
    return group.cases();
  }

  private int call(String function, Object... arguments) {
    return library().getFunction(function).invokeInt(arguments);
  }

  private Pointer pointer(String function, Object... arguments) {
    return library().getFunction(function).invokePointer(arguments);
  }

  /** Something done with a handle of its own. */
  private <T> T with(String component, HandleUse<T> use) throws Exception {
    Memory out = new Memory(Native.POINTER_SIZE);
    assertEquals(0, call("rbus_open", out, component));
    Pointer handle = out.getPointer(0);
    try {
      return use.of(handle);
    } finally {
      assertEquals(0, call("rbus_close", handle));
    }
  }

  /** What is done with a handle. */
  @FunctionalInterface
  private interface HandleUse<T> {
    T of(Pointer handle) throws Exception;
  }

  private static Memory options(boolean commit, int session) {
    Memory options = new Memory(8);
    options.setByte(0, (byte) (commit ? 1 : 0));
    options.setInt(4, session);
    return options;
  }

  private Pointer number(int value) {
    return pointer("rbusValue_InitInt32", value);
  }

  private Pointer text(String value) {
    return pointer("rbusValue_InitString", value);
  }

  private int set(Pointer handle, String leaf, Pointer value, Memory options) {
    int code = call("rbus_set", handle, ROOT + leaf, value, options);
    call("rbusValue_Release", value);
    return code;
  }

  /** Sets leaf and value in turn. */
  private int setMulti(Pointer handle, Memory options, Object... leavesAndValues) {
    Pointer first = Pointer.NULL;
    for (int i = leavesAndValues.length - 2; i >= 0; i -= 2) {
      Pointer value = (Pointer) leavesAndValues[i + 1];
      Pointer property = pointer("rbusProperty_Init", null, ROOT + leavesAndValues[i], value);
      call("rbusValue_Release", value);
      if (first != null) {
        call("rbusProperty_SetNext", property, first);
        call("rbusProperty_Release", first);
      }
      first = property;
    }
    Memory failed = new Memory(Native.POINTER_SIZE);
    failed.clear();
    int code =
        call("rbus_setMultiExt", handle, leavesAndValues.length / 2, first, options, 0, failed);
    call("rbusProperty_Release", first);
    Pointer name = failed.getPointer(0);
    if (name != null) {
      Native.free(Pointer.nativeValue(name));
    }
    return code;
  }

  private void sessions(Case.Group group) {
    group.add(
        "values of a session wait for its commit, and come with it",
        world -> {
          with(
              "session",
              handle -> {
                assertEquals(0, set(handle, "Int", number(1), options(false, SESSION)));
                assertEquals(0, set(handle, "Str", text("s"), options(false, SESSION)));
                assertEquals(BusValue.int32(42), world.get("Int"));
                assertEquals(0, world.provider.sets());
                return set(handle, "Flag", pointer("rbusValue_InitBoolean", 0), options(true, 9));
              });
          assertEquals(1, world.provider.sets());
          assertEquals(BusValue.int32(1), world.get("Int"));
          assertEquals(BusValue.text("s"), world.get("Str"));
          assertEquals(BusValue.bool(false), world.get("Flag"));
        });
    group.add(
        "several values of a session wait for its commit",
        world -> {
          with(
              "session",
              handle -> {
                Memory later = options(false, SESSION);
                assertEquals(0, setMulti(handle, later, "Int", number(1), "Str", text("s")));
                assertEquals(BusValue.int32(42), world.get("Int"));
                return set(handle, "Range", number(7), options(true, SESSION));
              });
          assertEquals(BusValue.int32(1), world.get("Int"));
          assertEquals(BusValue.int32(7), world.get("Range"));
        });
    group.add(
        "a session whose commit is refused changes nothing",
        world -> {
          with(
              "session",
              handle -> {
                assertEquals(0, set(handle, "Int", number(1), options(false, SESSION)));
                assertEquals(
                    INVALID_PARAMETER_VALUE,
                    set(handle, "Range", number(101), options(true, SESSION)));
                return 0;
              });
          assertEquals(BusValue.int32(42), world.get("Int"));
          assertEquals(BusValue.int32(50), world.get("Range"));
        });
  }

  private void brokenOff(Case.Group group) {
    group.add(
        "a set of several that is refused at its end changes nothing",
        world -> {
          int code =
              with(
                  "several",
                  handle ->
                      setMulti(
                          handle, null, "Int", number(1), "Str", text("s"), "Range", number(-1)));
          assertEquals(INVALID_PARAMETER_VALUE, code);
          assertEquals(BusValue.int32(42), world.get("Int"));
          assertEquals(BusValue.text("hello"), world.get("Str"));
        });
    group.add(
        "a set of several that the library breaks off leaves nothing for the next",
        world -> {
          with(
              "several",
              handle -> {
                assertEquals(
                    NOT_WRITABLE,
                    setMulti(
                        handle, null, "Int", number(1), "ReadOnly", text("x"), "Str", text("s")));
                return set(handle, "Range", number(7), null);
              });
          assertEquals(BusValue.int32(42), world.get("Int"));
          assertEquals(BusValue.text("hello"), world.get("Str"));
          assertEquals(BusValue.int32(7), world.get("Range"));
        });
  }

  private void others(Case.Group group) {
    group.add(
        "a placeholder names no row",
        world ->
            with(
                "placeholder",
                handle -> {
                  Memory out = new Memory(Native.POINTER_SIZE);
                  assertEquals(
                      ELEMENT_DOES_NOT_EXIST,
                      call("rbus_get", handle, World.TABLE + "{i}.Name", out));
                  return 0;
                }));
    group.add(
        "an asynchronous call returns at once and is answered when the method ends",
        world -> {
          CompletableFuture<Integer> result = new CompletableFuture<>();
          ResultHandler handler = (handle, method, error, results) -> result.complete(error);
          with(
              "asynchronous",
              handle -> {
                assertEquals(
                    0, call("rbusMethod_InvokeAsync", handle, ROOT + "Wait()", null, handler, 0));
                World.soon(() -> world.provider.waiting() == 1);
                assertEquals(false, result.isDone());
                assertEquals(BusValue.int32(42), world.get("Int"));
                world.provider.openGate();
                assertEquals(0, result.get(20, TimeUnit.SECONDS));
                return handler;
              });
        });
  }
}
