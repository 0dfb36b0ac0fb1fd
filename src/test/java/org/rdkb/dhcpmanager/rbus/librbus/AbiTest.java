package org.rdkb.dhcpmanager.rbus.librbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Pointer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdkb.dhcpmanager.bus.BusError;
import org.rdkb.dhcpmanager.bus.BusType;
import org.rdkb.dhcpmanager.bus.Element;
import org.rdkb.dhcpmanager.bus.EventFilter;
import org.rdkb.dhcpmanager.bus.ReceivedEvent;

/** Layouts, numbers and signatures against what compilers said about the C headers. */
class AbiTest {
  private static List<String> facts(String kind) {
    try (InputStream in =
            Objects.requireNonNull(AbiTest.class.getResourceAsStream("/vectors/librbus/abi.txt"));
        BufferedReader text =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String> found = new ArrayList<>();
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        if (line.startsWith(kind + " ")) {
          found.add(line.substring(kind.length() + 1));
        }
      }
      assertTrue(found.size() > 20, kind);
      return found;
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /**
   * Sizes and offsets of the structures that the binding touches, by "struct" and "struct field".
   */
  private static Map<String, Integer> stated(String abi, List<String> structs) {
    Map<String, Integer> stated = new TreeMap<>();
    for (String fact : Stream.concat(facts("struct").stream(), facts("field").stream()).toList()) {
      List<String> words = List.of(fact.split(" ", -1));
      if (words.get(0).equals(abi) && structs.contains(words.get(1))) {
        boolean isField = words.size() == 5;
        stated.put(
            isField ? words.get(1) + " " + words.get(2) : words.get(1),
            Integer.valueOf(words.get(isField ? 3 : 2)));
      }
    }
    return stated;
  }

  private static void computed(Map<String, Integer> into, String struct, Record layout)
      throws ReflectiveOperationException {
    for (RecordComponent part : layout.getClass().getRecordComponents()) {
      Object offset = part.getAccessor().invoke(layout);
      into.put(
          part.getName().equals("size") ? struct : struct + " " + part.getName(), (Integer) offset);
    }
  }

  @ParameterizedTest
  @CsvSource({"x86_64, 8", "aarch64, 8", "armv7, 4"})
  void layout_isThatOfTheCompiler(String abi, int pointer) throws ReflectiveOperationException {
    Layout layout = new Layout(pointer);
    Map<String, Record> structs =
        Map.of(
            "rbusEvent_t", layout.event(),
            "rbusEventSubscription_t", layout.eventSubscription(),
            "rbusGetHandlerOptions_t", layout.getOptions(),
            "rbusSetHandlerOptions_t", layout.setOptions(),
            "rbusRowName_t", layout.row(),
            "rbusElementInfo_t", layout.elementInfo());
    Map<String, Integer> computed = new TreeMap<>();
    for (Map.Entry<String, Record> struct : structs.entrySet()) {
      computed(computed, struct.getKey(), struct.getValue());
    }
    assertEquals(stated(abi, List.copyOf(structs.keySet())), computed);
  }

  @ParameterizedTest
  @CsvSource({"x86_64, 8", "aarch64, 8", "armv7, 4"})
  void layoutOfElements_holdsTheTableOfHandlers(String abi, int pointer)
      throws ReflectiveOperationException {
    Map<String, Integer> expected = new TreeMap<>();
    stated(abi, List.of("rbusDataElement_t", "rbusCallbackTable_t")).forEach(expected::put);
    int table = Objects.requireNonNull(expected.remove("rbusDataElement_t cbTable"));
    expected.remove("rbusCallbackTable_t");
    Map<String, Integer> flat = new TreeMap<>();
    expected.forEach(
        (name, offset) ->
            flat.put(
                name.replace("rbusCallbackTable_t", "rbusDataElement_t"),
                name.startsWith("rbusCallbackTable_t") ? offset + table : offset));
    Map<String, Integer> computed = new TreeMap<>();
    computed(computed, "rbusDataElement_t", new Layout(pointer).dataElement());
    assertEquals(flat, computed);
  }

  private static List<String> numbers(String type, String prefix) {
    return facts("enum").stream()
        .filter(fact -> fact.startsWith(type + " "))
        .map(fact -> fact.substring(type.length() + 1).replaceFirst(prefix, ""))
        .toList();
  }

  @Test
  void numbers_areThoseOfTheHeaders() {
    assertEquals(
        numbers("rbusValueType_t", "RBUS_"),
        Stream.of(BusType.values()).map(each -> each + " " + each.code()).toList());
    assertEquals(
        numbers("rbusEventType_t", "RBUS_EVENT_"),
        Stream.of(ReceivedEvent.Type.values()).map(each -> each + " " + each.code()).toList());
    assertEquals(
        numbers("rbusElementType_t", "RBUS_ELEMENT_TYPE_"),
        Stream.of(Element.Kind.values())
            .filter(kind -> kind != Element.Kind.OBJECT)
            .map(each -> each + " " + each.code())
            .toList());
    assertEquals(
        numbers("rbusAccess_t", "RBUS_ACCESS_"),
        Stream.of(Element.Access.values())
            .map(each -> each.name().replace("_", "") + " " + each.bit())
            .toList());
    assertEquals(
        numbers("rbusFilter_RelationOperator_t", "RBUS_FILTER_OPERATOR_").stream()
            .map(fact -> fact.substring(fact.indexOf(' ')))
            .toList(),
        Stream.of(EventFilter.Relation.values()).map(each -> " " + each.code()).toList());
    assertEquals(
        numbers("rbusError_t", "RBUS_ERROR_").stream()
            .map(fact -> fact.replace("EXIST ", "EXISTS ").replace("EXISTS 1", "EXIST 1"))
            .map(fact -> fact.substring(fact.indexOf(' ')))
            .toList(),
        Stream.of(BusError.values()).map(each -> " " + each.code()).toList());
  }

  /** What stands for a C type in a direct mapping. */
  private static List<Class<?>> mapped(String type) {
    if (type.equals("char const*")) {
      return List.of(byte[].class, Pointer.class);
    }
    if (type.startsWith("uint8_t const*") || type.startsWith("rbusDateTime_t const*")) {
      return List.of(byte[].class, Pointer.class);
    }
    if (type.endsWith("*")
        || type.matches("rbus(Handle|Value|Property|Object|Filter|MethodAsyncHandle)_t")) {
      return List.of(Pointer.class);
    }
    return List.of(
        switch (type) {
          case "void" -> void.class;
          case "bool", "char", "unsigned char", "int8_t", "uint8_t" -> byte.class;
          case "int16_t", "uint16_t" -> short.class;
          case "int64_t", "uint64_t" -> long.class;
          case "float" -> float.class;
          case "double" -> double.class;
          default -> int.class; // int, int32_t, uint32_t, and every enum
        });
  }

  @Test
  void functions_haveTheSignaturesOfTheHeaders() {
    Map<String, List<String>> stated = new TreeMap<>();
    for (String fact : facts("function")) {
      List<String> parts = List.of(fact.split("\\|", -1));
      stated.put(
          parts.get(0), parts.subList(1, parts.size()).stream().filter(t -> !t.isEmpty()).toList());
    }
    int checked = 0;
    for (Method method : Librbus.class.getDeclaredMethods()) {
      if (Modifier.isNative(method.getModifiers())) {
        List<String> types = Objects.requireNonNull(stated.get(method.getName()), method.getName());
        List<Class<?>> own = new ArrayList<>(List.of(method.getReturnType()));
        own.addAll(Arrays.asList(method.getParameterTypes()));
        assertEquals(types.size(), own.size(), method.getName());
        for (int i = 0; i < own.size(); i++) {
          assertTrue(
              mapped(types.get(i)).contains(own.get(i)),
              method.getName() + ": " + types.get(i) + " is no " + own.get(i));
        }
        checked++;
      }
    }
    assertEquals(stated.size(), checked);
  }
}
