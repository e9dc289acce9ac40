"""Holds the layers that are trained to the reference: python3 -m unittest."""

import unittest

import numpy as np

import reference
from layers import BatchNorm
from network import Network, normalised


class ReferenceTest(unittest.TestCase):
    def test_what_is_exported_computes_what_was_trained(self):
        rng = np.random.default_rng(3)
        network = Network(rng)
        for layer in network.learning().values():
            if isinstance(layer, BatchNorm):
                for array in (*layer.parameters.values(), layer.running_mean, layer.running_var):
                    array[:] = rng.uniform(0.5, 1.5, array.shape)
        network.train(False)
        pixels = rng.integers(0, 256, (3, 28, 28), dtype=np.uint8)
        expected = reference.logits(network.exported(), pixels)
        np.testing.assert_allclose(network.forward(normalised(pixels)), expected, atol=1e-4)


if __name__ == "__main__":
    unittest.main()
