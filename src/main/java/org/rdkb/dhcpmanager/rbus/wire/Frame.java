package org.rdkb.dhcpmanager.rbus.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One message on a bus socket: header and payload. Numbers are unsigned and big-endian.
 *
 * <p>Topics are octets; they are held one octet per char so that what comes in can go out
 * unchanged.
 */
public final class Frame {
  /** The sender waits for one response. */
  public static final int REQUEST = 0x01;

  /** The answer to the request with the same sequence number. */
  public static final int RESPONSE = 0x02;

  /** With {@link #RESPONSE}: nobody serves the topic. */
  public static final int UNDELIVERABLE = 0x04;

  /** The payload is no JSON control message. */
  public static final int RAW_BINARY = 0x10;

  /** Largest payload that is accepted, in octets. */
  public static final int LARGEST_PAYLOAD = 16 << 20;

  /** Longest topic and reply topic, in octets. */
  public static final int LONGEST_TOPIC = 255;

  /** Octets after which the length of the whole frame is known. */
  static final int PREFIX = 22;

  private static final int MARKER = 0xAAAA;
  private static final int VERSION = 2;
  private static final int AT_HEADER_LENGTH = 4;
  private static final int AT_SEQUENCE = 6;
  private static final int AT_FLAGS = 10;
  private static final int AT_CONTROL = 14;
  private static final int AT_PAYLOAD_LENGTH = 18;
  private static final int AT_TOPIC = 26;

  private final ByteBuffer octets;
  private final int headerLength;
  private final HeaderVariant variant;
  private final String topic;
  private final String replyTopic;

  private Frame(
      ByteBuffer octets, int headerLength, HeaderVariant variant, String topic, String replyTopic) {
    this.octets = octets;
    this.headerLength = headerLength;
    this.variant = variant;
    this.topic = topic;
    this.replyTopic = replyTopic;
  }

  /**
   * Makes a frame to send; control data is zero, as it must be on the way to a broker.
   *
   * @param variant which header
   * @param sequence sequence number
   * @param flags see the constants
   * @param topic at most 255 octets, one per char
   * @param replyTopic the same; empty if no answer is wanted
   * @param payload what follows the header; not empty on the way to a stock broker
   * @return the frame
   * @throws IllegalArgumentException if a topic or the payload is too long
   */
  public static Frame of(
      HeaderVariant variant,
      int sequence,
      int flags,
      String topic,
      String replyTopic,
      ByteBuffer payload) {
    if (topic.length() > LONGEST_TOPIC || replyTopic.length() > LONGEST_TOPIC) {
      throw new IllegalArgumentException("a topic has more than " + LONGEST_TOPIC + " octets");
    }
    if (payload.remaining() > LARGEST_PAYLOAD) {
      throw new IllegalArgumentException("the message has more than 16 MiB");
    }
    int headerLength = variant.headerLength(topic.length() + replyTopic.length());
    ByteBuffer octets = ByteBuffer.allocate(headerLength + payload.remaining());
    octets
        .putShort((short) MARKER)
        .putShort((short) VERSION)
        .putShort((short) headerLength)
        .putInt(sequence)
        .putInt(flags)
        .putInt(0)
        .putInt(payload.remaining())
        .putInt(topic.length())
        .put(topic.getBytes(StandardCharsets.ISO_8859_1))
        .putInt(replyTopic.length())
        .put(replyTopic.getBytes(StandardCharsets.ISO_8859_1))
        .position(headerLength - 2)
        .putShort((short) MARKER)
        .put(payload.duplicate())
        .flip();
    return new Frame(octets, headerLength, variant, topic, replyTopic);
  }

