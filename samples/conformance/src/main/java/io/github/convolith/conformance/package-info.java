/** Runs test cases of ONNX: compiles their models as a user's build does and compares on every target. */
package io.github.convolith.conformance;
