/**
 * What is on the bus as people and programs see it: values as text and JSON, rows of the Client
 * tables, and the sentence that says whether all is well. The command line and the status page show
 * the same. Start reading at {@link org.rdkb.dhcpmanager.bus.view.Health}.
 */
@NullMarked
package org.rdkb.dhcpmanager.bus.view;

import org.jspecify.annotations.NullMarked;
