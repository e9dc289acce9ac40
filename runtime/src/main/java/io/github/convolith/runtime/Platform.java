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
     * The system property that asks for a target by name, in lower or upper case: {@code portable}. Left out or empty,
     * the best target is chosen. An unknown name is logged as a warning, once, and has no effect.
     */
    public static final String TARGET_PROPERTY = "convolith.target";

    private static final String LOGGER = "io.github.convolith";
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private final int javaVersion;
    private final String vmName;
    private final boolean vectorModule;
    private final Choice choice;

    private Platform(int javaVersion, String vmName, boolean vectorModule, Choice choice) {
        this.javaVersion = javaVersion;
        this.vmName = vmName;
        this.vectorModule = vectorModule;
        this.choice = choice;
    }

    /** {@return the platform that this code runs on} */
    public static Platform current() {
        return Current.PLATFORM;
    }

    /** Decides for a JVM with these features, without looking at the running one. */
    static Platform decide(int javaVersion, String vmName, boolean vectorModule, Optional<String> requestedTarget) {
        return new Platform(javaVersion, vmName, vectorModule, Choice.of(requestedTarget));
    }

    /** {@return the feature release of Java, such as 17} */
    public int javaVersion() {
        return javaVersion;
    }

    /** {@return the name that the virtual machine gives itself} */
    public String vmName() {
        return vmName;
    }

    /** {@return whether {@code jdk.incubator.vector} was resolved when the JVM started} */
    public boolean vectorModule() {
        return vectorModule;
    }

    /** {@return the target that generated layers compute with} */
    public Target target() {
        return choice.target();
    }

    /** {@return a sentence that says which target was chosen, on what JVM and why} */
    public String description() {
        return "Convolith computes with the " + target().propertyValue() + " target, " + choice.reason() + " (Java "
                + javaVersion + ", " + vmName + ", " + VECTOR_MODULE + " "
                + (vectorModule ? "present" : "absent") + ").";
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

        static Choice of(Optional<String> requested) {
            return requested
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .map(Choice::named)
                    .orElseGet(() -> new Choice(best(), "the only one in this release", Optional.empty()));
        }

        private static Choice named(String name) {
            return Arrays.stream(Target.values())
                    .filter(target -> target.propertyValue().equalsIgnoreCase(name))
                    .findFirst()
                    .map(target ->
                            new Choice(target, "as the system property " + TARGET_PROPERTY + " asks", Optional.empty()))
                    .orElseGet(() -> unknown(name));
        }

        private static Choice unknown(String name) {
            String allowed =
                    Arrays.stream(Target.values()).map(Target::propertyValue).collect(Collectors.joining(", "));
            return new Choice(
                    best(),
                    "since the system property " + TARGET_PROPERTY + " names an unknown one",
                    Optional.of("The system property " + TARGET_PROPERTY + " is '" + name
                            + "', which is no target of this release and has no effect; allowed: " + allowed + "."));
        }

        private static Target best() {
            return Target.PORTABLE;
        }
    }

    /** Holds the one decision; the JVM initialises this class once, at the first use, in whatever thread that is. */
    private static final class Current {
        static final Platform PLATFORM = decideHere();

        private static Platform decideHere() {
            Platform platform = decide(
                    Runtime.version().feature(),
                    System.getProperty("java.vm.name", "unnamed virtual machine"),
                    ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent(),
                    Optional.ofNullable(System.getProperty(TARGET_PROPERTY)));
            System.Logger logger = System.getLogger(LOGGER);
            platform.warning().ifPresent(warning -> logger.log(Level.WARNING, warning));
            logger.log(Level.DEBUG, platform.description());
            return platform;
        }
    }
}
