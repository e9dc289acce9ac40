package io.github.convolith.runtime;

import java.util.Locale;

/** A way in which generated layers can compute. Results of different targets may differ by rounding only. */
public enum Target {
    /** Plain Java, shaped so that the JIT compiler turns it into SIMD instructions by itself. Runs on every JVM. */
    PORTABLE,

    /**
     * The Vector API of the incubating module {@code jdk.incubator.vector}. Only networks that were compiled with that
     * module have it; others compute with {@link #PORTABLE} all the same.
     */
    VECTOR;

    /** {@return the name by which the system property {@value Platform#TARGET_PROPERTY} asks for this target} */
    public String propertyValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
