package io.github.convolith.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.OutputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Weights beside classes as users pack them: in JARs and directories, on the class path and the module path. */
class ResourceTest {
    private static final String HEADER = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}  ";
    private static final String ODD_NAME = "weights (ä), 100% of #1?.safetensors";

    /** How a user's classes come to the JVM. */
    enum Packing {
        DIRECTORY_ON_CLASS_PATH,
        JAR_ON_CLASS_PATH,
        DIRECTORY_ON_MODULE_PATH,
        JAR_ON_MODULE_PATH
    }

    @TempDir
    static Path folder;

    private static Path classes;
    private static Path jar;

    private static byte[] safetensors() {
        return ByteBuffer.allocate(8 + HEADER.length() + 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(HEADER.length())
                .put(HEADER.getBytes(StandardCharsets.US_ASCII))
                .putFloat(1)
                .putFloat(2)
                .array();
    }

    private static long crc32() {
        CRC32 crc32 = new CRC32();
        crc32.update(safetensors());
        return crc32.getValue();
    }

    @BeforeAll
    static void pack() throws Exception {
        classes = folder.resolve("classes");
        // The package is exported, so that the tests can call it, but not open: its resources are its own.
        compile(
                List.of(
                        source("module-info", "module user { requires io.github.convolith.runtime; exports p.q; }"),
                        source("p/q/Net", """
                                package p.q;
                                import io.github.convolith.runtime.Weights;
                                public class Net {
                                    public static class Inner {}
                                    public static String read(String name, long crc32) {
                                        return Weights.resource(Net.class, name, crc32).tensor("a").toString();
                                    }
                                    public static String readOfInner(String name, long crc32) {
                                        return Weights.resource(Inner.class, name, crc32).tensor("a").toString();
                                    }
                                }
                                """)),
                "--module-path",
                runtimeClasses().toString());
        byte[] bytes = safetensors();
        Path beside = classes.resolve("p/q");
        Files.write(beside.resolve("Net.safetensors"), bytes);
        Files.write(beside.resolve(ODD_NAME), bytes);
        Files.write(beside.resolve("Truncated.safetensors"), Arrays.copyOf(bytes, bytes.length - 1));
        jar = folder.resolve("user.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                zip.write(Files.readAllBytes(file));
                zip.closeEntry();
            }
        }
    }

    private static Path runtimeClasses() throws Exception {
        return Path.of(
                Shape.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static SimpleJavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), SimpleJavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private static void compile(List<SimpleJavaFileObject> sources, String... options) {
        List<String> all = Stream.concat(Stream.of("-proc:none", "-d", classes.toString()), Arrays.stream(options))
                .toList();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, all, null, sources)
                .call();
        assertThat(compiled).isTrue();
    }

    /** Calls a method of the user's class, loaded from its package. */
    private static String call(Packing packing, String method, String name, long crc32) throws Exception {
        return switch (packing) {
            case DIRECTORY_ON_CLASS_PATH -> callOnClassPath(classes, method, name, crc32);
            case JAR_ON_CLASS_PATH -> callOnClassPath(jar, method, name, crc32);
            case DIRECTORY_ON_MODULE_PATH -> callOnModulePath(classes, method, name, crc32);
            case JAR_ON_MODULE_PATH -> callOnModulePath(jar, method, name, crc32);
        };
    }

    private static String callOnClassPath(Path path, String method, String name, long crc32) throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {path.toUri().toURL()})) {
            return call(loader, method, name, crc32);
        }
    }

    private static String callOnModulePath(Path path, String method, String name, long crc32) throws Exception {
        ModuleFinder finder = ModuleFinder.of(path, runtimeClasses());
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration = boot.configuration().resolve(finder, ModuleFinder.of(), Set.of("user"));
        ModuleLayer layer = boot.defineModulesWithOneLoader(configuration, ResourceTest.class.getClassLoader());
        ClassLoader loader = layer.findLoader("user");
        assertThat(loader.loadClass("p.q.Net").getModule().isNamed()).isTrue();
        return call(loader, method, name, crc32);
    }

    private static String call(ClassLoader loader, String method, String name, long crc32) throws Exception {
        try {
            return (String) loader.loadClass("p.q.Net")
                    .getMethod(method, String.class, long.class)
                    .invoke(null, name, crc32);
        } catch (InvocationTargetException e) {
            // On the module path the exception is of a class of its own, although of the same name.
            throw new IllegalStateException(e.getTargetException().getClass().getSimpleName() + ": "
                    + e.getTargetException().getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource
    void isReadHoweverItIsPacked(Packing packing) throws Exception {
        assertThat(call(packing, "read", "Net.safetensors", crc32())).isEqualTo("a: 2");
        assertThat(call(packing, "readOfInner", "Net.safetensors", crc32())).isEqualTo("a: 2");
        assertThat(call(packing, "read", ODD_NAME, crc32())).isEqualTo("a: 2");
    }

    @ParameterizedTest
    @EnumSource
    void thatIsMissingSaysWhereItWasLookedForAndHowItGetsThere(Packing packing) {
        for (String method : List.of("read", "readOfInner")) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> call(packing, method, "Other.safetensors", crc32()))
                    .withMessageStartingWith(
                            "WeightsException: there is no 'Other.safetensors' beside the class p.q.Net")
                    .withMessageContaining("it should be p/q/Other.safetensors in the directory or JAR that p/q/Net")
                    .withMessageContaining("belongs into src/main/resources/p/q/");
        }
    }

    @ParameterizedTest
    @EnumSource
    void thatIsDamagedSaysBothChecksums(Packing packing) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> call(packing, "read", "Net.safetensors", 0xCAFE))
                .withMessageStartingWith("WeightsException: resource p/q/Net.safetensors: is damaged")
                .withMessageContaining(String.format("its CRC-32 is %08x, but should be 0000cafe", crc32()));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> call(packing, "read", "Truncated.safetensors", crc32()))
                .withMessageContaining("ends 1 bytes before it should");
    }

    @Test
    void messagesNameTheResource() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            Weights weights = Weights.resource(loader.loadClass("p.q.Net"), "Net.safetensors", crc32());

            assertThat(weights.values("a", 2)).containsExactly(1, 2);
            assertThatExceptionOfType(WeightsException.class)
                    .isThrownBy(() -> weights.values("a", 3))
                    .withMessageStartingWith("resource p/q/Net.safetensors: 'a' has 2 values");
        }
    }

    @Test
    void aNameWithADirectoryIsRefused() {
        for (String name : List.of("", "/Net.safetensors", "../Net.safetensors", "..\\Net.safetensors", "a/b")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Weights.resource(ResourceTest.class, name, 0))
                    .withMessageContaining("'" + name + "' is not the name of a file");
        }
    }

    @Test
    void aChecksumHas32Bits() {
        for (long crc32 : new long[] {-1, 1L << 32}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Weights.resource(ResourceTest.class, "a", crc32))
                    .withMessageContaining(crc32 + " is none");
        }
    }
}
