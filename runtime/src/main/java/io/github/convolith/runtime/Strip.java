package io.github.convolith.runtime;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Copies a strip of an activation, which lies at constant steps both outside and in an arena, in one direction.
 *
 * <p>All have no state and allocate nothing. The loops are written out for each kind of array: a strip is too short to
 * pay for a call per element.
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
            return;
        }
        for (int i = 0, from = at, to = arenaAt; i < count; i++, from += step, to += arenaStep) {
            arena[to] = outside[from];
        }
    }

    private static void fromBuffer(
            FloatBuffer outside, int at, int step, float[] arena, int arenaAt, int arenaStep, int count) {
        if (step == 1 && arenaStep == 1) {
            outside.get(at, arena, arenaAt, count);
            return;
        }
        for (int i = 0, from = at, to = arenaAt; i < count; i++, from += step, to += arenaStep) {
            arena[to] = outside.get(from);
        }
    }

    private static void fromBytes(
            byte[] outside, int at, int step, float[] arena, int arenaAt, int arenaStep, int count) {
        for (int i = 0, from = at, to = arenaAt; i < count; i++, from += step, to += arenaStep) {
            arena[to] = outside[from] & 0xFF;
        }
    }

    private static void fromByteBuffer(
            ByteBuffer outside, int at, int step, float[] arena, int arenaAt, int arenaStep, int count) {
        for (int i = 0, from = at, to = arenaAt; i < count; i++, from += step, to += arenaStep) {
            arena[to] = outside.get(from) & 0xFF;
        }
    }

    private static void toArray(
            float[] outside, int at, int step, float[] arena, int arenaAt, int arenaStep, int count) {
        if (step == 1 && arenaStep == 1) {
            System.arraycopy(arena, arenaAt, outside, at, count);
            return;
        }
        for (int i = 0, from = arenaAt, to = at; i < count; i++, from += arenaStep, to += step) {
            outside[to] = arena[from];
        }
    }

    private static void toBuffer(
            FloatBuffer outside, int at, int step, float[] arena, int arenaAt, int arenaStep, int count) {
        if (step == 1 && arenaStep == 1) {
            outside.put(at, arena, arenaAt, count);
            return;
        }
        for (int i = 0, from = arenaAt, to = at; i < count; i++, from += arenaStep, to += step) {
            outside.put(to, arena[from]);
        }
    }
}
