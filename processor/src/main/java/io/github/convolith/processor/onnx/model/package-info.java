/** Reads ONNX files into records; the only package that knows their encoding. */
@NullMarked
package io.github.convolith.processor.onnx.model;

import org.jspecify.annotations.NullMarked;
