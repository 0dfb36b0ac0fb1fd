package org.rdkb.dhcpmanager.rbus.librbus;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The functions of librbus under their own names, by direct mapping. Texts are zero-terminated
 * UTF-8 octets, {@code bool} is a {@code byte}, enums and {@code uint32_t} are {@code int}; a
 * library that lacks one of them is too old.
 */
final class Librbus {
  private static final String BROKER_ADDRESS = "rbus_openBrokerConnection2";
  private static final String COMPONENTS = "rbus_discoverRegisteredComponents";

  private static @Nullable NativeLibrary bound;
  private static String name = "";
  private static int users;

  private Librbus() {}

  /** Loads the library, or joins those who use it already. Each success owes one {@link #leave}. */
  static synchronized void use(String library) throws LibrbusMissingException {
    if (users > 0 && !library.equals(name)) {
      throw new LibrbusMissingException("this process uses " + name + " already");
    }
    if (!library.equals(name)) {
      load(library);
    }
    users++;
  }

  private static void load(String library) throws LibrbusMissingException {
    try {
      NativeLibrary loaded = NativeLibrary.getInstance(library);
      if (bound != null) {
        Native.unregister(Librbus.class);
      }
      name = "";
      Native.register(Librbus.class, loaded);
      bound = loaded;
      name = library;
    } catch (UnsatisfiedLinkError | IllegalArgumentException missing) {
      String reason = String.valueOf(missing.getMessage()).lines().findFirst().orElse("");
      throw new LibrbusMissingException(reason);
    }
  }

  static synchronized void leave() {
    users--;
  }

  /** Lies one library deeper, where old ones lack it; false without it. */
  static synchronized boolean hasBrokerAddress() {
    return has(BROKER_ADDRESS);
  }

  static synchronized boolean hasComponents() {
    return has(COMPONENTS);
  }

  private static boolean has(String function) {
    try {
      return bound != null && bound.getFunction(function) != null;
    } catch (UnsatisfiedLinkError absent) {
      return false;
    }
  }

  static int openBrokerConnection2(byte[] component, byte[] address) {
    return invoke(BROKER_ADDRESS, component, address);
  }

  static int discoverRegisteredComponents(Pointer count, Pointer names) {
    return invoke(COMPONENTS, count, names);
  }

  private static int invoke(String function, Object... arguments) {
    NativeLibrary library = bound;
    return library == null ? 1 : library.getFunction(function).invokeInt(arguments);
  }

  static native int rbus_open(Pointer handleOut, byte[] component);

  static native int rbus_close(Pointer handle);

  static native int rbus_setLogLevel(int level);

  static native int rbus_regDataElements(Pointer handle, int count, Pointer elements);

  static native int rbusTable_registerRow(
      Pointer handle, byte[] table, int instance, byte @Nullable [] alias);

  static native int rbusTable_unregisterRow(Pointer handle, byte[] row);

  static native int rbusEvent_Publish(Pointer handle, Pointer event);

  static native int rbusMethod_SendAsyncResponse(
      Pointer asyncHandle, int error, @Nullable Pointer out);

  static native int rbus_get(Pointer handle, byte[] name, Pointer valueOut);

  static native int rbus_getExt(
      Pointer handle, int count, Pointer names, Pointer countOut, Pointer propertiesOut);

  static native int rbus_set(Pointer handle, byte[] name, Pointer value, @Nullable Pointer options);

  static native int rbus_setMultiExt(
      Pointer handle,
      int count,
      Pointer properties,
      @Nullable Pointer options,
      int timeoutMillis,
      Pointer failedOut);

  static native int rbusTable_addRow(
      Pointer handle, byte[] table, byte @Nullable [] alias, Pointer instanceOut);

  static native int rbusTable_removeRow(Pointer handle, byte[] row);

  static native int rbusTable_getRowNames(Pointer handle, byte[] table, Pointer rowsOut);

  static native int rbusTable_freeRowNames(Pointer handle, Pointer rows);

  static native int rbusElementInfo_get(
      Pointer handle, byte[] name, int depth, Pointer elementsOut);

  static native int rbusElementInfo_free(Pointer handle, Pointer elements);

  static native int rbusMethod_Invoke(
      Pointer handle, byte[] method, @Nullable Pointer in, Pointer out);

  static native int rbusEvent_SubscribeEx(
      Pointer handle, Pointer subscriptions, int count, int timeoutSeconds);

  static native int rbusEvent_UnsubscribeEx(Pointer handle, Pointer subscriptions, int count);

  static native int rbus_discoverComponentDataElements(
      Pointer handle, byte[] component, byte nextLevel, Pointer countOut, Pointer namesOut);

  static native void rbusValue_Release(Pointer value);

  static native int rbusValue_GetType(@Nullable Pointer value);

  static native @Nullable Pointer rbusValue_Init(@Nullable Pointer out);

  static native Pointer rbusValue_InitBoolean(byte data);

  static native Pointer rbusValue_InitChar(byte data);

  static native Pointer rbusValue_InitByte(byte data);

  static native Pointer rbusValue_InitInt8(byte data);

  static native Pointer rbusValue_InitUInt8(byte data);

  static native Pointer rbusValue_InitInt16(short data);

  static native Pointer rbusValue_InitUInt16(short data);

  static native Pointer rbusValue_InitInt32(int data);

