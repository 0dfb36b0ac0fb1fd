/**
 * Copies of the state folder, and the way back.
 *
 * <p>A backup is a list of files with the SHA-256 of each; the contents are kept under their sums,
 * so what did not change since the last backup is not stored again. It is made beside a running
 * manager, of what verifies; a restore takes only what verifies, into a folder that nobody uses,
 * and sets aside what it replaces. Where a backup goes is a {@link
 * org.rdkb.dhcpmanager.store.backup.BackupTarget}. Runs on the caller's thread. Start reading at
 * {@link org.rdkb.dhcpmanager.store.backup.Backup}.
 */
@NullMarked
package org.rdkb.dhcpmanager.store.backup;

import org.jspecify.annotations.NullMarked;
