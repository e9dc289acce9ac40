/**
 * Layer specifications as annotations.
 *
 * <p>Shapes are written channels × height × width (or channels × length). The conventions of ONNX and PyTorch are the
 * default everywhere: a layer computes a cross-correlation, kernels are stored output × input/groups × kernel, and
 * explicit padding lists all beginnings before all ends.
 */
package io.github.convolith.annotations;
