package io.github.convolith.samples.ocr;

import io.github.convolith.annotations.Layout;
import io.github.convolith.annotations.OnnxModel;

/**
 * PaddleOCR's text detector: a page of 480×320 pixels to the probability for each pixel that it belongs to text. The means
 * and standard deviations are those of ImageNet, for pixels from 0 to 255.
 */
@OnnxModel(
        value = "/models/ch_PP-OCRv3_det_infer.onnx",
        shapes = "x=1,3,320,480",
        layout = Layout.NHWC,
        mean = {123.675f, 116.28f, 103.53f},
        std = {58.395f, 57.12f, 57.375f})
interface DetectorModel {}
