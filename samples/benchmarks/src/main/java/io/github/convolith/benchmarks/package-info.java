/**
 * Generated layers and networks beside ONNX Runtime: the same operators, weights and inputs, compared first and timed then.
 */
package io.github.convolith.benchmarks;
