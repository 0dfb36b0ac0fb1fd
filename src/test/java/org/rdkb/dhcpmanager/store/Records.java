package org.rdkb.dhcpmanager.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/** The bytes of a record, as a file of it would hold them. */
final class Records {
  private Records() {}

  static byte[] whole(RecordText text, SortedMap<String, String> values) throws IOException {
    byte[] body = RecordText.lines(values);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(text.head(List.of(body)));
    bytes.write(body);
    return bytes.toByteArray();
  }
}
