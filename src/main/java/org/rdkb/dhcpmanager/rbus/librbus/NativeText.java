package org.rdkb.dhcpmanager.rbus.librbus;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Java texts ↔ zero-terminated UTF-8, whatever the default charset is. */
final class NativeText {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private NativeText() {}

  /** With its terminating zero. A text ends at the first zero in it: C could not hold more. */
  static byte[] octets(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(utf8, utf8.length + 1);
  }

  /** A copy; a missing text is empty. */
  static String read(@Nullable Pointer text) {
    return text == null ? "" : text.getString(0, UTF_8);
  }

  /** An array of pointers to texts, all in one block, to be kept until C has read it. */
  static Memory array(List<String> texts) {
    List<byte[]> all = texts.stream().map(NativeText::octets).toList();
    long head = (long) Native.POINTER_SIZE * all.size();
    Memory block = new Memory(head + all.stream().mapToLong(each -> each.length).sum());
    long at = head;
    for (int i = 0; i < all.size(); i++) {
      byte[] text = all.get(i);
      block.write(at, text, 0, text.length);
      block.setPointer((long) i * Native.POINTER_SIZE, block.share(at));
      at += text.length;
    }
    return block;
  }

  /** Copies an array of texts that C allocated, and frees it. */
  static List<String> take(@Nullable Pointer array, int count) {
    List<String> texts = new ArrayList<>();
    if (array == null) {
      return texts;
    }
    for (int i = 0; i < count; i++) {
      Pointer text = array.getPointer((long) i * Native.POINTER_SIZE);
      if (text != null) {
        texts.add(read(text));
        Native.free(Pointer.nativeValue(text));
      }
    }
    Native.free(Pointer.nativeValue(array));
    return texts;
  }

  /** Copies one text that C allocated, and frees it. */
  static String take(@Nullable Pointer text) {
    String copy = read(text);
    if (text != null) {
      Native.free(Pointer.nativeValue(text));
    }
    return copy;
  }

  /** Room for one result: a pointer, or a number; preset to null and zero. */
  static Memory result() {
    Memory room = new Memory(Long.BYTES);
    room.clear();
    return room;
  }
}
