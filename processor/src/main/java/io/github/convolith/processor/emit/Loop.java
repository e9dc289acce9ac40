package io.github.convolith.processor.emit;

import java.util.function.Function;

/** Counting loops of generated code. What would run once is written without a loop. */
final class Loop {
    private Loop() {}

    /** Statements for every number below a known one. */
    static String over(String variable, int count, Function<Expr, String> body) {
        return count == 1 ? body.apply(Expr.ZERO) : over(variable, Expr.of(count), body);
    }

    /** Statements for every number below an expression. */
    static String over(String variable, Expr count, Function<Expr, String> body) {
        if (count.is(1)) {
            return body.apply(Expr.ZERO);
        }
        return from(variable, 0, count, 1, body);
    }

    /** Statements for every number from one on in steps, below an expression. */
    static String from(String variable, int first, Expr end, int step, Function<Expr, String> body) {
        return from(variable, String.valueOf(first), end, step, body.apply(Expr.name(variable)));
    }

    /** Statements for every number from a variable on in steps, below an expression. */
    static String from(String variable, String first, Expr end, int step, String body) {
        return Text.of("""
                        for (int ${v} = ${first}; ${v} < ${end}; ${v}${step}) {
                            ${body}
                        }""")
                .with("v", variable)
                .with("first", first)
                .with("end", end)
                .with("step", step == 1 ? "++" : " += " + step)
                .with("body", body)
                .toString();
    }
}
