package org.rdkb.dhcpmanager.tr181;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {

  private static Schema read(String model) throws IOException {
    SchemaReader reader = new SchemaReader();
    String xml = "<document><model name='m'>" + model + "</model></document>";
    reader.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), "test.xml");
    return reader.schema();
  }

  @Test
  void shippedSchema_andBindings_agree() {
    Bindings.shipped().check(Schema.shipped());
  }

  @Test
  void parameterWithoutBinding_stopsTheStart() throws IOException {
    Schema schema =
        read(
            "<object name='Device.X.' access='readOnly'><parameter name='A' access='readOnly'>"
                + "<syntax><int/></syntax></parameter></object>");
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> new Bindings().check(schema));
    assertEquals("Device.X.A has no binding", e.getMessage());
  }

  @Test
  void bindingWithoutParameter_stopsTheStart() throws IOException {
    Bindings bindings = new Bindings();
    bindings.of("Device.X.").constant("A", "1");
    Schema schema = read("");
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> bindings.check(schema));
    assertEquals("Device.X.A is not in the schema", e.getMessage());
  }

  @Test
  void bindingOfAnotherKind_stopsTheStart() throws IOException {
    Bindings bindings = new Bindings();
    bindings.of("Device.X.").constant("A", "1");
    Schema schema =
        read(
            "<object name='Device.X.' access='readOnly'><parameter name='A' access='readWrite'>"
                + "<syntax><int/></syntax></parameter></object>");
    assertEquals(
        "Device.X.A cannot be bound as constant",
        assertThrows(IllegalStateException.class, () -> bindings.check(schema)).getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "<oops/> ! unknown element oops",
        "<parameter name='A' access='readOnly'/> ! outside of an object",
        "<object name='Device.X.'/> ! object without attribute access",
        "<object name='Device.X' access='readOnly'/> ! object name Device.X",
        "<object name='Device.X.' access='readOnly'><parameter name='A' access='readOnly'><syntax>"
            + "<dataType ref='Y'/></syntax></parameter></object> ! unknown data type Y",
      })
  void whatIsNotUnderstood_isNamedWithItsLine(String model, String reason) {
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> read(model));
    assertEquals("test.xml line 1: " + reason, e.getMessage());
  }

  @Test
  void defaultThatBreaksItsType_stopsTheStart() throws IOException {
    SchemaReader reader = new SchemaReader();
    String xml =
        "<document><model name='m'><object name='Device.X.' access='readOnly'>"
            + "<parameter name='A' access='readOnly'><syntax><int/><default value='x'/></syntax>"
            + "</parameter></object></model></document>";
    reader.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), "test.xml");
    assertThrows(IllegalStateException.class, reader::schema);
  }

  @Test
  void externalEntity_isNotFollowed(@org.junit.jupiter.api.io.TempDir Path folder)
      throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "<object name='S.' access='x'/>");
    String xml =
        "<!DOCTYPE d [<!ENTITY e SYSTEM '"
            + secret.toUri()
            + "'>]><document><model name='m'>&e;</model></document>";
    SchemaReader reader = new SchemaReader();
    try {
      reader.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), "test.xml");
      assertEquals(0, reader.schema().nodes().count());
    } catch (IllegalStateException refused) {
      assertTrue(refused.toString().contains("test.xml"), refused.toString());
    }
  }

  @Test
  void manyElements_areRefused() {
    String many = "<units value='s'/>".repeat(20_001);
    String model =
        "<object name='Device.X.' access='readOnly'><parameter name='A' access='readOnly'>"
            + many
            + "</parameter></object>";
    assertEquals(
        "test.xml: more than 20000 elements",
        assertThrows(IllegalStateException.class, () -> read(model)).getMessage());
  }

  @Test
  void parametersPage_isAsCommitted() throws IOException {
    Path golden = Path.of("src/test/resources/golden/parameters.md");
    String page = ParameterTable.markdown(Schema.shipped(), Bindings.shipped());
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, page);
    }
    assertEquals(Files.readString(golden), page);
  }
}
