package org.rdkb.dhcpmanager.core.attach;

import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a declared link over a restart.
 *
 * @param id which row declared it
 * @param made what we made in this boot, so that it goes when it is no longer declared; absent:
 *     nothing
 * @param lastRecovery when it was last made; absent: never
 * @param recoveries how often it was made
 */
public record AttachmentRecord(
    AttachmentId id, Optional<LinkSpec> made, Optional<Instant> lastRecovery, long recoveries) {}
