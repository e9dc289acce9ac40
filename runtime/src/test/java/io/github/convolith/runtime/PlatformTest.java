package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
    private static final String HOTSPOT = "OpenJDK 64-Bit Server VM";
    private static final VectorSupport ABLE =
            new VectorSupport(21, HOTSPOT, "mixed mode, sharing", "21.0.1+12", true, 256, true);
    private static final VectorSupport WITHOUT_MODULE =
            new VectorSupport(17, HOTSPOT, "mixed mode", "17.0.1", false, 0, false);

    private static Platform decide(VectorSupport support) {
        return Platform.decide(support, Optional.empty());
    }

    @Test
    void tellsOfTheJvmItRunsOn() {
        Platform platform = Platform.current();

        assertThat(platform.javaVersion()).isEqualTo(Runtime.version().feature());
        assertThat(platform.vmName()).isEqualTo(System.getProperty("java.vm.name"));
        assertThat(platform.vectorModule())
                .isEqualTo(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
    }

    @Test
    void isDecidedOnce() {
        assertThat(Platform.current()).isSameAs(Platform.current());
    }

    @Test
    void vectorsAreTakenWhereTheJvmRunsThemWell() {
        Platform platform = decide(ABLE);

        assertThat(platform.target()).isEqualTo(Target.VECTOR);
        assertThat(platform.warning()).isEmpty();
        assertThat(platform.description())
                .isEqualTo("Convolith computes with the vector target, the fastest here"
                        + " (Java 21, OpenJDK 64-Bit Server VM, jdk.incubator.vector present, 256 bits).");
    }

    @Test
    void withoutTheModuleTheTargetIsPortableAndTheReasonIsGiven() {
        Platform platform = decide(WITHOUT_MODULE);

        assertThat(platform.target()).isEqualTo(Target.PORTABLE);
        assertThat(platform.warning()).isEmpty();
        assertThat(platform.description()).contains("--add-modules jdk.incubator.vector", "absent");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "16 | OpenJDK 64-Bit Server VM | mixed mode | 16.0.1 | 256 | true | tested on Java 17 to 25",
                "26 | OpenJDK 64-Bit Server VM | mixed mode | 26+1 | 256 | true | tested on Java 17 to 25",
                "21 | Eclipse OpenJ9 VM | mixed mode | 0.41 | 256 | true | only HotSpot",
                "21 | Substrate VM | AOT | 21 | 256 | true | only HotSpot",
                "21 | OpenJDK 64-Bit Server VM | interpreted mode | 21 | 256 | true | C2",
                "21 | OpenJDK 64-Bit Server VM | mixed mode, emulated-client | 21 | 256 | true | C2",
                "21 | OpenJDK Client VM | mixed mode | 21 | 256 | true | C2",
                "21 | OpenJDK 64-Bit Server VM | mixed mode | 21.0.1-jvmci-23.1 | 256 | true | C2",
                "21 | OpenJDK 64-Bit Server VM | mixed mode | 21 | 64 | true | at least 128 bits",
                "21 | OpenJDK 64-Bit Server VM | mixed mode | 21 | 128 | false | multiply and add",
            })
    void everyObstacleLeadsToThePortableTargetAndIsTold(
            int java, String name, String info, String version, int bits, boolean fma, String told) {
        Platform platform = decide(new VectorSupport(java, name, info, version, true, bits, fma));

        assertThat(platform.target()).isEqualTo(Target.PORTABLE);
        assertThat(platform.description()).contains(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"portable", "PORTABLE", " Portable "})
    void thePropertyNamesATarget(String property) {
        Platform platform = Platform.decide(ABLE, Optional.of(property));

        assertThat(platform.target()).isEqualTo(Target.PORTABLE);
        assertThat(platform.warning()).isEmpty();
        assertThat(platform.description()).contains("as the system property convolith.target asks");
    }

    @Test
    void thePropertyAsksForVectorsAgainstAnObstacle() {
        VectorSupport old = new VectorSupport(21, HOTSPOT, "mixed mode", "21", true, 128, false);

        assertThat(Platform.decide(old, Optional.of("vector")).target()).isEqualTo(Target.VECTOR);
    }

    @Test
    void vectorsWithoutTheModuleAreWarnedAboutAndNotTaken() {
        Platform platform = Platform.decide(WITHOUT_MODULE, Optional.of("vector"));

        assertThat(platform.target()).isEqualTo(Target.PORTABLE);
        assertThat(platform.warning())
                .hasValueSatisfying(warning -> assertThat(warning)
                        .contains("convolith.target", "no effect", "--add-modules jdk.incubator.vector"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anEmptyPropertyAsksForNothing(String property) {
        assertThat(Platform.decide(ABLE, Optional.of(property)).warning()).isEmpty();
    }

    @Test
    void anUnknownTargetIsWarnedAboutWithTheAllowedNames() {
        Platform platform = Platform.decide(WITHOUT_MODULE, Optional.of("gpu"));

        assertThat(platform.target()).isEqualTo(Target.PORTABLE);
        assertThat(platform.warning())
                .hasValueSatisfying(warning -> assertThat(warning)
                        .contains("convolith.target", "'gpu'", "no effect", "allowed: portable, vector"));
    }
}
