package io.github.convolith.processor.emit;

/**
 * Names of a model within comments of generated code. A name may hold anything: the end of a comment, a line break, or
 * {@code \}{@code u000a}, which the compiler takes for one.
 */
final class Comment {
    /** What Javadoc, HTML or the compiler itself take for something else than itself. */
    private static final String SPECIAL = "&<>@{}*\\";

    private Comment() {}

    /** A name within a comment to the end of the line. */
    static String line(String name) {
        return replaced(name, "\\");
    }

    /** A name within Javadoc. */
    static String javadoc(String name) {
        return replaced(name, SPECIAL);
    }

    /** A name within Javadoc, set as code. */
    static String code(String name) {
        String text = javadoc(name);
        return text.equals(name) ? "{@code " + name + "}" : "<code>" + text + "</code>";
    }

    private static String replaced(String name, String special) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                text.append(' ');
            } else if (special.indexOf(c) >= 0) {
                text.append("&#").append((int) c).append(';');
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
