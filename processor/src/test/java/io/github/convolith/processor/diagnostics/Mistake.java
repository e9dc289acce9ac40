package io.github.convolith.processor.diagnostics;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Source with mistakes in it, and everything that is to be said about them.
 *
 * @param source the source of {@code p/Stem.java}; {@value #MARK} stands where a message is expected
 * @param client another class of the user's, which must compile all the same; may be empty
 * @param generated the classes that are generated nevertheless, as stubs or because nothing is wrong with them
 * @param messages the messages in the order of their places; none where the compiler's own message is enough
 */
record Mistake(String source, String client, List<String> generated, List<String> messages) {
    /** Stands in front of the code that a message is about; several in a row for several messages. */
    static final String MARK = "»";

    private static final String LAST_IMPORT = "import static io.github.convolith.annotations.Unroll.*;\n\n";

    private static final String IMPORTS = """
            package p;

            import io.github.convolith.annotations.*;
            import static io.github.convolith.annotations.Activation.*;
            import static io.github.convolith.annotations.Algorithm.*;
            import static io.github.convolith.annotations.Padding.*;
            """ + LAST_IMPORT;

    /** Code that uses everything a layer offers. */
    private static final String CLIENT = """
            package p;


            import io.github.convolith.runtime.*;

            final class Client {
                private final StemLayer layer;

                Client(Weights weights) {
                    layer = StemLayer.link(ARGUMENTS);
                }

                Shape shape(boolean isInput) {
                    return isInput ? layer.inputShape() : layer.outputShape();
                }

                Session session() {
                    return layer.newSession();
                }

                Layer layer() {
                    return layer;
                }
            }
            """;

    private static final Pattern COMMA = Pattern.compile(", (?![^{]*})");

    /** A mistake in a two-dimensional layer, whose attributes come to stand on a line each. */
    static Mistake inLayer(String attributes, String... messages) {
        return inSpec("@ConvLayer", "64, 64", attributes, messages);
    }

    /** A mistake in a one-dimensional layer. */
    static Mistake in1dLayer(String attributes, String... messages) {
        return inSpec("@Conv1dLayer", "64", attributes, messages);
    }

    private static Mistake inSpec(String annotation, String sizes, String attributes, String... messages) {
        boolean isMarked = attributes.startsWith(MARK + "@");
        String rest = isMarked ? attributes.substring(attributes.indexOf('(') + 1) : attributes;
        String lines = COMMA.splitAsStream(rest).collect(joining(",\n    ", "(\n    ", ")\n"));
        boolean isFixed = rest.matches(".*\\b(height|width|length) = .*");
        boolean isConstant = rest.contains("weights = ");
        String arguments = Stream.of(isFixed ? "" : sizes, isConstant ? "" : "weights")
                .filter(argument -> !argument.isEmpty())
                .collect(joining(", "));
        String source = (isMarked ? MARK : "") + annotation + lines + "interface Stem {}\n";
        return in(source, arguments, messages);
    }

    /**
     * A mistake in source of its own, with a client that links {@code StemLayer}.
     *
     * @param arguments the arguments of {@code link}
     */
    static Mistake in(String source, String arguments, String... messages) {
        return new Mistake(
                IMPORTS + source, CLIENT.replace("ARGUMENTS", arguments), List.of("StemLayer"), List.of(messages));
    }

    /** A mistake in source of its own, without a client. */
    static Mistake in(String source, List<String> generated, String... messages) {
        return new Mistake(IMPORTS + source, "", generated, List.of(messages));
    }

    /** The same in a package of its own, so that many can be compiled together. */
    Mistake inPackage(String name) {
        return new Mistake(
                source.replace("package p;", "package " + name + ";"),
                client.replace("package p;", "package " + name + ";"),
                generated,
                messages.stream()
                        .map(message -> message.replace(" p.", " " + name + "."))
                        .toList());
    }

    /** The source as the compiler sees it. */
    String code() {
        return source.replace(MARK, "");
    }

    /** Where messages are expected, in characters from the beginning of the code. */
    List<Integer> places() {
        List<Integer> places = new ArrayList<>();
        for (MatchResult mark : Pattern.compile(MARK).matcher(source).results().toList()) {
            places.add(mark.start() - places.size());
        }
        return places;
    }

    /** The line of a place, from 1. */
    long line(int place) {
        return code().substring(0, place).lines().count() + (place > 0 && code().charAt(place - 1) == '\n' ? 1 : 0);
    }

    @Override
    public String toString() {
        return Arrays.stream(source.substring(source.indexOf(LAST_IMPORT) + LAST_IMPORT.length())
                        .strip()
                        .split("\\s+"))
                .collect(joining(" "));
    }
}
