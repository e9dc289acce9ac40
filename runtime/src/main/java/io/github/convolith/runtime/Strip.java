package io.github.convolith.runtime;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Copies a strip of an activation, which lies at constant steps both outside and in an arena, in one direction.
 *
 * <p>All have no state and allocate nothing. The loops are written out for each kind of array, as a call per element
 * would cost more than the copy; and apart for the step of 1 in the arena, as with a constant step C2 checks the bounds
 * of the arena once instead of at every element, which makes up a third of the time.
 *
 * @param <A> what holds the activation outside
 */
@FunctionalInterface
interface Strip<A> {
    /** Into the arena, from an array. */
    Strip<float[]> FROM_ARRAY = Strip::fromArray;

    /** Into the arena, from a buffer, counted from its beginning rather than its position. */
    Strip<FloatBuffer> FROM_BUFFER = Strip::fromBuffer;

    /** Into the arena, from unsigned bytes. */
    Strip<byte[]> FROM_BYTES = Strip::fromBytes;

    /** Into the arena, from a buffer of unsigned bytes, counted from its beginning rather than its position. */
    Strip<ByteBuffer> FROM_BYTE_BUFFER = Strip::fromByteBuffer;

    /** Out of the arena, into an array. */
    Strip<float[]> TO_ARRAY = Strip::toArray;

    /** Out of the arena, into a buffer, counted from its beginning rather than its position. */
    Strip<FloatBuffer> TO_BUFFER = Strip::toBuffer;

    /**
     * Copies {@code count} elements: number {@code i} between {@code outside} at {@code at + i·step} and {@code arena} at
     * {@code arenaAt + i·arenaStep}.
     */
    void copy(A outside, int at, int step, float[] arena, int arenaAt, int arenaStep, int count);

    private static void fromArray(
            float[] outside, int at, int step, float[] arena, int arenaAt, int arenaStep, int count) {
        if (step == 1 && arenaStep == 1) {
            System.arraycopy(outside, at, arena, arenaAt, count);
        } else if (arenaStep == 1) {
            for (int i = 0, from = at; i < count; i++, from += step) {
                arena[arenaAt + i] = outside[from];
            }
        } else {
            for (int i = 0, from = at, to = arenaAt; i < count; i++, from += step, to += arenaStep) {
                arena[to] = outside[from];
            }
        }
    }

    private static void fromBuffer(
            FloatBuffer outside, int at, int step, float[] arena, int arenaAt, int arenaStep, int count) {
        if (step == 1 && arenaStep == 1) {
            outside.get(at, arena, arenaAt, count);
        } else if (arenaStep == 1) {
            for (int i = 0, from = at; i < count; i++, from += step) {
                arena[arenaAt + i] = outside.get(from);
            }
        } else {
            for (int i = 0, from = at, to = arenaAt; i < count; i++, from += step, to += arenaStep) {
                arena[to] = outside.get(from);
            }
        }
    }

    private static void fromBytes(
            byte[] outside, int at, int step, float[] arena, int arenaAt, int arenaStep, int count) {
        if (arenaStep == 1) {
            for (int i = 0, from = at; i < count; i++, from += step) {
                arena[arenaAt + i] = outside[from] & 0xFF;
            }
        } else {
            for (int i = 0, from = at, to = arenaAt; i < count; i++, from += step, to += arenaStep) {
                arena[to] = outside[from] & 0xFF;
            }
        }
    }

    private static void fromByteBuffer(
            ByteBuffer outside, int at, int step, float[] arena, int arenaAt, int arenaStep, int count) {
        if (arenaStep == 1) {
            for (int i = 0, from = at; i < count; i++, from += step) {
                arena[arenaAt + i] = outside.get(from) & 0xFF;
            }
        } else {
            for (int i = 0, from = at, to = arenaAt; i < count; i++, from += step, to += arenaStep) {
                arena[to] = outside.get(from) & 0xFF;
            }
        }
    }

    private static void toArray(
            float[] outside, int at, int step, float[] arena, int arenaAt, int arenaStep, int count) {
        if (step == 1 && arenaStep == 1) {
            System.arraycopy(arena, arenaAt, outside, at, count);
        } else if (arenaStep == 1) {
            for (int i = 0, to = at; i < count; i++, to += step) {
                outside[to] = arena[arenaAt + i];
            }
        } else {
            for (int i = 0, from = arenaAt, to = at; i < count; i++, from += arenaStep, to += step) {
                outside[to] = arena[from];
            }
        }
    }

    private static void toBuffer(
            FloatBuffer outside, int at, int step, float[] arena, int arenaAt, int arenaStep, int count) {
        if (step == 1 && arenaStep == 1) {
            outside.put(at, arena, arenaAt, count);
        } else if (arenaStep == 1) {
            for (int i = 0, to = at; i < count; i++, to += step) {
                outside.put(to, arena[arenaAt + i]);
            }
        } else {
            for (int i = 0, from = arenaAt, to = at; i < count; i++, from += arenaStep, to += step) {
                outside.put(to, arena[from]);
            }
        }
    }
}
