/**
 * The small library that every generated class uses.
 *
 * <p>A {@link io.github.convolith.runtime.Layer} is immutable and shared between threads; a
 * {@link io.github.convolith.runtime.Session} belongs to one thread and owns every buffer, so that running it allocates
 * nothing. {@link io.github.convolith.runtime.Weights} brings the numbers in, as PyTorch and ONNX store them, and
 * {@link io.github.convolith.runtime.Sequential} links layers that were generated apart. A
 * {@link io.github.convolith.runtime.Network} is a layer that may have several inputs and outputs.
 *
 * <p>Shapes are channels-first throughout: {@code channels × height × width}, or {@code channels × length}. So are
 * activations in arrays, in row-major order, but for inputs and outputs of networks that say otherwise, by their
 * {@link io.github.convolith.runtime.Layout}. No method takes or returns {@code null}.
 */
package io.github.convolith.runtime;
