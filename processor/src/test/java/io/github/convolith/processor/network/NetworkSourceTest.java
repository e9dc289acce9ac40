package io.github.convolith.processor.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.convolith.processor.testing.UserBuild;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The source of networks: without warnings, and the same each time. */
class NetworkSourceTest {

    @ParameterizedTest
    @EnumSource(UserBuild.Tool.class)
    void itLeavesNoWarning(UserBuild.Tool tool) {
        assertThat(problems(tool, false)).isEmpty();
    }

    /** That the Vector API is incubating is about the command line. Its loops walk on with their parameters. */
    @ParameterizedTest
    @EnumSource(UserBuild.Tool.class)
    void itLeavesNoWarningWithVectors(UserBuild.Tool tool) {
        assertThat(problems(tool, true))
                .filteredOn(problem -> !problem.text().contains("incubating"))
                .filteredOn(problem -> !problem.text().endsWith("should not be assigned"))
                .isEmpty();
    }

    private static List<UserBuild.Problem> problems(UserBuild.Tool tool, boolean hasVector) {
        UserBuild build = UserBuild.with(tool).processors();
        if (hasVector) {
            build.options("--add-modules", "jdk.incubator.vector");
        }
        TestNetworks.all()
                .forEach((name, graph) -> GeneratedNetwork.of(name, 1, graph, hasVector)
                        .sources()
                        .forEach((type, source) -> build.source(type.replace('.', '/') + ".java", source)));
        return build.run().problems();
    }

    /** Another JVM has its sets and maps in another order. */
    @Test
    void anotherJvmGeneratesTheSame() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        NetworkSourceTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String digests;
        try (InputStream out = other.getInputStream()) {
            digests = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(other.waitFor()).isZero();
        assertThat(digests).isEqualTo(digests());
    }

    public static void main(String[] arguments) {
        System.out.print(digests());
    }

    private static String digests() {
        StringBuilder text = new StringBuilder();
        TestNetworks.all().forEach((name, graph) -> {
            String sources = String.join(
                    "", GeneratedNetwork.of(name, 1, graph, true).sources().values());
            byte[] source = sources.getBytes(StandardCharsets.UTF_8);
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(source);
                text.append(name)
                        .append(' ')
                        .append(HexFormat.of().formatHex(digest))
                        .append('\n');
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        });
        return text.toString();
    }
}
