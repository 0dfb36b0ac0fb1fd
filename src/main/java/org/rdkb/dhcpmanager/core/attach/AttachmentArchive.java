package org.rdkb.dhcpmanager.core.attach;

import java.util.List;

/** Port: keeps what we made, over restarts. One caller at a time. */
public interface AttachmentArchive {

  /**
   * What was kept.
   *
   * @return without what was made before this boot: the kernel has nothing of it
   */
  List<AttachmentRecord> load();

  /**
   * What the hardware addresses of links without one are made of.
   *
   * @return the same since the first start, unlike that of other machines; known after {@link
   *     #load}
   */
  String seed();

  /**
   * Keeps this instead; returns when it would survive a power failure, or logs why not.
   *
   * @param records one for each link
   */
  void save(List<AttachmentRecord> records);
}
