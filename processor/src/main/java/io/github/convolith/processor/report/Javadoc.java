package io.github.convolith.processor.report;

/** Text as it has to stand in Javadoc so that it is read as it is, and never as a tag. */
final class Javadoc {
    private Javadoc() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("@", "&#64;")
                // Before a "u" the compiler takes it for the beginning of a character, in comments too.
                .replace("\\", "&#92;")
                .replace("*/", "*&#47;");
    }
}
