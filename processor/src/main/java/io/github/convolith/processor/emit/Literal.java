package io.github.convolith.processor.emit;

/** Float constants as a person writes them. */
final class Literal {
    private Literal() {}

    /** The shortest literal that reads back as the same float. */
    static String of(float value) {
        if (Float.isNaN(value)) {
            return "Float.NaN";
        }
        if (Float.isInfinite(value)) {
            return value > 0 ? "Float.POSITIVE_INFINITY" : "Float.NEGATIVE_INFINITY";
        }
        String text = Float.toString(value);
        return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + "f";
    }
}
