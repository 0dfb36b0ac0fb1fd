package org.rdkb.dhcpmanager.core.fleet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdkb.dhcpmanager.core.lease.Ipv4Address;
import org.rdkb.dhcpmanager.core.lease.Ipv4Prefix;
import org.rdkb.dhcpmanager.core.pool.ClientKey;
import org.rdkb.dhcpmanager.core.pool.Holdings.Wish;
import org.rdkb.dhcpmanager.core.pool.Now;
import org.rdkb.dhcpmanager.core.pool.PoolLease;
import org.rdkb.dhcpmanager.core.pool.PoolLease.Phase;

/**
 * What one server knows of the store, and what that allows. Not thread-safe: whoever shares it
 * holds a lock. Times are milliseconds since boot.
 */
public final class FleetView {
  private static final long UNTIL_KNOWN_MILLIS = 60_000;
  private static final long LATE_MILLIS = 5_000;

  private final int blockLength;
  private final Map<Ipv4Prefix, String> owners = new HashMap<>();
  private final Set<Ipv4Prefix> own = new HashSet<>();
  private final Map<Ipv4Address, Claim> claims = new HashMap<>();
  private final Map<Long, Long> covered = new HashMap<>();
  private final Set<Long> uncovered = new HashSet<>();
  private Set<Ipv4Address> kept = Set.of();
  private Session session = Session.NONE;
  private Quorum quorum = Quorum.LOST;
  private boolean settled;

  /** Whether the store answers. */
  public enum Quorum {
    THERE,
    LOST
  }

  /**
   * Knows nothing yet.
   *
   * @param blockLength prefix length of blocks, the same for all servers
   */
  public FleetView(int blockLength) {
    this.blockLength = blockLength;
  }

  /**
   * Whether an address may be given to a client that does not have it.
   *
   * @param address any
   * @param now the time
   * @return true in an own block, where nobody else's claim is in the way
   */
  public boolean mayGive(Ipv4Address address, long now) {
    if (kept.contains(address)) {
      return quorum == Quorum.THERE;
    }
    if (!owns(address) || !session.isOpen(now)) {
      return false;
    }
    Claim claim = claims.get(address);
    return claim == null || isOver(claim, now);
  }

  /**
   * Whether nobody else can have given an address away.
   *
   * @param address any
   * @param now the time
   * @return true in an own block without a claim, once all was heard that happened before it became
   *     ours
   */
  public boolean isSure(Ipv4Address address, long now) {
    return quorum == Quorum.THERE
        && settled
        && !claims.containsKey(address)
        && owns(address)
        && session.isOpen(now)
        && !kept.contains(address);
  }

  /**
   * Whether what happened before the last block became ours has been heard.
   *
   * @param next from now on
   */
  public void settled(boolean next) {
    settled = next;
  }

  /**
   * The end that a lease may be given.
   *
   * @param address its address
   * @param client whose
   * @param wish what it asks for
   * @param now the time
   * @return {@link Now#NEVER}: any, the store will be asked; 0: nothing may be promised
   */
  public long latest(Ipv4Address address, ClientKey client, Wish wish, long now) {
    return quorum == Quorum.THERE ? Now.NEVER : latestAlone(address, client, wish, now);
  }

  /**
   * The end that a lease may be given without asking the store: in own blocks, that of the session;
   * else, to who keeps what it has, that of the claim. A client that asks for an address anew may
   * have released the claim at another server, which then has given it away.
   *
   * @param address its address
   * @param client whose
   * @param wish what it asks for
   * @param now the time
   * @return 0: nothing may be promised
   */
  public long latestAlone(Ipv4Address address, ClientKey client, Wish wish, long now) {
    Claim claim = claims.get(address);
    boolean itsOwn =
        claim != null
            && claim.lease().phase() == Phase.LEASED
            && claim.lease().client().equals(client);
    long stored = claim != null && itsOwn && wish == Wish.KEEP ? stored(claim) : 0;
    boolean alone = claim == null || (itsOwn && claim.clock() == Claim.Clock.OURS);
    boolean ours = alone && owns(address) && !kept.contains(address) && session.isOpen(now);
    long latest = Math.max(stored, ours ? session.safeEnd() : 0);
    return latest > now ? latest : 0;
  }

