/** Two trained models of PaddleOCR, each compiled from its ONNX file by one annotation. */
package io.github.convolith.samples.ocr;
