package io.github.convolith.processor.emit;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The code of one strategy for one layer: members of the session class. It reads its weights from {@code float[]
 * kernel} and {@code float[] bias}, and the input from {@code x} at {@code xOffset}; it writes to {@code y} at
 * {@code yOffset}.
 *
 * @param fields scratch memory and sizes
 * @param constructor statements that set the fields
 * @param execute statements of one call
 * @param methods the methods that {@code execute} calls
 * @param readsWeights whether the code reads {@code kernel} and {@code bias}; not where the weights are written into it
 * @param prepare a static method of the layer, {@code prepare(float[] kernel)}, that brings the kernel into the form
 *     the code wants; empty where that is the form it is stored in
 */
record Kernel(
        List<FieldSpec> fields,
        String constructor,
        String execute,
        List<MethodSpec> methods,
        boolean readsWeights,
        Optional<MethodSpec> prepare) {
    Kernel {
        fields = List.copyOf(fields);
        methods = List.copyOf(methods);
    }

    /** Collects the parts of a kernel. */
    static final class Builder {
        private final List<FieldSpec> fields = new ArrayList<>();
        private final List<MethodSpec> methods = new ArrayList<>();
        private final StringBuilder constructor = new StringBuilder();
        private boolean readsWeights = true;
        private Optional<MethodSpec> prepare = Optional.empty();

        Builder field(FieldSpec field) {
            fields.add(field);
            return this;
        }

        /** Adds a method, unless the same one is there already. */
        Builder method(MethodSpec method) {
            if (!methods.contains(method)) {
                methods.add(method);
            }
            return this;
        }

        Builder construct(String statements) {
            if (!statements.isEmpty()) {
                constructor.append(statements).append('\n');
            }
            return this;
        }

        Builder readsWeights(boolean value) {
            readsWeights = value;
            return this;
        }

        Builder prepare(MethodSpec method) {
            prepare = Optional.of(method);
            return this;
        }

        Kernel execute(String statements) {
            return new Kernel(
                    fields, constructor.toString().stripTrailing(), statements, methods, readsWeights, prepare);
        }
    }
}
