package org.rdkb.dhcpmanager.rbus.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The counters of the double count: otherwise a contract that finds them at zero says nothing. */
@Needs(Needs.Thing.GCC)
class NativeDoubleTest {
  @TempDir private static Path folder;
  private static NativeDouble counters;
  private static NativeLibrary library;

  @BeforeAll
  static void compile() throws IOException, InterruptedException {
    Path file = NativeDouble.compile(folder);
    counters = new NativeDouble(file);
    library = NativeLibrary.getInstance(file.toString());
  }

  private static Pointer pointer(String function, Object... arguments) {
    return library.getFunction(function).invokePointer(arguments);
  }

  private static int call(String function, Object... arguments) {
    return library.getFunction(function).invokeInt(arguments);
  }

  private static void counted(String misuse, Runnable wrong) {
    long before = counters.misuse();
    wrong.run();
    assertEquals(before + 1, counters.misuse());
    assertTrue(counters.lastMisuse().contains(misuse), counters.lastMisuse());
  }

  @Test
  void value_notReleased_isAlive() {
    long before = counters.liveObjects();
    Pointer value = pointer("rbusValue_InitInt32", 7);
    assertEquals(before + 1, counters.liveObjects());
    call("rbusValue_Release", value);
    assertEquals(before, counters.liveObjects());
  }

  @Test
  void value_releasedTwice_isMisuse() {
    Pointer value = pointer("rbusValue_InitString", "x");
    call("rbusValue_Release", value);
    counted("once too often", () -> call("rbusValue_Release", value));
  }

  @Test
  void property_keepsItsOwnReference() {
    long before = counters.liveObjects();
    Pointer value = pointer("rbusValue_InitInt32", 7);
    Pointer property = pointer("rbusProperty_Init", Pointer.NULL, "p", value);
    call("rbusValue_Release", value);
    assertEquals(before + 2, counters.liveObjects());
    assertEquals(7, call("rbusValue_GetInt32", pointer("rbusProperty_GetValue", property)));
    call("rbusProperty_Release", property);
    assertEquals(before, counters.liveObjects());
  }

  @Test
  void nullString_isMisuse() {
    Pointer value = pointer("rbusValue_Init", Pointer.NULL);
    counted("NULL string", () -> call("rbusValue_SetString", value, Pointer.NULL));
    call("rbusValue_Release", value);
  }

  @Test
  void getterOfAnotherType_isMisuse() {
    Pointer value = pointer("rbusValue_InitInt32", 7);
    counted("another type", () -> call("rbusValue_GetBoolean", value));
    call("rbusValue_Release", value);
  }

  @Test
  void handleAfterClose_isMisuse() {
    Memory out = new Memory(8);
    assertEquals(0, call("rbus_open", out, "late"));
    Pointer handle = out.getPointer(0);
    assertEquals(0, call("rbus_close", handle));
    assertEquals(11, call("rbus_close", handle));
    counted("after its close", () -> assertEquals(11, call("rbus_get", handle, "A.B", out)));
  }

  @Test
  void handles_seventeenth_isRefused() {
    Memory out = new Memory(8);
    Pointer[] handles = new Pointer[16];
    for (int i = 0; i < 16; i++) {
      assertEquals(0, call("rbus_open", out, "handle" + i));
      handles[i] = out.getPointer(0);
    }
    assertEquals(4, call("rbus_open", out, "handle16"));
    for (Pointer handle : handles) {
      assertEquals(0, call("rbus_close", handle));
    }
  }

  @Test
  void brokerAway_opensNothing() {
    counters.broker(false);
    try {
      assertEquals(1, call("rbus_open", new Memory(8), "nobody"));
    } finally {
      counters.broker(true);
    }
  }
}
