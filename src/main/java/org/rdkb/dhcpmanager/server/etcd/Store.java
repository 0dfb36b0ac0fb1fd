package org.rdkb.dhcpmanager.server.etcd;

import java.io.IOException;
import java.util.List;

/** Port: keys in one order, with lives. Each call is bounded in time; a failure may have worked. */
interface Store {

  /**
   * A key.
   *
   * @param revision of the store when it was last written
   * @param life id of what it hangs on; 0: nothing, it stays
   */
  record Entry(String key, String value, long revision, long life) {}

  /** What has to be so. */
  sealed interface Condition {
    String key();

    /** 0: there is no such key. */
    record Revision(String key, long revision) implements Condition {}

    /** The key has this value. */
    record Value(String key, String value) implements Condition {}
  }

  /** What is done. */
  sealed interface Operation {
    record Put(String key, String value, long life) implements Operation {}

    record Delete(String key) implements Operation {}
  }

  /**
   * All or nothing.
   *
   * @param conditions if all hold,
   * @param operations are done; 128 of either at most
   * @param otherwise else these keys are read
   */
  record Transaction(
      List<Condition> conditions, List<Operation> operations, List<String> otherwise) {}

  /**
   * What became of it.
   *
   * @param done whether the conditions held
   * @param revision of the store then
   * @param found what was read instead
   */
  record Outcome(boolean done, long revision, List<Entry> found) {}

  /**
   * All keys that begin with a text.
   *
   * @param revision of the store when the first were read
   */
  record Listing(List<Entry> entries, long revision) {}

  /** A new life of so many seconds; its id. */
  long grant(long seconds) throws IOException;

  /** A life begins anew; seconds, 0 if it was over. */
  long keepAlive(long life) throws IOException;

  /** Seconds that are left of a life at least; 0 if it is over. */
  long left(long life) throws IOException;

  Outcome commit(Transaction transaction) throws IOException;

  Listing list(String prefix) throws IOException;
}
