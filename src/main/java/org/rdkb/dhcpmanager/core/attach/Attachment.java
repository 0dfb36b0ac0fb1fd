package org.rdkb.dhcpmanager.core.attach;

import java.util.Optional;

/**
 * A link that somebody declared.
 *
 * @param id which row says so
 * @param alias its name among its siblings
 * @param enable whether it is to exist
 * @param network alias of the network whose base interface is its parent, if it names none; absent:
 *     it is of no network
 * @param link as it is wanted; of a kind that is wrong, see {@code objection}
 * @param objection what is wrong with the row itself; empty: nothing
 */
public record Attachment(
    AttachmentId id,
    String alias,
    boolean enable,
    Optional<String> network,
    LinkSpec link,
    String objection) {}