  /**
   * A name as it stands in a header.
   *
   * @param name any text
   * @return its UTF-8 octets, one per char
   */
  public static String topicOf(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) > 0x7e) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      }
    }
    return name;
  }

  /** How long the whole frame is, judged by its first {@link #PREFIX} octets. */
  static int totalLength(byte[] prefix) throws MalformedException {
    ByteBuffer in = ByteBuffer.wrap(prefix);
    if (Short.toUnsignedInt(in.getShort(0)) != MARKER) {
      throw new MalformedException("no preamble marker");
    }
    if (in.getShort(2) != VERSION) {
      throw new MalformedException("header version is not 2");
    }
    int headerLength = Short.toUnsignedInt(in.getShort(AT_HEADER_LENGTH));
    if (headerLength < HeaderVariant.BASE.headerLength(0)
        || headerLength > HeaderVariant.ROUND_TRIP.headerLength(2 * LONGEST_TOPIC)) {
      throw new MalformedException("header length " + headerLength);
    }
    int payloadLength = in.getInt(AT_PAYLOAD_LENGTH);
    if (payloadLength < 0 || payloadLength > LARGEST_PAYLOAD) {
      throw new MalformedException(
          "payload of " + Integer.toUnsignedString(payloadLength) + " octets");
    }
    return headerLength + payloadLength;
  }

  /** Reads a frame whose prefix was judged by {@link #totalLength}; takes the array over. */
  static Frame parse(byte[] whole) throws MalformedException {
    ByteBuffer octets = ByteBuffer.wrap(whole);
    int headerLength = Short.toUnsignedInt(octets.getShort(AT_HEADER_LENGTH));
    int topicLength = topicLength(octets, PREFIX, headerLength);
    int atReply = AT_TOPIC + topicLength;
    int replyLength = topicLength(octets, atReply, headerLength);
    int rest = headerLength - 2 - (atReply + 4 + replyLength);
    HeaderVariant variant =
        switch (rest) {
          case 0 -> HeaderVariant.BASE;
          case 20 -> HeaderVariant.ROUND_TRIP;
          default -> throw new MalformedException("header and topic lengths disagree");
        };
    if (Short.toUnsignedInt(octets.getShort(headerLength - 2)) != MARKER) {
      throw new MalformedException("no postamble marker");
    }
    return new Frame(
        octets,
        headerLength,
        variant,
        new String(whole, AT_TOPIC, topicLength, StandardCharsets.ISO_8859_1),
        new String(whole, atReply + 4, replyLength, StandardCharsets.ISO_8859_1));
  }

  private static int topicLength(ByteBuffer octets, int at, int headerLength)
      throws MalformedException {
    // A topic is followed by at least four more octets: a length, or the rest of the header.
    int length = at + 6 <= headerLength ? octets.getInt(at) : -1;
    if (length < 0 || length > LONGEST_TOPIC || at + 4 + length + 2 > headerLength) {
      throw new MalformedException("topic length does not fit the header");
    }
    return length;
  }

  /**
   * Which header it has.
   *
   * @return never null
   */
  public HeaderVariant variant() {
    return variant;
  }

  /**
   * The sender's counter, or the request's in a response.
   *
   * @return to be read as unsigned
   */
  public int sequence() {
    return octets.getInt(AT_SEQUENCE);
  }

  /**
   * All flags, unknown ones too.
   *
   * @return see the constants
   */
  public int flags() {
    return octets.getInt(AT_FLAGS);
  }

  /**
   * Whether all of these flags are set.
   *
   * @param wanted see the constants
   * @return true if so
   */
  public boolean has(int wanted) {
    return (flags() & wanted) == wanted;
  }

  /**
   * The route through which it came.
   *
   * @return 0 on the way to a broker
   */
  public int control() {
    return octets.getInt(AT_CONTROL);
  }

  /**
   * Says through which route it comes; for a frame that was just made for a client.
   *
   * @param route the receiver's route id
   * @return this frame
   */
  public Frame routed(int route) {
    octets.putInt(AT_CONTROL, route);
    return this;
  }

  /**
   * Notes a time, if the header has room for times.
   *
   * @param stamp which
   * @param steadyNanos of {@link System#nanoTime}
   * @return this frame
   */
  public Frame stamped(Stamp stamp, long steadyNanos) {
    if (variant == HeaderVariant.ROUND_TRIP) {
      octets.putInt(atTimestamps() + stamp.offset(), Stamp.seconds(steadyNanos));
    }
    return this;
  }

  /**
   * Repeats what stood in a request up to {@link Stamp#PASSED_ON}, if both headers have times.
   *
   * @param request what this frame answers
   * @return this frame
   */
  public Frame stampedLike(Frame request) {
    if (variant == HeaderVariant.ROUND_TRIP && request.variant == variant) {
      octets.put(atTimestamps(), request.octets, request.atTimestamps(), Stamp.ANSWERED.offset());
    }
    return this;
  }

  private int atTimestamps() {
    return headerLength - 2 - variant.timestampOctets();
  }

  /**
   * Where it goes.
   *
   * @return one char per octet
   */
  public String topic() {
    return topic;
  }

  /**
   * Where the answer goes.
   *
   * @return one char per octet; empty if there is none
   */
  public String replyTopic() {
    return replyTopic;
  }

  /**
   * What follows the header.
   *
   * @return a view for reading, backed by an array
   */
  public ByteBuffer payload() {
    return octets.slice(headerLength, octets.capacity() - headerLength);
  }

  /**
   * The whole frame.
   *
   * @return a view for reading, backed by an array
   */
  public ByteBuffer octets() {
    return octets.duplicate();
  }

  /**
   * How long the frame is with another header.
   *
   * @param to the header that the receiver speaks
   * @return octets, payload included
   */
  public int length(HeaderVariant to) {
    return octets.capacity() + to.timestampOctets() - variant.timestampOctets();
  }

  /**
   * The header as a broker passes it on; the payload follows unchanged.
   *
   * @param to the header that the receiver speaks
   * @param route the receiver's route id
   * @param out where it goes; must have room for {@code length(to)} without the payload
   */
  public void relayHeader(HeaderVariant to, int route, ByteBuffer out) {
    int start = out.position();
    if (to == variant) {
      out.put(octets.slice(0, headerLength));
    } else {
      out.put(octets.slice(0, atTimestamps()));
      for (int i = 0; i < to.timestampOctets(); i++) {
        out.put((byte) 0);
      }
      out.putShort((short) MARKER);
      out.putShort(start + AT_HEADER_LENGTH, (short) (out.position() - start));
    }
    out.putInt(start + AT_CONTROL, route);
  }

  /**
   * The notice that nobody serves this request's topic.
   *
   * @return addressed to the requester; both topics are its inbox, the payload is empty
   */
  public Frame undeliverable() {
    return undeliverable(sequence(), flags(), replyTopic);
  }

  /**
   * The notice that nobody serves, or serves any more, a request.
   *
   * @param sequence of the request
   * @param flags of the request
   * @param inbox reply topic of the request
   * @return addressed to the requester; both topics are its inbox, the payload is empty
   */
  public static Frame undeliverable(int sequence, int flags, String inbox) {
    int notice = (flags & ~REQUEST) | RESPONSE | UNDELIVERABLE;
    return of(HeaderVariant.BASE, sequence, notice, inbox, inbox, ByteBuffer.allocate(0));
  }
}