  /** By our clock always: what another server's wall clock says may be wrong by any time. */
  private long stored(Claim claim) {
    if (claim.clock() == Claim.Clock.OURS || claim.life() == Claim.PROMISED) {
      return claim.lease().until();
    }
    return claim.life() == 0 ? Now.NEVER : covered.getOrDefault(claim.life(), 0L);
  }

  /**
   * A claim as a lease of ours. That of another server goes on as long as the store has it, which
   * is told when it ends; until then its end is an estimate, too late rather than too early.
   *
   * @param claim any
   * @param now the time
   * @return for the book
   */
  public PoolLease lease(Claim claim, long now) {
    long stored = stored(claim);
    if (claim.clock() == Claim.Clock.OURS
        || claim.life() == Claim.PROMISED
        || stored == Now.NEVER) {
      return claim.lease().lasting(stored);
    }
    return claim
        .lease()
        .lasting(
            stored == 0
                ? Math.max(claim.lease().until(), now + UNTIL_KNOWN_MILLIS)
                : stored + LATE_MILLIS);
  }

  /**
   * A lease was granted without asking the store: until it ends, nobody else gets its address.
   *
   * @param lease not after {@link #latestAlone}
   */
  public void promise(PoolLease lease) {
    Claim claim = claims.get(lease.address());
    if (claim == null || claim.clock() == Claim.Clock.OURS) {
      long revision = claim == null ? 0 : claim.revision();
      claims.put(lease.address(), new Claim(lease, revision, 0, Claim.Clock.OURS));
    }
  }

  /**
   * How long a claim for the same client must stay at least: another server may have promised as
   * much, and a message that waited here for long is no reason to forget that.
   *
   * @param change to be written
   * @return milliseconds since boot, 0 if there is nothing to keep; {@link Now#NEVER} if that is
   *     not known, see {@link #uncovered}
   */
  public long keptUntil(PoolLease change) {
    Claim claim = claims.get(change.address());
    if (claim == null || claim.life() <= 0 || !claim.lease().client().equals(change.client())) {
      return 0;
    }
    long end = covered.getOrDefault(claim.life(), Now.NEVER);
    return end == Now.NEVER || claim.clock() == Claim.Clock.OURS ? end : end + LATE_MILLIS;
  }

  /**
   * Until when the store keeps what hangs on a life.
   *
   * @param life of claims
   * @param end at least, milliseconds since boot
   * @return the claims that hang on it
   */
  public List<Claim> cover(long life, long end) {
    uncovered.remove(life);
    covered.put(life, end);
    return claims.values().stream()
        .filter(claim -> claim.life() == life && claim.clock() == Claim.Clock.THEIRS)
        .toList();
  }

  /**
   * The lives of claims about which nothing is known yet.
   *
   * @return none if all is known
   */
  public Set<Long> uncovered() {
    return Set.copyOf(uncovered);
  }

  /**
   * What a change asks of the store. A release deletes what we wrote last only: the client may have
   * the address again from another server by now.
   *
   * @param change not an offer
   * @param now the time
   * @return what to do
   */
  public Step step(PoolLease change, long now) {
    Claim claim = claims.get(change.address());
    boolean same = claim != null && claim.lease().client().equals(change.client());
    if (change.phase() == Phase.RELEASED) {
      return claim != null && same && claim.clock() == Claim.Clock.OURS && claim.revision() > 0
          ? new Step(change, Step.Kind.DELETE, claim.revision(), Optional.empty())
          : Step.of(change, Step.Kind.NOTHING);
    }
    if (claim != null && same) {
      return new Step(change, Step.Kind.WRITE, claim.revision(), Optional.empty());
    }
    if (claim != null && !isOver(claim, now)) {
      return Step.of(change, Step.Kind.REFUSED);
    }
    if (kept.contains(change.address())) {
      return new Step(change, Step.Kind.WRITE, 0, Optional.empty());
    }
    return owns(change.address())
        ? new Step(change, Step.Kind.WRITE, 0, Optional.of(block(change.address())))
        : Step.of(change, Step.Kind.REFUSED);
  }

