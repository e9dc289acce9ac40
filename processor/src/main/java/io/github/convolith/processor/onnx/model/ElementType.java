package io.github.convolith.processor.onnx.model;

import java.util.Arrays;
import java.util.Optional;

/** The types of elements that tensors may have, as ONNX numbers them. */
public enum ElementType {
    FLOAT(1, 4),
    UINT8(2, 1),
    INT8(3, 1),
    UINT16(4, 2),
    INT16(5, 2),
    INT32(6, 4),
    INT64(7, 8),
    BOOL(9, 1),
    FLOAT16(10, 2),
    DOUBLE(11, 8),
    UINT32(12, 4),
    UINT64(13, 8),
    BFLOAT16(16, 2);

    private final int code;
    private final int bytes;

    ElementType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** The type with this number; empty for one that nothing can be computed with here, such as strings. */
    public static Optional<ElementType> of(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    /** Bytes of an element in raw form. */
    public int bytes() {
        return bytes;
    }

    /** Whether elements are floating-point numbers; all of them are held as 32-bit ones. */
    public boolean isReal() {
        return this == FLOAT || this == DOUBLE || this == FLOAT16 || this == BFLOAT16;
    }
}
