/** What is shipped around the program: units, package, recipe. */
@NullMarked
package org.rdkb.dhcpmanager.rdk;

import org.jspecify.annotations.NullMarked;
