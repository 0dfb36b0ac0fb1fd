/**
 * What an integrator's own code may add: the interface {@link
 * org.rdkb.dhcpmanager.extension.Extension}, found by {@link java.util.ServiceLoader} in the jars
 * of {@code extensions.folder}.
 *
 * <p>Knows the core only; nothing here depends on how an extension is called. It is called by
 * {@code extension.host}, which bounds its time and cuts off what does not behave.
 */
@NullMarked
package org.rdkb.dhcpmanager.extension;

import org.jspecify.annotations.NullMarked;
