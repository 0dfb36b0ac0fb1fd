package org.rdkb.dhcpmanager.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LinkPlaceTest {
  @Test
  void text_isNameOrNamespaceAndName_andComesBack() {
    for (String text : new String[] {"", "eth0", "blue/eth0", "/run/netns/x/02:00:00:00:00:01"}) {
      assertEquals(text, LinkPlace.of(text).toString());
    }
    assertEquals(new LinkPlace("/run/netns/x", "eth0"), LinkPlace.of("/run/netns/x/eth0"));
    assertFalse(LinkPlace.of("eth0").isElsewhere());
    assertTrue(LinkPlace.of("blue/eth0").isElsewhere());
    assertTrue(LinkPlace.of("blue/02:00:00:00:00:01").isByAddress());
    assertFalse(LinkPlace.of("blue/eth0").isByAddress());
  }
}
