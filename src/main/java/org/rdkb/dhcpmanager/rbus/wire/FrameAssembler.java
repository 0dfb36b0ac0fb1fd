package org.rdkb.dhcpmanager.rbus.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the octets of one connection into frames, in whatever pieces they arrive. NOT thread safe.
 *
 * <p>Memory follows what has arrived, not what a header promises.
 */
public final class FrameAssembler {
  private static final int SMALL = 4096;

  private byte[] held = new byte[Frame.PREFIX];
  private int have;
  private int total = -1;

  /** An assembler for a new connection. */
  public FrameAssembler() {}

  /**
   * Takes octets until a frame is complete.
   *
   * @param in what was read; call again while something remains
   * @return the frame, or null if all of {@code in} was taken and more is needed
   * @throws MalformedException if these octets are no frame; the connection is lost then
   */
  public @Nullable Frame next(ByteBuffer in) throws MalformedException {
    if (total < 0) {
      take(in, Frame.PREFIX);
      if (have < Frame.PREFIX) {
        return null;
      }
      total = Frame.totalLength(held);
    }
    makeRoom(in.remaining());
    take(in, total);
    if (have < total) {
      return null;
    }
    byte[] whole = held;
    held = new byte[Frame.PREFIX];
    have = 0;
    total = -1;
    return Frame.parse(whole);
  }

  /**
   * What a frame that has begun to arrive takes so far.
   *
   * @return octets; 0 between frames
   */
  public int held() {
    return held.length == Frame.PREFIX ? 0 : held.length;
  }

  private void makeRoom(int arriving) {
    if (held.length < total && held.length < have + arriving) {
      int wanted = Math.max(have + arriving, Math.max(SMALL, 2 * held.length));
      held = Arrays.copyOf(held, Math.min(total, wanted));
    }
  }

  private void take(ByteBuffer in, int until) {
    int octets = Math.min(in.remaining(), until - have);
    in.get(held, have, octets);
    have += octets;
  }
}