  /**
   * A key that is in the store is never over, also when its end has passed by the clock of who
   * wrote it: another server may have promised its client as much as the store keeps.
   */
  private static boolean isOver(Claim claim, long now) {
    return claim.clock() == Claim.Clock.OURS
        && claim.revision() == 0
        && now >= claim.lease().until();
  }

  private boolean owns(Ipv4Address address) {
    return own.contains(block(address));
  }

  private Ipv4Prefix block(Ipv4Address address) {
    return Blocks.of(address, blockLength);
  }

  /**
   * What the store says of an address.
   *
   * @param address any
   * @return absent if nothing
   */
  public Optional<Claim> claim(Ipv4Address address) {
    return Optional.ofNullable(claims.get(address));
  }

  /**
   * All claims.
   *
   * @return a copy
   */
  public Set<Ipv4Address> claimed() {
    return Set.copyOf(claims.keySet());
  }

  /**
   * How many claims there are.
   *
   * @return 0 or more
   */
  public int claimCount() {
    return claims.size();
  }

  /**
   * Forgets lives that are over.
   *
   * @param now the time
   */
  public void forgetLives(long now) {
    covered.values().removeIf(end -> end + 2 * LATE_MILLIS < now);
  }

  /**
   * A claim was read or written; an older one than is known changes nothing.
   *
   * @param claim as it is
   * @return whether that was new
   */
  public boolean put(Claim claim) {
    Claim known = claims.get(claim.lease().address());
    if (known != null && known.revision() >= claim.revision()) {
      return false;
    }
    claims.put(claim.lease().address(), claim);
    if (claim.life() > 0 && !covered.containsKey(claim.life())) {
      uncovered.add(claim.life());
    }
    return true;
  }

  /**
   * A claim is gone from the store. What we promised ourselves is kept until it ends.
   *
   * @param address whose
   * @param revision of the store then
   * @param now the time
   * @return what it was; absent if none, or a newer one, is known
   */
  public Optional<Claim> remove(Ipv4Address address, long revision, long now) {
    Claim known = claims.get(address);
    if (known == null || known.revision() > revision) {
      return Optional.empty();
    }
    claims.remove(address);
    if (known.clock() == Claim.Clock.OURS && now < known.lease().until()) {
      claims.put(address, new Claim(known.lease(), 0, 0, Claim.Clock.OURS));
      return Optional.empty();
    }
    return Optional.of(known);
  }

  /**
   * A claim was deleted by us.
   *
   * @param address whose
   */
  public void forget(Ipv4Address address) {
    claims.remove(address);
  }

  /**
   * The addresses that pools keep for certain clients: any server may give them to these.
   *
   * @param addresses all of them
   */
  public void keep(Set<Ipv4Address> addresses) {
    kept = Set.copyOf(addresses);
  }

  /**
   * Whose blocks are, as read.
   *
   * @return changed by whoever reads the store
   */
  public Map<Ipv4Prefix, String> owners() {
    return owners;
  }

  /**
   * Blocks of this session.
   *
   * @return changed by whoever takes and gives them back
   */
  public Set<Ipv4Prefix> own() {
    return own;
  }

  /**
   * The session in force.
   *
   * @return {@link Session#NONE} if there is none
   */
  public Session session() {
    return session;
  }

  /**
   * Another session, or news of the same one. What hung on a former one is ours no longer.
   *
   * @param next in force from now on
   */
  public void session(Session next) {
    if (next.id() != session.id()) {
      own.clear();
    }
    session = next;
  }

  /**
   * Whether the store answers.
   *
   * @return as last told
   */
  public Quorum quorum() {
    return quorum;
  }

  /**
   * Whether the store answers from now on.
   *
   * @param next as it is
   */
  public void quorum(Quorum next) {
    quorum = next;
  }
}
