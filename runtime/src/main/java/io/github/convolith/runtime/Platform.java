package io.github.convolith.runtime;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What this JVM can do, and which {@link Target} follows from it. Decided once, when {@link #current()} is first
 * called, and logged once at debug level under the name {@code io.github.convolith}; nothing else asks the JVM again.
 */
public final class Platform {

    /**
     * The system property that asks for a target by name, in lower or upper case: {@code portable} or {@code vector}.
     * Left out or empty, the best target is chosen. An unknown name, or {@code vector} on a JVM without the Vector API,
     * is logged as a warning, once, and has no effect.
     */
    public static final String TARGET_PROPERTY = "convolith.target";

    private static final String LOGGER = "io.github.convolith";

    private final VectorSupport support;
    private final Choice choice;

    private Platform(VectorSupport support, Choice choice) {
        this.support = support;
        this.choice = choice;
    }

    /** {@return the platform that this code runs on} */
    public static Platform current() {
        return Current.PLATFORM;
    }

    /** Decides for a JVM with these features, without looking at the running one. */
    static Platform decide(VectorSupport support, Optional<String> requestedTarget) {
        return new Platform(support, Choice.of(requestedTarget, support));
    }

    /** {@return the feature release of Java, such as 17} */
    public int javaVersion() {
        return support.javaVersion();
    }

    /** {@return the name that the virtual machine gives itself} */
    public String vmName() {
        return support.vmName();
    }

    /** {@return whether {@code jdk.incubator.vector} was resolved when the JVM started} */
    public boolean vectorModule() {
        return support.module();
    }

    /** {@return the target that generated networks compute with} Those that were not compiled for it are portable. */
    public Target target() {
        return choice.target();
    }

    /** {@return a sentence that says which target was chosen, on what JVM and why} */
    public String description() {
        String vectors = support.module() ? "present, " + support.bits() + " bits" : "absent";
        return "Convolith computes with the " + target().propertyValue() + " target, " + choice.reason() + " (Java "
                + javaVersion() + ", " + vmName() + ", " + VectorSupport.MODULE + " " + vectors + ").";
    }

    /** {@return the same as {@link #description()}} */
    @Override
    public String toString() {
        return description();
    }

    /** What the property asked for in vain, as a sentence; empty if it was left out or understood. */
    Optional<String> warning() {
        return choice.warning();
    }

    private record Choice(Target target, String reason, Optional<String> warning) {

        static Choice of(Optional<String> requested, VectorSupport support) {
            return requested
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .map(name -> named(name, support))
                    .orElseGet(() -> best(support));
        }

        private static Choice named(String name, VectorSupport support) {
            Optional<Target> named = Arrays.stream(Target.values())
                    .filter(target -> target.propertyValue().equalsIgnoreCase(name))
                    .findFirst();
            if (named.isEmpty()) {
                String allowed = Arrays.stream(Target.values())
                        .map(Target::propertyValue)
                        .collect(Collectors.joining(", "));
                return best(support)
                        .warning("The system property " + TARGET_PROPERTY + " is '" + name
                                + "', which is no target of this release and has no effect; allowed: " + allowed + ".");
            }
            if (named.get() == Target.VECTOR && !support.module()) {
                return best(support)
                        .warning("The system property " + TARGET_PROPERTY + " is '" + name
                                + "', which has no effect: start the JVM with --add-modules " + VectorSupport.MODULE
                                + ".");
            }
            return new Choice(named.get(), "as the system property " + TARGET_PROPERTY + " asks", Optional.empty());
        }

        private static Choice best(VectorSupport support) {
            return support.obstacle()
                    .map(obstacle -> new Choice(Target.PORTABLE, obstacle, Optional.empty()))
                    .orElseGet(() -> new Choice(Target.VECTOR, "the fastest here", Optional.empty()));
        }

        private Choice warning(String text) {
            return new Choice(target, reason, Optional.of(text));
        }
    }

    /** Holds the one decision; the JVM initialises this class once, at the first use, in whatever thread that is. */
    private static final class Current {
        static final Platform PLATFORM = decideHere();

        private static Platform decideHere() {
            Platform platform = decide(VectorSupport.here(), Optional.ofNullable(System.getProperty(TARGET_PROPERTY)));
            System.Logger logger = System.getLogger(LOGGER);
            platform.warning().ifPresent(warning -> logger.log(Level.WARNING, warning));
            logger.log(Level.DEBUG, platform.description());
            return platform;
        }
    }
}
