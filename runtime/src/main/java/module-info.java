/**
 * What generated layers and networks need at run time: shapes, sessions, weights, and what this JVM can do.
 *
 * <p>It depends on nothing but {@code java.base}. Only {@link io.github.convolith.runtime} is for use; the readers of
 * weight files in {@code io.github.convolith.runtime.file} are reached through
 * {@link io.github.convolith.runtime.Weights#read(java.nio.file.Path)}.
 */
module io.github.convolith.runtime {
    exports io.github.convolith.runtime;
}
