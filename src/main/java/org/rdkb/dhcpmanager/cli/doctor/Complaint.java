package org.rdkb.dhcpmanager.cli.doctor;

/**
 * Something that is wrong.
 *
 * @param id stable, for programs
 * @param what in a sentence
 * @param remedy the command, or what to do where no command does it
 */
public record Complaint(String id, String what, String remedy) {}
