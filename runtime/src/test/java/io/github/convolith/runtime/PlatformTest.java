package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {

    @Test
    void tellsOfTheJvmItRunsOn() {
        Platform platform = Platform.current();

        assertThat(platform.javaVersion()).isEqualTo(Runtime.version().feature());
        assertThat(platform.vmName()).isEqualTo(System.getProperty("java.vm.name"));
        assertThat(platform.vectorModule())
                .isEqualTo(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
        assertThat(platform.target()).isEqualTo(Target.PORTABLE);
    }

    @Test
    void isDecidedOnce() {
        assertThat(Platform.current()).isSameAs(Platform.current());
    }

    @Test
    void withoutAPropertyTheTargetIsPortableAndTheReasonIsGiven() {
        Platform platform = Platform.decide(21, "Some VM", true, Optional.empty());

        assertThat(platform.target()).isEqualTo(Target.PORTABLE);
        assertThat(platform.warning()).isEmpty();
        assertThat(platform.description())
                .isEqualTo("Convolith computes with the portable target, the only one in this release"
                        + " (Java 21, Some VM, jdk.incubator.vector present).");
    }

    @ParameterizedTest
    @ValueSource(strings = {"portable", "PORTABLE", " Portable "})
    void thePropertyNamesATarget(String property) {
        Platform platform = Platform.decide(17, "Some VM", false, Optional.of(property));

        assertThat(platform.target()).isEqualTo(Target.PORTABLE);
        assertThat(platform.warning()).isEmpty();
        assertThat(platform.description()).contains("as the system property convolith.target asks", "absent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anEmptyPropertyAsksForNothing(String property) {
        assertThat(Platform.decide(17, "Some VM", false, Optional.of(property)).warning())
                .isEmpty();
    }

    @Test
    void anUnknownTargetIsWarnedAboutWithTheAllowedNames() {
        Platform platform = Platform.decide(17, "Some VM", false, Optional.of("gpu"));

        assertThat(platform.target()).isEqualTo(Target.PORTABLE);
        assertThat(platform.warning())
                .hasValueSatisfying(warning ->
                        assertThat(warning).contains("convolith.target", "'gpu'", "no effect", "allowed: portable"));
    }
}
