package org.rdkb.dhcpmanager.attach.container;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.rdkb.dhcpmanager.core.attach.AttachmentCondition;
import org.rdkb.dhcpmanager.core.attach.AttachmentId.Table;

/** Port: the rows that declare links, by their Alias. Any thread may call. */
public interface LinkBook {

  /**
   * Whether there is such a row.
   *
   * @param table of networks or endpoints
   * @param alias its name
   * @return true if it is declared, enabled or not
   */
  boolean has(Table table, String alias);

  /**
   * What a row says.
   *
   * @param table of networks or endpoints
   * @param alias its name
   * @param parameter a TR-181 parameter of it
   * @return its value; empty if there is no such row
   */
  String read(Table table, String alias, String parameter);

  /**
   * Makes a row what it is to be; a new one if there is none. Stored when it returns.
   *
   * @param table of networks or endpoints
   * @param alias its name
   * @param values TR-181 parameters of the row
   * @throws RefusedException if the data model or the disk does not take it
   */
  void write(Table table, String alias, Map<String, String> values) throws RefusedException;

  /**
   * Removes a row, if there is one; the link goes too if we made it.
   *
   * @param table of networks or endpoints
   * @param alias its name
   * @throws RefusedException if that cannot be stored
   */
  void remove(Table table, String alias) throws RefusedException;

  /**
   * Has the link of an endpoint made, if it is missing.
   *
   * @param alias its name
   * @param linuxInterface its kernel name
   * @param atMost how long to wait
   * @return how it is then; empty if it is not declared, or not tried in time
   */
  Optional<AttachmentCondition> ensure(String alias, String linuxInterface, Duration atMost);
}
