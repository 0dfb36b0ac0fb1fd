package org.rdkb.dhcpmanager.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientUserTest {
  @Test
  void namesAndNumbers() throws IOException {
    assertEquals(Optional.of(ClientUser.ROOT), ClientUser.of("root"));
    assertEquals(Optional.of(ClientUser.ROOT), ClientUser.of("0"));
    assertEquals(Optional.of(new ClientUser(61184, 61184)), ClientUser.of("61184"));
    assertEquals(Optional.empty(), ClientUser.of("no-such-user"));
    assertEquals(Optional.empty(), ClientUser.of("ro"));
  }
}
