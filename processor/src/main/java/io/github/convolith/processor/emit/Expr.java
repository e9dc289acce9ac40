package io.github.convolith.processor.emit;

import java.util.OptionalInt;

/**
 * An {@code int} expression of generated code. What is known is computed here, so that {@code x + 0} or {@code 3 * 4}
 * never reach the reader of the generated source.
 */
final class Expr {
    static final Expr ZERO = of(0);
    static final Expr ONE = of(1);

    private static final int ATOM = 3;
    private static final int PRODUCT = 2;
    private static final int SUM = 1;

    private final String text;
    private final int precedence;
    private final OptionalInt constant;

    private Expr(String text, int precedence, OptionalInt constant) {
        this.text = text;
        this.precedence = precedence;
        this.constant = constant;
    }

    /** A known number. */
    static Expr of(long value) {
        int exact = Math.toIntExact(value);
        return new Expr(String.valueOf(exact), exact < 0 ? SUM : ATOM, OptionalInt.of(exact));
    }

    /** A variable, or any text that binds as tightly as one. */
    static Expr name(String name) {
        return new Expr(name, ATOM, OptionalInt.empty());
    }

    boolean isConstant() {
        return constant.isPresent();
    }

    /** The value of a constant. */
    int value() {
        return constant.orElseThrow(() -> new IllegalStateException(text + " is not a constant"));
    }

    boolean is(int value) {
        return constant.isPresent() && constant.getAsInt() == value;
    }

    Expr plus(long other) {
        return plus(of(other));
    }

    Expr plus(Expr other) {
        if (isConstant() && other.isConstant()) {
            return of((long) value() + other.value());
        }
        if (is(0)) {
            return other;
        }
        if (other.is(0)) {
            return this;
        }
        if (isConstant() && !other.isConstant()) {
            return other.plus(this);
        }
        if (other.isConstant() && other.value() < 0) {
            return new Expr(text + " - " + -(long) other.value(), SUM, OptionalInt.empty());
        }
        return new Expr(text + " + " + other.text, SUM, OptionalInt.empty());
    }

    Expr minus(Expr other) {
        if (other.isConstant()) {
            return plus(-(long) other.value());
        }
        String subtrahend = other.precedence <= SUM ? "(" + other.text + ")" : other.text;
        return new Expr(is(0) ? "-" + subtrahend : text + " - " + subtrahend, SUM, OptionalInt.empty());
    }

    Expr times(long other) {
        return times(of(other));
    }

    Expr times(Expr other) {
        if (isConstant() && other.isConstant()) {
            return of((long) value() * other.value());
        }
        if (is(0) || other.is(1)) {
            return this;
        }
        if (other.is(0) || is(1)) {
            return other;
        }
        return new Expr(factor(this) + " * " + factor(other), PRODUCT, OptionalInt.empty());
    }

    /** Quotient of non-negative numbers, rounded down. */
    Expr over(int divisor) {
        if (isConstant()) {
            return of(Math.floorDiv(value(), divisor));
        }
        return divisor == 1 ? this : new Expr(factor(this) + " / " + divisor, PRODUCT, OptionalInt.empty());
    }

    private static String factor(Expr expr) {
        return expr.precedence < PRODUCT ? "(" + expr.text + ")" : expr.text;
    }

    @Override
    public String toString() {
        return text;
    }
}
