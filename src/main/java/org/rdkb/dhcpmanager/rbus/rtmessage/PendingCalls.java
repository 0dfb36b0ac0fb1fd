package org.rdkb.dhcpmanager.rbus.rtmessage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusException;
import org.rdkb.dhcpmanager.rbus.wire.Frame;

/** Requests that wait for their answers, found by sequence number. */
final class PendingCalls {
  private static final int MOST = 4096;

  private final ConcurrentMap<Integer, CompletableFuture<Frame>> waiting =
      new ConcurrentHashMap<>();

  CompletableFuture<Frame> expect(int sequence) throws BusException {
    if (waiting.size() >= MOST) {
      throw new BusException(BusError.OUT_OF_RESOURCES, "", "too many calls wait for answers");
    }
    CompletableFuture<Frame> answer = new CompletableFuture<>();
    waiting.put(sequence, answer);
    return answer;
  }

  /** Hands an answer over; one that nobody waits for any more is dropped. */
  void answered(Frame response) {
    CompletableFuture<Frame> answer = waiting.remove(response.sequence());
    if (answer != null) {
      answer.complete(response);
    }
  }

  void forget(int sequence) {
    waiting.remove(sequence);
  }

  void fail(int sequence, BusException failure) {
    CompletableFuture<Frame> answer = waiting.remove(sequence);
    if (answer != null) {
      answer.completeExceptionally(failure);
    }
  }

  void failAll(BusException failure) {
    for (Integer sequence : waiting.keySet()) {
      fail(sequence, failure);
    }
  }
}
