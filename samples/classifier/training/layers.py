"""The layers of the network, forward and backward.

Activations are held as images x height x width x channels: a pixel's channels lie together, so that a convolution is one
matrix product and a batch norm is arithmetic on columns. Parameters go out in PyTorch's layout and under PyTorch's names.

Every layer has `forward(x)` and `backward(gradient)`, which takes the gradient of the loss by what `forward` returned,
keeps the gradients by the parameters in `gradients` and returns the gradient by `x`. What `backward` needs is remembered
by the last `forward`. `training` is an attribute of the two layers that behave otherwise in training.
"""

import numpy as np


class Conv3x3:
    """A 3x3 correlation, stride 1, with a border of one zero, without bias: the kernel is 3 x 3 x in x out."""

    def __init__(self, inputs, outputs, rng, dtype=np.float32):
        # He's initialisation, for layers that are followed by a ReLU.
        deviation = np.sqrt(2 / (9 * inputs))
        self.parameters = {"weight": rng.normal(0, deviation, (3, 3, inputs, outputs)).astype(dtype)}
        self.gradients = {}
        self.columns = np.zeros(0)
        self.gradient_columns = np.zeros(0)

    def forward(self, x):
        kernel = self.parameters["weight"]
        self.columns = windows(x, self.columns)
        return (self.columns @ kernel.reshape(-1, kernel.shape[3])).reshape(*x.shape[:3], -1)

    def backward(self, gradient, for_input=True):
        kernel = self.parameters["weight"]
        self.gradients["weight"] = (self.columns.T @ gradient.reshape(-1, kernel.shape[3])).reshape(kernel.shape)
        if not for_input:
            return None
        # The input's gradient is again a correlation: with the kernel flipped, input and output channels swapped.
        flipped = kernel[::-1, ::-1].transpose(0, 1, 3, 2).reshape(-1, kernel.shape[2])
        self.gradient_columns = windows(gradient, self.gradient_columns)
        return (self.gradient_columns @ flipped).reshape(*gradient.shape[:3], -1)

    def exported(self):
        """The kernel as out x in x height x width."""
        return {"weight": self.parameters["weight"].transpose(3, 2, 0, 1)}


def windows(x, buffer):
    """Lays the 3x3 window around every pixel out as a row (im2col): images * height * width rows of 9 * channels.

    The buffer is used if it fits; a fresh one of this size for every batch would cost more than filling it.
    """
    images, height, width, channels = x.shape
    padded = np.zeros((images, height + 2, width + 2, channels), x.dtype)
    padded[:, 1:-1, 1:-1] = x
    shape = (images, height, width, 3, 3, channels)
    rows = (images * height * width, 9 * channels)
    if buffer.shape != rows or buffer.dtype != x.dtype:
        buffer = np.empty(rows, x.dtype)
    window = buffer.reshape(shape)
    for row in range(3):
        for column in range(3):
            window[:, :, :, row, column] = padded[:, row : row + height, column : column + width]
    return buffer


class BatchNorm:
    """Batch norm with PyTorch's defaults: running averages move by a tenth, and the running variance is unbiased."""

    EPSILON = 1e-5
    MOMENTUM = 0.1

    def __init__(self, channels, dtype=np.float32):
        self.parameters = {"weight": np.ones(channels, dtype), "bias": np.zeros(channels, dtype)}
        self.gradients = {}
        self.running_mean = np.zeros(channels, dtype)
        self.running_var = np.ones(channels, dtype)
        self.training = True

    def forward(self, x):
        pixels = x.reshape(-1, x.shape[3])
        if self.training:
            mean = column_sums(pixels) / len(pixels)
            centred = pixels - mean
            variance = column_sums(centred * centred) / len(pixels)
            self.running_mean += self.MOMENTUM * (mean - self.running_mean)
            unbiased = variance * (len(pixels) / (len(pixels) - 1))
            self.running_var += self.MOMENTUM * (unbiased - self.running_var)
        else:
            centred = pixels - self.running_mean
            variance = self.running_var
        self.scale = 1 / np.sqrt(variance + self.EPSILON)
        centred *= self.scale
        self.normalised = centred
        return (centred * self.parameters["weight"] + self.parameters["bias"]).reshape(x.shape)

    def backward(self, gradient):
        rows = gradient.reshape(self.normalised.shape)
        by_bias = column_sums(rows)
        by_weight = column_sums(rows * self.normalised)
        self.gradients = {"weight": by_weight, "bias": by_bias}
        # What x changes in the mean and the variance of its batch is taken off.
        result = rows - by_bias / len(rows) - self.normalised * (by_weight / len(rows))
        result *= self.parameters["weight"] * self.scale
        return result.reshape(gradient.shape)

    def exported(self):
        return {**self.parameters, "running_mean": self.running_mean, "running_var": self.running_var}


def column_sums(matrix):
    """The sum of each column. As a product, since numpy adds rows one after the other: slower, and less exact."""
    return np.ones(len(matrix), matrix.dtype) @ matrix


class Relu:
    def forward(self, x):
        self.positive = x > 0
        return x * self.positive

    def backward(self, gradient):
        return gradient * self.positive


class MaxPool2:
    """The largest of every 2x2 pixels."""

    CORNERS = [(0, 0), (0, 1), (1, 0), (1, 1)]

    def forward(self, x):
        self.x = x
        first, second, third, fourth = (x[:, row::2, column::2] for row, column in self.CORNERS)
        self.largest = np.maximum(np.maximum(first, second), np.maximum(third, fourth))
        return self.largest

    def backward(self, gradient):
        result = np.zeros_like(self.x)
        left = gradient.copy()
        for row, column in self.CORNERS:
            taken = self.x[:, row::2, column::2] == self.largest
            result[:, row::2, column::2] = left * taken
            # Plain background makes equal pixels: the first of them takes the gradient, the others none.
            left *= ~taken
        return result


class GlobalAveragePool:
    """The mean of every channel: images x height x width x channels becomes images x channels."""

    def forward(self, x):
        self.shape = x.shape
        return x.mean(axis=(1, 2))

    def backward(self, gradient):
        height, width = self.shape[1:3]
        return np.broadcast_to(gradient[:, None, None] / (height * width), self.shape)


class Dense:
    """Fully connected, with bias: the kernel is in x out."""

    def __init__(self, inputs, outputs, rng, dtype=np.float32):
        bound = 1 / np.sqrt(inputs)
        self.parameters = {
            "weight": rng.uniform(-bound, bound, (inputs, outputs)).astype(dtype),
            "bias": np.zeros(outputs, dtype),
        }
        self.gradients = {}

    def forward(self, x):
        self.x = x
        return x @ self.parameters["weight"] + self.parameters["bias"]

    def backward(self, gradient):
        self.gradients = {"weight": self.x.T @ gradient, "bias": gradient.sum(axis=0)}
        return gradient @ self.parameters["weight"].T

    def exported(self):
        """The kernel as out x in."""
        return {"weight": self.parameters["weight"].T, "bias": self.parameters["bias"]}


def softmax_cross_entropy(logits, labels):
    """The mean loss of a batch, and its gradient by the logits."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    wanted = np.zeros_like(logits)
    wanted[np.arange(len(labels)), labels] = 1
    loss = -(wanted * log_probabilities).sum() / len(labels)
    return loss, (np.exp(log_probabilities) - wanted) / len(labels)
