package org.rdkb.dhcpmanager.rbus.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.FrameAssembler;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;

/**
 * One connection: what it has sent so far, and what it has not yet taken. Broker thread only.
 *
 * <p>The queue is bounded by octets. Whoever does not read in time is dropped; the bus goes on.
 */
final class Client extends Subscriber {
  private final SocketChannel channel;
  private final SelectionKey key;
  private final Clients all;
  private final String name;
  private final FrameAssembler assembler = new FrameAssembler();
  private final Outbox outbox;
  private HeaderVariant variant = HeaderVariant.ROUND_TRIP;
  private boolean mute = true;
  private boolean laggard;
  private int holders;
  private int arriving;
  private @Nullable BrokerCount doom;

  Client(String name, SocketChannel channel, SelectionKey key, Clients all) {
    this.name = name;
    this.channel = channel;
    this.key = key;
    this.all = all;
    this.outbox = new Outbox(all.held);
  }

  @Override
  String name() {
    return inbox.isEmpty() ? name : inbox;
  }

  /** Reads what is there and hands complete frames on; false at the end of the stream. */
  boolean read(ByteBuffer buffer, Switchboard switchboard) throws IOException {
    buffer.clear();
    int octets = channel.read(buffer);
    if (octets < 0) {
      return false;
    }
    all.counts.add(BrokerCount.OCTETS_IN, octets);
    buffer.flip();
    Frame frame;
    while (doom == null && (frame = assembler.next(buffer)) != null) {
      all.counts.one(BrokerCount.FRAMES_IN);
      if (mute) {
        mute = false;
        variant = frame.variant();
      }
      switchboard.received(this, frame);
    }
    all.held.add(assembler.held() - arriving);
    arriving = assembler.held();
    return true;
  }

  @Override
  void send(Parcel parcel, int route) {
    if (doom != null) {
      return;
    }
    all.counts.one(BrokerCount.FRAMES_OUT);
    int length = parcel.frame().length(variant);
    if (outbox.isEmpty()) {
      sendNow(parcel, route, length);
    } else if (outbox.waiting() + length > all.limits.waiting()) {
      doom(BrokerCount.DROPPED_SLOW);
    } else {
      outbox.append(parcel, variant, route);
    }
  }

  /** Nearly always the socket takes a whole frame at once; then nothing is allocated. */
  private void sendNow(Parcel parcel, int route, int length) {
    try {
      ByteBuffer scratch = all.output.clear();
      parcel.frame().relayHeader(variant, route, scratch);
      ByteBuffer payload = parcel.frame().payload();
      int slice = Math.min(payload.remaining(), scratch.remaining());
      int written = channel.write(scratch.put(payload.limit(slice)).flip());
      all.counts.add(BrokerCount.OCTETS_OUT, written);
      if (written < length) {
        outbox.append(parcel, variant, route);
        outbox.taken(written);
        write();
      }
    } catch (IOException | RuntimeException broken) {
      // Not the sender's fault.
      doom(BrokerCount.DROPPED_BROKEN);
    }
  }

  /** Writes what the socket takes; the selector calls again when it takes more. */
  void write() {
    try {
      if (outbox.drain(channel, all.output, all.counts)) {
        laggard = false;
      }
      setInterest();
    } catch (IOException | RuntimeException broken) {
      doom(BrokerCount.DROPPED_BROKEN);
    }
  }

  private void setInterest() {
    if (key.isValid()) {
      key.interestOps(
          (holders == 0 ? SelectionKey.OP_READ : 0)
              | (outbox.isEmpty() ? 0 : SelectionKey.OP_WRITE));
    }
  }

  @Override
  void pace(Subscriber reader) {
    if (reader instanceof Client client && all.pacing.pace(this, client)) {
      all.counts.one(BrokerCount.PACED);
    }
  }

  /** One more reader is behind: nothing is read from this client until all have caught up. */
  void holdBack() {
    holders++;
    setInterest();
  }

  void goOn() {
    holders--;
    setInterest();
  }

  int waiting() {
    return outbox.waiting();
  }

  /** What the broker holds for it or from it, in octets. */
  int holds() {
    return outbox.waiting() + arriving;
  }

  void lags() {
    laggard = true;
  }

  boolean isLaggard() {
    return laggard;
  }

  /** Whether it has never sent a frame. */
  boolean isMute() {
    return mute;
  }

  void doom(BrokerCount reason) {
    if (doom == null) {
      doom = reason;
      all.doomed.add(this);
    }
  }

  /** Why it has to go; null while it may stay. */
  @Nullable BrokerCount doomReason() {
    return doom;
  }

  void close() {
    outbox.clear();
    all.held.add(-arriving);
    arriving = 0;
    key.cancel();
    try {
      channel.close();
    } catch (IOException alreadyBroken) {
      // Nothing is owed to it any more.
    }
  }
}
