package io.github.convolith.samples.ocr;

import io.github.convolith.annotations.Layout;
import io.github.convolith.annotations.OnnxModel;

/**
 * PaddleOCR's text-direction classifier: a line of text, 192×48 pixels, to the probabilities that it stands upright and
 * upside down. Pixels from 0 to 255 become numbers from -1 to 1.
 */
@OnnxModel(
        value = "/models/ch_ppocr_mobile_v2.0_cls_infer.onnx",
        shapes = "x=1,3,48,192",
        layout = Layout.NHWC,
        mean = 127.5f,
        std = 127.5f)
interface DirectionModel {}
