package io.github.convolith.samples.quickstart;

/** The same layer as anybody would write it by hand, for comparison. */
final class PlainLoops {
    private final int height;
    private final int width;
    private final float[] kernel;
    private final float[] bias;

    PlainLoops(int height, int width, float[] kernel, float[] bias) {
        this.height = height;
        this.width = width;
        this.kernel = kernel;
        this.bias = bias;
    }

    /** Stride 2, SAME: 3 × height × width becomes out × ⌈height/2⌉ × ⌈width/2⌉. */
    void run(float[] x, float[] y) {
        int outHeight = (height + 1) / 2;
        int outWidth = (width + 1) / 2;
        int top = Math.max(0, (outHeight - 1) * 2 + 3 - height) / 2;
        int left = Math.max(0, (outWidth - 1) * 2 + 3 - width) / 2;
        for (int o = 0; o < bias.length; o++) {
            for (int row = 0; row < outHeight; row++) {
                for (int column = 0; column < outWidth; column++) {
                    float sum = bias[o];
                    for (int c = 0; c < 3; c++) {
                        for (int r = 0; r < 3; r++) {
                            for (int s = 0; s < 3; s++) {
                                int inRow = row * 2 + r - top;
                                int inColumn = column * 2 + s - left;
                                if (inRow >= 0 && inRow < height && inColumn >= 0 && inColumn < width) {
                                    sum += kernel[((o * 3 + c) * 3 + r) * 3 + s]
                                            * x[(c * height + inRow) * width + inColumn];
                                }
                            }
                        }
                    }
                    y[(o * outHeight + row) * outWidth + column] = sum;
                }
            }
        }
    }
}
