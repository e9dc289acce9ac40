"""The network: three stages of 3x3 convolutions, the second with a residual connection, and a dense layer."""

import numpy as np

from layers import BatchNorm, Conv3x3, Dense, GlobalAveragePool, MaxPool2, Relu

# One constant each for all pixels: mean and standard deviation over the training images, of pixels from 0 to 255.
MEAN = 72.94
STD = 90.02

WIDTHS = (16, 32, 48)
CLASSES = 10


def normalised(pixels, dtype=np.float32):
    """Pixels from 0 to 255, images x height x width, as the network takes them."""
    return ((pixels.astype(dtype) - dtype(MEAN)) / dtype(STD))[..., None]


class Network:
    def __init__(self, rng, dtype=np.float32):
        first, second, third = WIDTHS
        self.c1 = Conv3x3(1, first, rng, dtype)
        self.bn1 = BatchNorm(first, dtype)
        self.relu1 = Relu()
        self.pool1 = MaxPool2()
        self.c2 = Conv3x3(first, second, rng, dtype)
        self.bn2 = BatchNorm(second, dtype)
        self.relu2 = Relu()
        self.c3 = Conv3x3(second, second, rng, dtype)
        self.bn3 = BatchNorm(second, dtype)
        self.relu3 = Relu()
        self.pool3 = MaxPool2()
        self.c4 = Conv3x3(second, third, rng, dtype)
        self.bn4 = BatchNorm(third, dtype)
        self.relu4 = Relu()
        self.features = GlobalAveragePool()
        self.logits = Dense(third, CLASSES, rng, dtype)

    def forward(self, x):
        """Normalised images as images x 28 x 28 x 1; returns their logits as images x 10."""
        x = self.pool1.forward(self.relu1.forward(self.bn1.forward(self.c1.forward(x))))
        shortcut = self.relu2.forward(self.bn2.forward(self.c2.forward(x)))
        residual = self.bn3.forward(self.c3.forward(shortcut)) + shortcut
        x = self.pool3.forward(self.relu3.forward(residual))
        x = self.relu4.forward(self.bn4.forward(self.c4.forward(x)))
        return self.logits.forward(self.features.forward(x))

    def backward(self, gradient):
        """Takes the gradient by the logits, and leaves those by the parameters in the layers."""
        gradient = self.features.backward(self.logits.backward(gradient))
        gradient = self.c4.backward(self.bn4.backward(self.relu4.backward(gradient)))
        residual = self.relu3.backward(self.pool3.backward(gradient))
        shortcut = self.c3.backward(self.bn3.backward(residual)) + residual
        gradient = self.c2.backward(self.bn2.backward(self.relu2.backward(shortcut)))
        gradient = self.bn1.backward(self.relu1.backward(self.pool1.backward(gradient)))
        # Nothing comes before the first layer that could learn.
        self.c1.backward(gradient, for_input=False)

    def learning(self):
        """The layers that have parameters, by their names."""
        return {name: layer for name, layer in vars(self).items() if hasattr(layer, "parameters")}

    def train(self, training):
        """Batch norms use the statistics of the batch in training, and the running averages otherwise."""
        for layer in vars(self).values():
            if isinstance(layer, BatchNorm):
                layer.training = training

    def exported(self):
        """All parameters and statistics as float32, in PyTorch's layout and under PyTorch's names."""
        return {
            f"{name}.{key}": np.ascontiguousarray(array, dtype=np.float32)
            for name, layer in self.learning().items()
            for key, array in layer.exported().items()
        }
