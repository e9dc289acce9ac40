/** What each ONNX operator becomes in our own graph. */
@NullMarked
package io.github.convolith.processor.onnx.operator;

import org.jspecify.annotations.NullMarked;
