/**
 * Generated layers and ONNX Runtime side by side: the same layers, weights and inputs, compared first and timed then.
 */
package io.github.convolith.benchmarks;
