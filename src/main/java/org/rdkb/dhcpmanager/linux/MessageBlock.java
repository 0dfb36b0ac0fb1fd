package org.rdkb.dhcpmanager.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Room for several datagrams, laid out once as recvmmsg(2) and sendmmsg(2) want it, so that a batch
 * costs one call and none of it an allocation. Not thread-safe.
 */
final class MessageBlock {
  private static final int WORD = Native.POINTER_SIZE;

  /** struct mmsghdr: name, its length, vector, its length, control, its length, flags; octets. */
  private static final int HEADER = 8 * WORD;

  private static final int NAME_LENGTH = WORD;
  private static final int CONTROL_LENGTH = 5 * WORD;
  private static final int RECEIVED = 7 * WORD;
  private static final int VECTOR = 2 * WORD;
  private static final int MSG_DONTWAIT = 0x40;

  private final int count;
  private final int nameBytes;
  private final int controlBytes;
  private final int largest;
  private final int names;
  private final int controls;
  private final int payloads;
  private final Memory memory;
  private final ByteBuffer view;

  /**
   * Lays it out.
   *
   * @param count datagrams in one call
   * @param largest octets of one; the rest of a longer one is lost
   * @param nameBytes of an address
   * @param controlBytes of what the kernel says beside it; 0: nothing
   */
  MessageBlock(int count, int largest, int nameBytes, int controlBytes) {
    this.count = count;
    this.largest = largest;
    this.nameBytes = nameBytes;
    this.controlBytes = controlBytes;
    int vectors = count * HEADER;
    controls = vectors + count * VECTOR;
    names = controls + count * controlBytes;
    payloads = names + count * nameBytes;
    memory = Libc.zeroed(payloads + count * largest);
    view = memory.getByteBuffer(0, memory.size()).order(ByteOrder.nativeOrder());
    for (int i = 0; i < count; i++) {
      int header = i * HEADER;
      int vector = vectors + i * VECTOR;
      memory.setPointer(header, memory.share(names + (long) i * nameBytes));
      memory.setPointer(header + 2L * WORD, memory.share(vector));
      putWord(header + 3 * WORD, 1);
      if (controlBytes > 0) {
        memory.setPointer(header + 4L * WORD, memory.share(controls + (long) i * controlBytes));
      }
      memory.setPointer(vector, memory.share(payloads + (long) i * largest));
    }
  }

  private void putWord(int at, int value) {
    if (WORD == Long.BYTES) {
      view.putLong(at, value);
    } else {
      view.putInt(at, value);
    }
  }

  /** How many came without waiting; −1: the reason is in {@link Native#getLastError}. */
  int receive(int fd) {
    for (int i = 0; i < count; i++) {
      view.putInt(i * HEADER + NAME_LENGTH, nameBytes);
      putWord(i * HEADER + CONTROL_LENGTH, controlBytes);
      putWord(count * HEADER + i * VECTOR + WORD, largest);
    }
    return Libc.recvmmsg(fd, memory, count, MSG_DONTWAIT, Pointer.NULL);
  }

  /** A copy of what came. */
  byte[] payload(int index) {
    byte[] payload = new byte[view.getInt(index * HEADER + RECEIVED)];
    view.get(payloads + index * largest, payload);
    return payload;
  }

  /** Four octets of its address, the first in the highest bits. */
  int name(int index, int at) {
    return number(names + index * nameBytes + at);
  }

  /** Four octets of what the kernel said beside it. */
  int control(int index, int at) {
    return number(controls + index * controlBytes + at);
  }

  private int number(int at) {
    return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN
        ? view.getInt(at)
        : Integer.reverseBytes(view.getInt(at));
  }

  /** The first one's address, to be written in. */
  ByteBuffer name() {
    return view.slice(names, nameBytes).order(ByteOrder.BIG_ENDIAN);
  }

  /** Sends the first one; −1: the reason is in {@link Native#getLastError}. */
  int send(int fd, byte[] payload) {
    if (payload.length > largest) {
      throw new IllegalArgumentException(payload.length + " octets do not fit " + largest);
    }
    view.putInt(NAME_LENGTH, nameBytes);
    putWord(count * HEADER + WORD, payload.length);
    view.put(payloads, payload);
    return Libc.sendmmsg(fd, memory, 1, 0);
  }
}
