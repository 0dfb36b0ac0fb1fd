package org.rdkb.dhcpmanager.rbus.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.rdkb.dhcpmanager.rbus.wire.BusAddress;
import org.rdkb.dhcpmanager.rbus.wire.ControlJson;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;
import org.rdkb.dhcpmanager.rbus.wire.RawClient;

/** A consumer and a provider, one of each header, that ask and answer and must notice nothing. */
final class GoodPair implements AutoCloseable {
  private static final String ELEMENT = "Good.Pair.Value";
  private static final String ASKER = "rbus.goodasker.INBOX.1";
  private static final String OWNER = "rbus.goodowner.INBOX.2";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RawClient asker;
  private final RawClient owner;
  private int asked;

  GoodPair(BusAddress address) throws IOException {
    asker = new RawClient(address, HeaderVariant.BASE);
    asker.register(ASKER);
    owner = new RawClient(address, HeaderVariant.ROUND_TRIP);
    owner.register(OWNER);
    owner.ask(ControlTopic.SUBSCRIBE, OWNER, ControlJson.add("good", 10_000));
    owner.ask(ControlTopic.SUBSCRIBE, OWNER, ControlJson.add(ELEMENT, 10_000));
  }

  /** One question and its answer. Messages that others address to everybody are left aside. */
  void exchange() throws IOException {
    ByteBuffer question = ByteBuffer.allocate(8).putInt(0, ++asked);
    asker.send(0x11, ELEMENT, ASKER, question.duplicate());
    Frame request = next(owner, ELEMENT, asked);
    ByteBuffer answer = ByteBuffer.allocate(8).putInt(0, -asked);
    owner.send(
        Frame.of(
                HeaderVariant.ROUND_TRIP,
                request.sequence(),
                0x12,
                request.replyTopic(),
                request.topic(),
                answer)
            .octets());
    next(asker, ASKER, -asked);
  }

  private Frame next(RawClient client, String topic, int content) throws IOException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      Frame frame = client.receive();
      if (frame.topic().equals(topic)
          && frame.payload().remaining() == 8
          && frame.payload().getInt(0) == content) {
        return frame;
      }
    }
    throw new AssertionError("exchange " + asked + ": nothing at " + topic);
  }

  int exchanges() {
    return asked;
  }

  @Override
  public void close() throws IOException {
    asker.close();
    owner.close();
  }
}
