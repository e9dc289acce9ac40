package io.github.convolith.processor.emit;

/**
 * An {@code int} expression of generated code: something variable plus a constant. What is known is computed here, so
 * that {@code x + 0}, {@code 3 * 4} or {@code n - 1 + 3} never reach the reader of the generated source.
 */
final class Expr {
    static final Expr ZERO = of(0);
    static final Expr ONE = of(1);

    /** How tightly the variable part binds. */
    private enum Binding {
        SUM,
        PRODUCT,
        ATOM
    }

    /** The variable part; empty for a constant. */
    private final String variable;

    private final Binding binding;
    private final int offset;

    private Expr(String variable, Binding binding, long offset) {
        this.variable = variable;
        this.binding = binding;
        this.offset = Math.toIntExact(offset);
    }

    /** A known number. */
    static Expr of(long value) {
        return new Expr("", Binding.ATOM, value);
    }

    /** A variable, or any text that binds as tightly as one. */
    static Expr name(String name) {
        return new Expr(name, Binding.ATOM, 0);
    }

    boolean isConstant() {
        return variable.isEmpty();
    }

    /** The value of a constant. */
    int value() {
        if (!isConstant()) {
            throw new IllegalStateException(this + " is not a constant");
        }
        return offset;
    }

    boolean is(int value) {
        return isConstant() && offset == value;
    }

    Expr plus(long other) {
        return new Expr(variable, binding, offset + other);
    }

    Expr plus(Expr other) {
        if (isConstant()) {
            return other.plus(offset);
        }
        if (other.isConstant()) {
            return plus(other.offset);
        }
        String sum = other.variable.startsWith("-")
                ? variable + " - " + other.variable.substring(1)
                : variable + " + " + other.variable;
        return new Expr(sum, Binding.SUM, (long) offset + other.offset);
    }

    Expr minus(Expr other) {
        long difference = (long) offset - other.offset;
        if (other.isConstant()) {
            return new Expr(variable, binding, difference);
        }
        if (other.variable.startsWith("-") && other.variable.indexOf(' ') < 0) {
            return plus(new Expr(other.variable.substring(1), Binding.ATOM, -(long) other.offset));
        }
        String subtrahend = other.binding == Binding.SUM ? "(" + other.variable + ")" : other.variable;
        return new Expr(isConstant() ? "-" + subtrahend : variable + " - " + subtrahend, Binding.SUM, difference);
    }

    Expr times(long other) {
        return times(of(other));
    }

    Expr times(Expr other) {
        if (isConstant() && other.isConstant()) {
            return of((long) offset * other.offset);
        }
        if (is(0) || other.is(1)) {
            return this;
        }
        if (other.is(0) || is(1)) {
            return other;
        }
        return new Expr(factor() + " * " + other.factor(), Binding.PRODUCT, 0);
    }

    /** Quotient of non-negative numbers, rounded down. */
    Expr over(int divisor) {
        if (isConstant()) {
            return of(Math.floorDiv(offset, divisor));
        }
        return divisor == 1 ? this : new Expr(factor() + " / " + divisor, Binding.PRODUCT, 0);
    }

    /** Remainder of a non-negative number. */
    Expr modulo(int divisor) {
        if (isConstant()) {
            return of(Math.floorMod(offset, divisor));
        }
        // Binds as loosely as a sum: it would become another number behind a factor.
        return divisor == 1 ? ZERO : new Expr(factor() + " % " + divisor, Binding.SUM, 0);
    }

    /** Whether it is a number, or a name with at most a number added. */
    boolean isSimple() {
        return binding == Binding.ATOM;
    }

    private String factor() {
        boolean isProduct = binding != Binding.SUM && offset == 0;
        return isProduct || (isConstant() && offset >= 0) ? toString() : "(" + this + ")";
    }

    @Override
    public String toString() {
        if (isConstant()) {
            return String.valueOf(offset);
        }
        if (offset == 0) {
            return variable;
        }
        if (offset < 0) {
            return variable + " - " + -(long) offset;
        }
        return variable.startsWith("-") ? offset + " - " + variable.substring(1) : variable + " + " + offset;
    }
}