  static native Pointer rbusValue_InitUInt32(int data);

  static native Pointer rbusValue_InitInt64(long data);

  static native Pointer rbusValue_InitUInt64(long data);

  static native Pointer rbusValue_InitSingle(float data);

  static native Pointer rbusValue_InitDouble(double data);

  static native Pointer rbusValue_InitTime(byte[] dateTime);

  static native Pointer rbusValue_InitString(byte[] text);

  static native Pointer rbusValue_InitBytes(byte[] octets, int length);

  static native Pointer rbusValue_InitProperty(@Nullable Pointer first);

  static native Pointer rbusValue_InitObject(Pointer object);

  static native byte rbusValue_GetBoolean(Pointer value);

  static native byte rbusValue_GetChar(Pointer value);

  static native byte rbusValue_GetByte(Pointer value);

  static native byte rbusValue_GetInt8(Pointer value);

  static native byte rbusValue_GetUInt8(Pointer value);

  static native short rbusValue_GetInt16(Pointer value);

  static native short rbusValue_GetUInt16(Pointer value);

  static native int rbusValue_GetInt32(Pointer value);

  static native int rbusValue_GetUInt32(Pointer value);

  static native long rbusValue_GetInt64(Pointer value);

  static native long rbusValue_GetUInt64(Pointer value);

  static native float rbusValue_GetSingle(Pointer value);

  static native double rbusValue_GetDouble(Pointer value);

  static native @Nullable Pointer rbusValue_GetTime(Pointer value);

  static native @Nullable Pointer rbusValue_GetString(Pointer value, Pointer lengthOut);

  static native @Nullable Pointer rbusValue_GetBytes(Pointer value, Pointer lengthOut);

  static native @Nullable Pointer rbusValue_GetProperty(Pointer value);

  static native @Nullable Pointer rbusValue_GetObject(Pointer value);

  static native Pointer rbusProperty_Init(
      @Nullable Pointer out, byte[] name, @Nullable Pointer value);

  static native void rbusProperty_Release(Pointer property);

  static native @Nullable Pointer rbusProperty_GetName(Pointer property);

  static native @Nullable Pointer rbusProperty_GetValue(Pointer property);

  static native void rbusProperty_SetValue(Pointer property, Pointer value);

  static native void rbusProperty_SetBoolean(Pointer property, byte data);

  static native void rbusProperty_SetInt32(Pointer property, int data);

  static native void rbusProperty_SetUInt32(Pointer property, int data);

  static native void rbusProperty_SetString(Pointer property, Pointer text);

  static native @Nullable Pointer rbusProperty_GetNext(Pointer property);

  static native void rbusProperty_SetNext(Pointer property, Pointer next);

  static native Pointer rbusObject_Init(@Nullable Pointer out, byte[] name);

  static native void rbusObject_InitMultiInstance(Pointer out, byte[] name);

  static native void rbusObject_Release(Pointer object);

  static native @Nullable Pointer rbusObject_GetName(Pointer object);

  static native int rbusObject_GetType(Pointer object);

  static native @Nullable Pointer rbusObject_GetProperties(Pointer object);

  static native void rbusObject_SetProperties(Pointer object, Pointer first);

  static native @Nullable Pointer rbusObject_GetChildren(Pointer object);

  static native void rbusObject_SetChildren(Pointer object, Pointer first);

  static native @Nullable Pointer rbusObject_GetNext(Pointer object);

  static native void rbusObject_SetNext(Pointer object, Pointer next);

  static native void rbusFilter_InitRelation(Pointer out, int operator, Pointer value);

  static native void rbusFilter_InitLogic(
      Pointer out, int operator, Pointer left, @Nullable Pointer right);

  static native void rbusFilter_Release(Pointer filter);

  /** {@code rbusGetHandler_t}. */
  interface GetHandler extends Callback {
    int invoke(Pointer handle, Pointer property, @Nullable Pointer options);
  }

  /** The same where addresses have 64 bits: for a {@code long} no object is made on the way. */
  interface GetHandler64 extends Callback {
    int invoke(long handle, long property, long options);
  }

  /** {@code rbusSetHandler_t}. */
  interface SetHandler extends Callback {
    int invoke(Pointer handle, Pointer property, @Nullable Pointer options);
  }

  /** {@code rbusTableAddRowHandler_t}. */
  interface AddRowHandler extends Callback {
    int invoke(Pointer handle, Pointer table, @Nullable Pointer alias, Pointer instanceOut);
  }

  /** {@code rbusTableRemoveRowHandler_t}. */
  interface RemoveRowHandler extends Callback {
    int invoke(Pointer handle, Pointer row);
  }

  /** {@code rbusEventSubHandler_t}. */
  interface EventSubHandler extends Callback {
    int invoke(
        Pointer handle,
        int action,
        Pointer event,
        @Nullable Pointer filter,
        int interval,
        Pointer autoPublish);
  }

  /** {@code rbusMethodHandler_t}. */
  interface MethodHandler extends Callback {
    int invoke(
        Pointer handle, Pointer method, @Nullable Pointer in, Pointer out, Pointer asyncHandle);
  }

  /** {@code rbusEventHandler_t}. */
  interface EventHandler extends Callback {
    void invoke(Pointer handle, Pointer event, Pointer subscription);
  }
}
