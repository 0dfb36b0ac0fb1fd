package org.rdkb.dhcpmanager.store.backup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rdkb.dhcpmanager.store.DamagedException;
import org.rdkb.dhcpmanager.store.LinesText;

/**
 * The list of one backup. Its own content ends with a line {@code sum=} over the lines before.
 *
 * @param sums SHA-256 of each file's content, in hexadecimal, by the file's name
 */
record Manifest(SortedMap<String, String> sums) {
  private static final String BACKUP = "backup-";
  private static final String CONTENT = "content-";
  private static final String SUM = "~sum"; // sorts after every file name
  private static final String FILE_NAME = "rows|history\\.db|dhcpLease_[1-9][0-9]{0,8}_v[46]";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  Manifest {
    sums = Collections.unmodifiableSortedMap(new TreeMap<>(sums));
  }

  /** Names sort as time goes. */
  static String name(Instant at) {
    return BACKUP + TIME.format(at);
  }

  static boolean isBackup(String name) {
    return name.matches(BACKUP + "[0-9]{8}T[0-9]{9}Z");
  }

  static boolean isContent(String name) {
    return name.matches(CONTENT + "[0-9a-f]{64}");
  }

  static String contentName(String sum) {
    return CONTENT + sum;
  }

  byte[] encode() {
    String lines = LinesText.encode(sums);
    SortedMap<String, String> all = new TreeMap<>(sums);
    all.put(SUM, sum(lines.getBytes(StandardCharsets.UTF_8)));
    return LinesText.encode(all).getBytes(StandardCharsets.UTF_8);
  }

  static Manifest decode(byte[] content) throws DamagedException {
    SortedMap<String, String> all =
        new TreeMap<>(LinesText.decode(new String(content, StandardCharsets.UTF_8)));
    String sum = String.valueOf(all.remove(SUM));
    if (!sum.equals(sum(LinesText.encode(all).getBytes(StandardCharsets.UTF_8)))) {
      throw new DamagedException("its sum does not fit");
    }
    for (Map.Entry<String, String> file : all.entrySet()) {
      if (!file.getKey().matches(FILE_NAME) || !file.getValue().matches("[0-9a-f]{64}")) {
        throw new DamagedException("it names what is no file of ours");
      }
    }
    return new Manifest(all);
  }

  static String sum(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java has it
    }
  }
}
