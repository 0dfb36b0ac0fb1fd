package org.rdkb.dhcpmanager.tr181;

import java.util.ArrayList;
import java.util.List;
import org.rdkb.dhcpmanager.core.client.Diagnosis;

/**
 * One output argument of a command; all are texts.
 *
 * @param name as in the model
 * @param text its value
 */
public record Output(String name, String text) {

  static List<Output> of(Diagnosis diagnosis) {
    List<Output> outputs = new ArrayList<>();
    outputs.add(
        new Output("FirstBad", diagnosis.firstBad().map(bad -> bad.layer().word()).orElse("")));
    for (Diagnosis.Finding finding : diagnosis.layers()) {
      outputs.add(new Output(finding.layer().word(), finding.verdict().word()));
      outputs.add(new Output(finding.layer().word() + "Reason", finding.reason()));
    }
    return List.copyOf(outputs);
  }
}
