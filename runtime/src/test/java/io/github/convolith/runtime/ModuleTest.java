package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModuleTest {

    private static Path classes() throws URISyntaxException {
        return Path.of(
                Shape.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void exportsOnePackageAndNeedsNothingButTheBaseOfTheJdk() throws Exception {
        ModuleDescriptor module = ModuleFinder.of(classes())
                .find("io.github.convolith.runtime")
                .orElseThrow()
                .descriptor();

        assertThat(module.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactly("io.github.convolith.runtime");
        assertThat(module.requires())
                .extracting(ModuleDescriptor.Requires::name)
                .containsExactly("java.base");
    }

    @Test
    void readersOfFilesKnowNothingOfTheRest() throws Exception {
        try (Stream<Path> found = Files.list(classes().resolve("io/github/convolith/runtime/file"))) {
            List<Path> readers = found.toList();

            assertThat(readers)
                    .isNotEmpty()
                    .allSatisfy(reader ->
                            assertThat(text(reader)).doesNotContainPattern("io/github/convolith/runtime/[A-Z]"));
        }
    }

    /** A class file with every name in it, one character a byte. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
