package io.github.convolith.conformance;

/**
 * What came of a case.
 *
 * @param reason the first difference, or why it was refused; empty if it passed
 */
record Verdict(State state, String reason) {
    /** A case passes, is wrong, or is refused when it is compiled. */
    enum State {
        PASSED,
        FAILED,
        REFUSED
    }

    static final Verdict PASSED = new Verdict(State.PASSED, "");

    static Verdict failed(String reason) {
        return new Verdict(State.FAILED, reason);
    }

    static Verdict refused(String reason) {
        return new Verdict(State.REFUSED, reason);
    }

    boolean passed() {
        return state == State.PASSED;
    }

    /** The line of a case. */
    String line(String name) {
        return "%-7s %s%s".formatted(state, name, reason.isEmpty() ? "" : ": " + reason.replaceAll("\\s+", " "));
    }
}
