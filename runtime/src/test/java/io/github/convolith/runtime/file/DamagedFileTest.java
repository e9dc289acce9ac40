package io.github.convolith.runtime.file;

import static io.github.convolith.runtime.file.Values.counting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of damaged files of each format: each is either read or refused, at once and in little memory. */
class DamagedFileTest {
    private static final int DAMAGES = 4000;

    /** What one file may claim for its values. */
    private static final long MAXIMUM_BYTES = 1 << 16;

    /** What reading one file may allocate: its values, chunks and directories of 64 KiB each, and messages. */
    private static final long MAXIMUM_ALLOCATION = 1 << 20;

    private static final int[] TELLING_INTEGERS = {
        0, 1, -1, 2, 0x7F, 0x80, 0xFF, 0xFFFF, 0x10000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 1 << 24, 1 << 30
    };

    private static final Map<String, byte[]> INTACT = Map.of(
            "npy", NpyBytes.of("(2, 3, 2)", counting(12)),
            "npy in Fortran order",
                    NpyBytes.of("<f4", true, "(3, 2, 2)", Values.floats(ByteOrder.LITTLE_ENDIAN, counting(12))),
            "npz, stored", npz(new ZipBytes()),
            "npz, deflated", npz(new ZipBytes().method(ZipBytes.DEFLATED)),
            "npz, ZIP64", npz(new ZipBytes().method(ZipBytes.DEFLATED).zip64().comment("a comment")),
            "safetensors",
                    new SafetensorsBytes()
                            .metadata("{\"format\":\"pt\"}")
                            .add("c1.weight", "[2,3]", counting(6))
                            .add("c1.bias", "F16", "[2]", new byte[4])
                            .add("n", "I64", "[]", new byte[8])
                            .toBytes());

    private static byte[] npz(ZipBytes zip) {
        return zip.add("c1.weight.npy", NpyBytes.of("(2, 3)", counting(6)))
                .add("c1.bias.npy", NpyBytes.of("<f8", false, "(2,)", new byte[16]))
                .toBytes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"npy", "npy in Fortran order", "npz, stored", "npz, deflated", "npz, ZIP64", "safetensors"})
    @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everyDamagedFileIsReadOrRefusedInLittleMemory(String kind) {
        byte[] intact = INTACT.getOrDefault(kind, new byte[0]);
        int refused = 0;
        outcome(intact); // loads classes, which takes memory too
        outcome(new byte[1]);
        for (long seed = 0; seed < DAMAGES; seed++) {
            byte[] damaged = damaged(intact, new Random(seed));
            Outcome outcome = outcome(damaged);
            if (outcome.failure().isPresent() || outcome.allocated() > MAXIMUM_ALLOCATION) {
                String bytes = HexFormat.of().formatHex(damaged);
                fail(
                        "%s, seed %d, %d bytes allocated: %s".formatted(kind, seed, outcome.allocated(), bytes),
                        outcome.failure().orElse(null));
            }
            if (outcome.refusal().isPresent()) {
                refused++;
                assertThat(outcome.refusal().get()).startsWith(Reading.NAME).hasSizeLessThan(1000);
            }
        }
        assertThat(refused).as("refused of %d", DAMAGES).isGreaterThan(DAMAGES / 4);
    }

    /** What came of reading a file: if it was not read, either how it was refused or what else was thrown. */
    private record Outcome(Optional<String> refusal, Optional<Throwable> failure, long allocated) {}

    private static Outcome outcome(byte[] bytes) {
        Optional<String> refusal = Optional.empty();
        Optional<Throwable> failure = Optional.empty();
        long before = allocated();
        try {
            Reading.file(bytes).tensorsWithin(MAXIMUM_BYTES);
        } catch (MalformedFileException e) {
            refusal = Optional.of(e.getMessage());
        } catch (Throwable e) {
            failure = Optional.of(e);
        }
        return new Outcome(refusal, failure, allocated() - before);
    }

    /** One to four things that happen to files, or that an attacker does to them. */
    private static byte[] damaged(byte[] intact, Random random) {
        byte[] bytes = intact.clone();
        for (int remaining = 1 + random.nextInt(4); remaining > 0; remaining--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(8)) {
                case 0 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100));
                case 2 -> bytes[at] = (byte) random.nextInt(256);
                case 3 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 4 -> bytes[at] = (byte) "0123456789-.,:'\"()[]{}\\ ".charAt(random.nextInt(24));
                case 5 ->
                    bytes = Values.joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at / 2, bytes.length));
                case 6 ->
                    bytes = Values.joined(
                            Arrays.copyOf(bytes, at),
                            new byte[] {(byte) random.nextInt(256)},
                            Arrays.copyOfRange(bytes, at, bytes.length));
                default -> {
                    int value = TELLING_INTEGERS[random.nextInt(TELLING_INTEGERS.length)];
                    if (at + 4 <= bytes.length) {
                        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
                    }
                }
            }
        }
        return bytes;
    }

    /** How many bytes this thread has allocated so far; always 0 where the JVM does not count. */
    private static long allocated() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                        && threads.isThreadAllocatedMemorySupported()
                ? threads.getCurrentThreadAllocatedBytes()
                : 0;
    }
}
