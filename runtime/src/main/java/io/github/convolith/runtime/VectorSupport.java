package io.github.convolith.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/**
 * Whether a JVM runs the Vector API well. Where it does not, vectors are objects on the heap, some hundred times slower
 * than plain Java: the conditions are those under which Apache Lucene uses it, too.
 *
 * @param javaVersion the feature release of Java
 * @param vmName the name that the virtual machine gives itself
 * @param vmInfo how it says that it runs code, such as {@code mixed mode}
 * @param vmVersion its version, in which some name another compiler than C2
 * @param module whether {@code jdk.incubator.vector} was resolved when the JVM started
 * @param bits the width of the vectors that it prefers for float; 0 where that is not known
 * @param fma whether it multiplies and adds in one instruction
 */
record VectorSupport(
        int javaVersion, String vmName, String vmInfo, String vmVersion, boolean module, int bits, boolean fma) {

    static final String MODULE = "jdk.incubator.vector";

    /** The releases of Java on which the generated code was tested; a later one may change the incubating API. */
    static final int FIRST_JAVA = 17;

    static final int LAST_JAVA = 25;

    /** Half a dozen of these take some microseconds with the instruction, and milliseconds without. */
    private static final int FMA_CALLS = 200;

    private static final int FMA_ROUNDS = 5;
    private static final long FMA_NANOSECONDS = 400_000;

    /** {@return what the running JVM can do} */
    static VectorSupport here() {
        boolean module = ModuleLayer.boot().findModule(MODULE).isPresent();
        return new VectorSupport(
                Runtime.version().feature(),
                System.getProperty("java.vm.name", "unnamed virtual machine"),
                System.getProperty("java.vm.info", ""),
                System.getProperty("java.vm.version", ""),
                module,
                module ? preferredBits() : 0,
                module && hasFma());
    }

    /** {@return what stands against vectors, as the end of a sentence; empty if nothing does} */
    Optional<String> obstacle() {
        if (!module) {
            return Optional.of("as the JVM was started without --add-modules " + MODULE);
        }
        if (javaVersion < FIRST_JAVA || javaVersion > LAST_JAVA) {
            return Optional.of("as vectors were tested on Java " + FIRST_JAVA + " to " + LAST_JAVA + " only");
        }
        if (!vmName.contains("HotSpot") && (!vmName.contains("OpenJDK") || vmName.contains("OpenJ9"))) {
            return Optional.of("as only HotSpot is known to run vectors well");
        }
        if (!vmInfo.contains("mixed mode")
                || vmInfo.contains("emulated-client")
                || vmName.contains("Client")
                || vmVersion.contains("jvmci")) {
            return Optional.of("as vectors need the C2 compiler");
        }
        if (bits < 128) {
            return Optional.of("as this machine has no vectors of at least 128 bits");
        }
        return fma ? Optional.empty() : Optional.of("as this machine does not multiply and add in one instruction");
    }

    /** Asked by name, as this module does not require the other one. */
    private static int preferredBits() {
        try {
            Module vectors = ModuleLayer.boot().findModule(MODULE).orElseThrow();
            Class<?> species = Class.forName(vectors, MODULE + ".VectorSpecies");
            Class<?> floats = Class.forName(vectors, MODULE + ".FloatVector");
            if (species == null || floats == null) {
                return 0;
            }
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Object preferred = lookup.findStaticGetter(floats, "SPECIES_PREFERRED", species)
                    .invoke();
            return (int) lookup.findVirtual(species, "vectorBitSize", MethodType.methodType(int.class))
                    .invoke(preferred);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return 0;
        }
    }

    /**
     * Whether {@link Math#fma(float, float, float)} is an instruction. Where it is not, it computes with decimal numbers
     * of any length, a thousand times slower; nothing in the JVM says which, so that it is timed.
     */
    static boolean hasFma() {
        float sum = 0;
        long least = Long.MAX_VALUE;
        for (int round = 0; round < FMA_ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < FMA_CALLS; i++) {
                sum = Math.fma(sum, 0.7f, 1.1f);
            }
            least = Math.min(least, System.nanoTime() - start);
        }
        return sum > 0 && least < FMA_NANOSECONDS;
    }
}
