package org.rdkb.dhcpmanager.attach;

import java.time.Duration;

/**
 * What the operator settles.
 *
 * @param autoRecover whether a missing link is made; if not, whoever needs it is told at once
 * @param healthInterval how often the links in use are looked at, beside what the kernel tells;
 *     zero: never
 * @param proactive whether all declared links are made at the start, needed or not
 */
public record Switches(boolean autoRecover, Duration healthInterval, boolean proactive) {}
