package io.github.convolith.processor.invariants;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the size limits of the JVM are about, read from a class file (Java Virtual Machine Specification, chapter 4).
 *
 * @param constants entries of the constant pool as its {@code constant_pool_count} counts them
 * @param methods every method that has code
 */
public record ClassFile(int constants, List<Method> methods) {
    private static final int MAGIC = 0xCAFEBABE;

    /** HotSpot's {@code HugeMethodLimit}: a larger method is interpreted for ever. */
    private static final int METHOD_BYTES = 8000;

    /** Of the 65,535 entries that a constant pool can have. */
    private static final int CONSTANTS = 60_000;

    /**
     * Array constants are set element by element, in the static initializer or in a method that makes a filter of them.
     * These alone may be larger: they run once, so that they would never be compiled whatever their size.
     */
    private static final Pattern ARRAY_CONSTANTS = Pattern.compile("(<clinit>|knownFilter\\d+).*");

    /** A method by its name and descriptor, with the bytes of bytecode it has. */
    public record Method(String name, int bytes) {}

    /** Reads a class file. */
    public static ClassFile read(byte[] file) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
            if (in.readInt() != MAGIC) {
                throw new IllegalArgumentException("not a class file");
            }
            in.skipNBytes(4); // Version.
            int constants = in.readUnsignedShort();
            Map<Integer, String> texts = texts(in, constants);
            in.skipNBytes(6); // Flags, this class, its superclass.
            in.skipNBytes(2L * in.readUnsignedShort()); // Interfaces.
            methods(in, texts); // Fields have the layout of methods, without code.
            return new ClassFile(constants, methods(in, texts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it passes the limits, in words. */
    public List<String> excess() {
        List<String> excess = new ArrayList<>();
        if (constants >= CONSTANTS) {
            excess.add("%,d constants".formatted(constants));
        }
        List<Method> large = methods.stream()
                .filter(method -> method.bytes() >= METHOD_BYTES)
                .filter(method -> !ARRAY_CONSTANTS.matcher(method.name()).matches())
                .sorted(Comparator.comparingInt(Method::bytes).reversed())
                .toList();
        if (!large.isEmpty()) {
            excess.add("%d methods too large, the largest %s with %,d bytes"
                    .formatted(large.size(), large.get(0).name(), large.get(0).bytes()));
        }
        return excess;
    }

    /** Reads the constant pool; what is needed of it are the names. */
    private static Map<Integer, String> texts(DataInputStream in, int constants) throws IOException {
        Map<Integer, String> texts = new HashMap<>();
        for (int index = 1; index < constants; index++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.put(index, in.readUTF());
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    index++; // A long or double takes two entries.
                }
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                default -> throw new IllegalArgumentException("constant " + index + " has the unknown tag " + tag);
            }
        }
        return texts;
    }

    private static List<Method> methods(DataInputStream in, Map<Integer, String> texts) throws IOException {
        List<Method> methods = new ArrayList<>();
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            in.skipNBytes(2); // Flags.
            String name = texts.get(in.readUnsignedShort()) + texts.get(in.readUnsignedShort());
            int attributes = in.readUnsignedShort();
            for (int j = 0; j < attributes; j++) {
                boolean isCode = "Code".equals(texts.get(in.readUnsignedShort()));
                byte[] attribute = in.readNBytes(in.readInt());
                if (isCode) {
                    methods.add(new Method(name, codeLength(attribute)));
                }
            }
        }
        return methods;
    }

    /** The {@code code_length} of a Code attribute: it stands behind the sizes of stack and local variables. */
    private static int codeLength(byte[] code) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(code))) {
            in.skipNBytes(4);
            return in.readInt();
        }
    }
}
