package org.rdkb.dhcpmanager.core.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdkb.dhcpmanager.core.option.Octets;

class OptionSetTest {
  @Test
  void order_isKept_andIsPartOfIt() {
    Octets one = Octets.of((byte) 1);
    OptionSet.Builder builder = new OptionSet.Builder();
    assertTrue(builder.add(61, one));
    assertTrue(builder.add(50, Octets.EMPTY));
    assertFalse(builder.add(61, Octets.EMPTY));
    OptionSet set = builder.build();
    assertEquals(List.of(61, 50), List.copyOf(set.payloads().keySet()));
    assertEquals(Optional.of(one), set.get(61));
    assertEquals(Optional.of(Octets.EMPTY), set.get(50));
    assertEquals(Optional.empty(), set.get(51));
    OptionSet other = new OptionSet(new LinkedHashMap<>(set.payloads()));
    assertEquals(set, other);
    assertEquals(set.hashCode(), other.hashCode());
    OptionSet.Builder turned = new OptionSet.Builder();
    turned.add(50, Octets.EMPTY);
    turned.add(61, one);
    assertNotEquals(set, turned.build());
  }

  /** Against a map, with every code there is. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void builder_agreesWithAMap_whateverComes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    OptionSet.Builder builder = new OptionSet.Builder();
    Map<Integer, Octets> map = new LinkedHashMap<>();
    for (int i = 0; i < 3000; i++) {
      int code = 1 + random.nextInt(254);
      Octets payload = Octets.of((byte) i, (byte) (i >> 8));
      switch (random.nextInt(4)) {
        case 0 -> assertEquals(map.remove(code), builder.remove(code));
        case 1 -> {
          if (map.containsKey(code)) {
            map.put(code, payload);
            builder.replace(code, payload);
          }
        }
        default -> assertEquals(map.putIfAbsent(code, payload) == null, builder.add(code, payload));
      }
      assertEquals(map.containsKey(code), builder.has(code));
    }
    assertEquals(map, builder.build().payloads());
    assertEquals(List.copyOf(map.keySet()), List.copyOf(builder.build().payloads().keySet()));
  }
}
