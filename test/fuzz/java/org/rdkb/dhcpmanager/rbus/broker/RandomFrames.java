package org.rdkb.dhcpmanager.rbus.broker;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.rdkb.dhcpmanager.rbus.wire.ControlTopic;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.HeaderVariant;

/** Frames that are nearly right, and some that are not right at all. */
final class RandomFrames {
  private static final List<String> TOPICS =
      List.of(
          ControlTopic.SUBSCRIBE,
          ControlTopic.QUERY,
          ControlTopic.TRACE,
          ControlTopic.ENUMERATE,
          ControlTopic.COMPONENTS,
          ControlTopic.DIAGNOSTICS,
          ControlTopic.ADVISORY,
          "rbus.wild.INBOX.3",
          "W.T.1.",
          "W..x",
          "");
  private static final List<String> WORDS =
      List.of("W", "T", "{i}", "1", "*", "[a]", ".", "..", "rbus", "INBOX", "é", "{", "x");

  private RandomFrames() {}

  static ByteBuffer next(SplittableRandom random) {
    ByteBuffer frame =
        Frame.of(
                random.nextBoolean() ? HeaderVariant.BASE : HeaderVariant.ROUND_TRIP,
                random.nextInt(),
                random.nextInt(64),
                TOPICS.get(random.nextInt(TOPICS.size())),
                random.nextBoolean() ? "rbus.wild.INBOX.3" : "",
                payload(random))
            .octets();
    ByteBuffer copy = ByteBuffer.allocate(frame.remaining()).put(frame).flip();
    if (random.nextInt(8) == 0) {
      copy.put(random.nextInt(copy.limit()), (byte) random.nextInt());
    }
    if (random.nextInt(64) == 0) {
      copy.limit(random.nextInt(copy.limit()));
    }
    return copy;
  }

  private static ByteBuffer payload(SplittableRandom random) {
    String name = name(random);
    String json =
        switch (random.nextInt(6)) {
          case 0 -> "{\"add\":1,\"topic\":\"" + name + "\",\"route_id\":" + random.nextInt(4) + "}";
          case 1 -> "{\"add\":0,\"topic\":\"" + name + "\",\"route_id\":" + random.nextInt(4) + "}";
          case 2 -> "{\"expression\":\"" + name + "\"}";
          case 3 -> "{\"count\":" + random.nextInt(-1, 3) + ",\"items\":[\"" + name + "\",\"W.\"]}";
          case 4 -> "[".repeat(random.nextInt(200));
          default -> name;
        };
    byte[] octets = json.getBytes(StandardCharsets.UTF_8);
    if (octets.length > 0 && random.nextInt(4) == 0) {
      octets[random.nextInt(octets.length)] = (byte) random.nextInt();
    }
    return ByteBuffer.wrap(octets);
  }

  private static String name(SplittableRandom random) {
    StringBuilder name = new StringBuilder();
    int words = random.nextInt(6);
    for (int i = 0; i < words; i++) {
      name.append(WORDS.get(random.nextInt(WORDS.size()))).append(i + 1 < words ? "." : "");
    }
    return name.toString();
  }
}
