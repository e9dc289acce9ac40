package io.github.convolith.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Modifier;

/**
 * Code that works through a stretch of an array piece by piece, each piece copied to the beginning of an array of its
 * own: only there does C2 vectorise, as the distance between two stretches of the arena is no constant to it.
 */
final class Chunks {
    /** Elements of a piece: enough for long loops, few enough to stay in the first-level cache. */
    private static final int SIZE = 1024;

    private Chunks() {}

    /** Adds an array for the pieces of a stretch of so many elements. */
    static void addArray(String name, String javadoc, int elements, Kernel.Builder kernel) {
        addScratch(name, javadoc, Math.min(SIZE, elements), kernel);
    }

    /** Adds an array of so many elements. */
    static void addScratch(String name, String javadoc, int elements, Kernel.Builder kernel) {
        kernel.field(FieldSpec.builder(ArrayTypeName.of(TypeName.FLOAT), name, Modifier.PRIVATE, Modifier.FINAL)
                .addJavadoc("$L\n", javadoc)
                .build());
        kernel.construct("%s = new float[%d];".formatted(name, elements));
    }

    /**
     * Statements for every piece of a stretch.
     *
     * @param body statements for the {@code n} elements from {@code i} on
     */
    static String over(int elements, String body) {
        return Text.of("""
                        for (int i = 0; i < ${elements}; i += ${size}) {
                            int n = Math.min(${size}, ${elements} - i);
                            ${body}
                        }""")
                .with("elements", elements)
                .with("size", SIZE)
                .with("body", body)
                .toString();
    }
}
