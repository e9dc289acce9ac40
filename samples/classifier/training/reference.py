"""The trained network by the definition of its layers, in double precision, from the weights that are shipped.

Shares nothing with the layers that were trained but the two constants of normalisation: channels come first, batch norms
are not folded, and convolutions are sums over taps. What it says is what any other implementation has to say.
"""

import numpy as np

from network import MEAN, STD

EPSILON = 1e-5


def logits(weights, pixels):
    """The logits, images x 10, of pixels from 0 to 255, images x 28 x 28."""
    weights = {name: array.astype(np.float64) for name, array in weights.items()}
    x = (pixels[:, None].astype(np.float64) - MEAN) / STD
    x = largest_of_4(np.maximum(convolved(weights, 1, x), 0))
    shortcut = np.maximum(convolved(weights, 2, x), 0)
    x = largest_of_4(np.maximum(convolved(weights, 3, shortcut) + shortcut, 0))
    x = np.maximum(convolved(weights, 4, x), 0)
    return x.mean(axis=(2, 3)) @ weights["logits.weight"].T + weights["logits.bias"]


def convolved(weights, number, x):
    """Convolution and batch norm with this number: images x in x height x width becomes images x out x height x width."""
    kernel = weights[f"c{number}.weight"]
    height, width = x.shape[2:]
    padded = np.pad(x, [(0, 0), (0, 0), (1, 1), (1, 1)])
    result = np.zeros((len(x), len(kernel), height, width))
    for row in range(3):
        for column in range(3):
            shifted = padded[:, :, row : row + height, column : column + width]
            result += np.einsum("nchw,oc->nohw", shifted, kernel[:, :, row, column], optimize=True)
    mean, variance, weight, bias = (
        weights[f"bn{number}.{key}"][:, None, None] for key in ("running_mean", "running_var", "weight", "bias")
    )
    return (result - mean) / np.sqrt(variance + EPSILON) * weight + bias


def largest_of_4(x):
    images, channels, height, width = x.shape
    return x.reshape(images, channels, height // 2, 2, width // 2, 2).max(axis=(3, 5))
