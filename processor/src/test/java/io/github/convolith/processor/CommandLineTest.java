package io.github.convolith.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line answers where there is nothing to compile. */
class CommandLineTest {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    private int run(String... arguments) {
        PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
        return CommandLine.run(List.of(arguments), err, err);
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8);
    }

    @Test
    void withoutArgumentsItTellsHowToUseIt() {
        assertThat(run()).isEqualTo(1);
        assertThat(told()).startsWith("usage: MODEL.onnx");
    }

    @Test
    void aFileThatIsNoModelIsRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("no.onnx"), "no model");
        assertThat(run(file.toString(), "--describe")).isEqualTo(1);
        assertThat(told()).startsWith("it is no ONNX model");
    }

    @Test
    void anOptionWithoutItsValueIsTold() {
        assertThat(run("model.onnx", "-d")).isEqualTo(1);
        assertThat(told()).startsWith("-d needs a value");
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        assertThat(run("gone.onnx", "--describe")).isEqualTo(1);
        assertThat(told()).startsWith("there is no file gone.onnx");
    }

    @Test
    void aDirectoryIsNoModel() {
        assertThat(run(directory.toString(), "--describe")).isEqualTo(1);
        assertThat(told()).contains("is a directory; name the model in it");
    }

    @Test
    void aNameThatNoClassCanHaveIsTold() {
        assertThat(run("model.onnx", "-n", "com.1st")).isEqualTo(1);
        assertThat(told()).startsWith("-n com.1st is no name of a class");
    }

    @Test
    void anUnknownOptionIsTold() {
        assertThat(run("model.onnx", "--out")).isEqualTo(1);
        assertThat(told()).startsWith("there is no option --out");
    }

    @Test
    void helpIsNoMistake() {
        assertThat(run("--help")).isZero();
        assertThat(told()).startsWith("usage: MODEL.onnx");
    }
}
