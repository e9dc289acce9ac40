/** Imports ONNX models: file to graph and weights. */
@NullMarked
package io.github.convolith.processor.onnx;

import org.jspecify.annotations.NullMarked;
