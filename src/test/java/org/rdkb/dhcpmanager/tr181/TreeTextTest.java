package org.rdkb.dhcpmanager.tr181;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class TreeTextTest {
  private static final String TWO = ModelFixture.CLIENT + "2.";

  private final DataModel model = new ModelFixture().open();
  private final TreeText texts = new TreeText();

  @Test
  void changeOfOneRow_givesOneOtherPart() {
    model.addRow(ModelFixture.CLIENT, "two").orThrow();
    List<SortedMap<String, String>> before = texts.parts(model.tree());
    model.set(List.of(ModelFixture.text(TWO + "Interface", "eth2")), "test").orThrow();
    List<SortedMap<String, String>> after = texts.parts(model.tree());
    assertEquals(before.size(), after.size());
    for (int i = 1; i < before.size(); i++) {
      if (before.get(i).containsKey(TWO + "Interface")) {
        assertNotSame(before.get(i), after.get(i));
        assertEquals("eth2", after.get(i).get(TWO + "Interface"));
      } else {
        assertSame(before.get(i), after.get(i));
      }
    }
  }

  @Test
  void nestedRow_isInThePartOfItsOwner() {
    model.addRow(ModelFixture.CLIENT + "1.SentOption.", "").orThrow();
    List<SortedMap<String, String>> parts = texts.parts(model.tree());
    String nested = ModelFixture.CLIENT + "1.SentOption.1.Enable";
    assertEquals(
        1,
        parts.stream()
            .filter(part -> part.containsKey(ModelFixture.CLIENT + "1.Interface"))
            .filter(part -> part.containsKey(nested))
            .count());
    assertEquals("1", parts.get(0).get(ModelFixture.CLIENT + "#"));
  }

  @Test
  void parts_cannotBeModified() {
    for (SortedMap<String, String> part : texts.parts(model.tree())) {
      assertThrows(UnsupportedOperationException.class, () -> part.put("x", "y"));
    }
  }
}
