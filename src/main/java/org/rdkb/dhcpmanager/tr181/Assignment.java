package org.rdkb.dhcpmanager.tr181;

/**
 * One parameter of a set.
 *
 * @param path instance numbers or aliases, no wildcards
 * @param value as the consumer sent it; a text stands for a value of any type
 */
public record Assignment(String path, Value value) {}
