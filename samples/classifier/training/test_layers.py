"""Holds every gradient to a difference quotient in double precision: python3 -m unittest."""

import unittest

import numpy as np

import layers
from network import Network

STEP = 1e-6


def quotients(loss, array):
    """The gradient of a loss by an array, by moving one element after the other."""
    result = np.empty_like(array)
    for index in np.ndindex(array.shape):
        kept = array[index]
        array[index] = kept + STEP
        above = loss()
        array[index] = kept - STEP
        below = loss()
        array[index] = kept
        result[index] = (above - below) / (2 * STEP)
    return result


class GradientTest(unittest.TestCase):
    def setUp(self):
        self.rng = np.random.default_rng(7)

    def check(self, layer, shape):
        x = self.rng.normal(size=shape)
        weights = self.rng.normal(size=layer.forward(x).shape)

        def loss():
            return float((layer.forward(x) * weights).sum())

        loss()
        np.testing.assert_allclose(layer.backward(weights), quotients(loss, x), atol=1e-6)
        for key, parameter in getattr(layer, "parameters", {}).items():
            np.testing.assert_allclose(layer.gradients[key], quotients(loss, parameter), atol=1e-6, err_msg=key)

    def test_convolution(self):
        self.check(layers.Conv3x3(3, 2, self.rng, np.float64), (2, 4, 5, 3))

    def test_batch_norm(self):
        layer = layers.BatchNorm(3, np.float64)
        layer.parameters["weight"][:] = [0.5, -1, 2]
        self.check(layer, (2, 3, 2, 3))

    def test_relu(self):
        self.check(layers.Relu(), (2, 3, 2, 3))

    def test_max_pool(self):
        self.check(layers.MaxPool2(), (2, 4, 6, 3))

    def test_global_average_pool(self):
        self.check(layers.GlobalAveragePool(), (2, 4, 3, 3))

    def test_dense(self):
        self.check(layers.Dense(4, 3, self.rng, np.float64), (2, 4))

    def test_equal_pixels_share_no_gradient(self):
        layer = layers.MaxPool2()
        layer.forward(np.ones((1, 2, 2, 1)))
        np.testing.assert_array_equal(layer.backward(np.full((1, 1, 1, 1), 3.0)).ravel(), [3, 0, 0, 0])

    def test_cross_entropy(self):
        logits = self.rng.normal(size=(3, 5))
        labels = np.array([0, 4, 2])
        _, gradient = layers.softmax_cross_entropy(logits, labels)
        expected = quotients(lambda: layers.softmax_cross_entropy(logits, labels)[0], logits)
        np.testing.assert_allclose(gradient, expected, atol=1e-8)

    def test_network(self):
        network = Network(self.rng, np.float64)
        x = self.rng.normal(size=(2, 28, 28, 1))
        labels = np.array([3, 7])

        def loss():
            return layers.softmax_cross_entropy(network.forward(x), labels)[0]

        network.backward(layers.softmax_cross_entropy(network.forward(x), labels)[1])
        for name, layer in network.learning().items():
            for key, parameter in layer.parameters.items():
                # One element of each is enough to see that the layers are put together rightly.
                one = tuple(size // 2 for size in parameter.shape)
                found = layer.gradients[key][one]
                element = parameter[tuple(slice(i, i + 1) for i in one)]
                expected = quotients(loss, element).item()
                self.assertAlmostEqual(found, expected, delta=1e-5, msg=f"{name}.{key}")


if __name__ == "__main__":
    unittest.main()
