package org.rdkb.dhcpmanager.rbus.rtmessage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.rdkb.dhcpmanager.rbus.ProbeProvider;
import org.rdkb.dhcpmanager.rbus.wire.Frame;
import org.rdkb.dhcpmanager.rbus.wire.MalformedException;
import org.rdkb.dhcpmanager.rbus.wire.Vectors;

/**
 * Captured requests, each with some octets changed or cut off: always answered, never thrown at.
 */
class HostilePayloadTest {
  private static final long SEED = 20_261_121;
  private static final int CASES = 20_000;

  @Test
  void mutatedRequests_areAnsweredOrRefused() throws Exception {
    List<byte[]> requests = requests();
    SplittableRandom random = new SplittableRandom(SEED);
    int refused = 0;
    try (DeskRig rig = new DeskRig(new ProbeProvider())) {
      ProviderDesk desk = rig.desk;
      for (int i = 0; i < CASES; i++) {
        byte[] payload = mutated(requests.get(random.nextInt(requests.size())), random);
        try {
          MethodMessage request = MethodMessage.parse(ByteBuffer.wrap(payload));
          ByteBuffer answer = desk.answer(request.meta().text(), request.body());
          MethodMessage response = MethodMessage.parse(answer);
          assertEquals(MethodMessage.RESPONSE, response.meta().text(), "case " + i);
          response.body().number();
        } catch (MalformedException expected) {
          refused++;
        }
      }
    }
    assertTrue(refused > 0 && refused < CASES);
  }

  private static byte[] mutated(byte[] request, SplittableRandom random) {
    int length = random.nextInt(8) == 0 ? random.nextInt(request.length) : request.length;
    byte[] copy = Arrays.copyOf(request, length);
    for (int changes = random.nextInt(4); changes > 0 && length > 0; changes--) {
      copy[random.nextInt(length)] = (byte) random.nextInt();
    }
    return copy;
  }

  private static List<byte[]> requests() {
    List<byte[]> all = new ArrayList<>();
    for (String file : Vectors.ALL) {
      for (Vectors.Captured captured : Vectors.load(file)) {
        if (!captured.isClose() && captured.frame().flags() == (Frame.REQUEST | Frame.RAW_BINARY)) {
          ByteBuffer payload = captured.frame().payload();
          byte[] octets = new byte[payload.remaining()];
          payload.get(octets);
          all.add(octets);
        }
      }
    }
    return all;
  }
}
