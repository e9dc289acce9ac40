package io.github.convolith.runtime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    private static JsonReader reader(String text) {
        return new JsonReader(new TextCursor(text, "the header", new Place("model.bin")));
    }

    private static void skip(String text) throws MalformedFileException {
        JsonReader json = reader(text);
        json.skipValue();
        json.end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " [ ] ",
                "null",
                "true",
                "false",
                "0",
                "-0",
                "-0.5e-3",
                "12E+4",
                "1.0",
                "\"\"",
                "\"a\\u00e9\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
                "{\"a\": [1, 2, {\"b\": null}], \"c\": \"d\"}",
                "\t[\r\n1 ,2]"
            })
    void everyValueOfRfc8259CanBeSkipped(String text) throws MalformedFileException {
        skip(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1,\"a\":1}",
                "01",
                "+1",
                "1.",
                ".5",
                "1e",
                "-",
                "NaN",
                "Infinity",
                "nul",
                "True",
                "\"",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\u١٢٣٤\"",
                "\"a\nb\"",
                "1 1",
                "[1]]",
                "\u0000",
                "\u00a01",
                "// 1"
            })
    void everythingElseIsRefusedWithThePosition(String text) {
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> skip(text))
                .withMessageStartingWith("model.bin: the header is malformed at character ");
    }

    @Test
    void stringsAreUnescaped() throws MalformedFileException {
        assertThat(reader("\"a\\u00e9\\\"\\\\\\/\\b\\f\\n\\r\\t\\ud83d\\uDE00é\"")
                        .string())
                .isEqualTo("aé\"\\/\b\f\n\r\t😀é");
    }

    @Test
    void membersAndElementsAreHandedOverInOrder() throws MalformedFileException {
        JsonReader json = reader(" { \"b\" : [ 3 , 4 ] , \"a\" : [ 9223372036854775807 ] } ");
        List<String> names = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        json.object(name -> {
            names.add(name);
            json.array(() -> numbers.add(json.wholeNumber()));
        });
        json.end();

        assertThat(names).containsExactly("b", "a");
        assertThat(numbers).containsExactly(3L, 4L, Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "1e3", "007", "9223372036854775808", "\"1\"", "true"})
    void whatIsNotAWholeNumberIsNotTakenForOne(String text) {
        assertThatExceptionOfType(MalformedFileException.class).isThrownBy(() -> {
            JsonReader json = reader(text);
            json.wholeNumber();
            json.end();
        });
    }

    @Test
    void nestingIsBounded() throws MalformedFileException {
        skip("[".repeat(32) + "]".repeat(32));
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> skip("[".repeat(33) + "]".repeat(33)))
                .withMessageContaining("32 deep");
        assertThatExceptionOfType(MalformedFileException.class).isThrownBy(() -> skip("[".repeat(1_000_000)));
    }

    @Test
    void nestingSideBySideIsNotDeep() throws MalformedFileException {
        skip("[" + "[[]],".repeat(1000) + "[]]");
    }

    @Test
    void theNumberOfMembersIsBounded() {
        StringBuilder text = new StringBuilder("{\"\":0");
        for (int i = 0; i <= Budget.MAXIMUM_TENSORS; i++) {
            text.append(",\"").append(i).append("\":0");
        }
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> skip(text.append("}").toString()))
                .withMessageContaining("65537 members");
    }
}
