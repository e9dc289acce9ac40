"""Trains the classifier of this sample and writes its weights: see README.md."""

import argparse
import os
import time
from pathlib import Path

# One thread: sums come out the same in every run, and other work on the machine is left alone. Read when numpy loads.
for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np

import dataset
from layers import softmax_cross_entropy
from network import Network, normalised

BATCH = 128
PEAK_RATE = 0.1
MOMENTUM = 0.9
WEIGHT_DECAY = 2e-4
# The part of all steps in which the rate rises to its peak; in the rest it falls to zero.
RISING = 0.15


def rate(progress):
    """The learning rate at a progress from 0 to 1: up in a straight line, then down along a cosine."""
    if progress < RISING:
        return PEAK_RATE * progress / RISING
    return PEAK_RATE * 0.5 * (1 + np.cos(np.pi * (progress - RISING) / (1 - RISING)))


class MomentumDescent:
    """Gradient descent with Nesterov's momentum; kernels decay, biases and batch norms do not."""

    def __init__(self, network):
        self.layers = network.learning().values()
        self.velocities = [{key: np.zeros_like(p) for key, p in layer.parameters.items()} for layer in self.layers]

    def step(self, learning_rate):
        for layer, velocities in zip(self.layers, self.velocities):
            for key, parameter in layer.parameters.items():
                gradient = layer.gradients[key]
                if parameter.ndim > 1:
                    gradient = gradient + WEIGHT_DECAY * parameter
                velocity = velocities[key]
                velocity *= MOMENTUM
                velocity += gradient
                parameter -= parameter.dtype.type(learning_rate) * (gradient + MOMENTUM * velocity)


def train(network, images, labels, epochs, rng, after_epoch):
    """Trains for a number of epochs, and tells `after_epoch` the mean loss of each."""
    descent = MomentumDescent(network)
    batches = len(images) // BATCH
    for epoch in range(epochs):
        network.train(True)
        order = rng.permutation(len(images))
        losses = 0.0
        for batch in range(batches):
            chosen = order[batch * BATCH : (batch + 1) * BATCH]
            logits = network.forward(normalised(dataset.varied(images[chosen], rng)))
            loss, gradient = softmax_cross_entropy(logits, labels[chosen])
            network.backward(gradient)
            descent.step(rate((epoch * batches + batch) / (epochs * batches)))
            losses += loss
        after_epoch(epoch, losses / batches)


def accuracy(network, images, labels):
    """The part of the images that is classified right, with the running averages of the batch norms."""
    network.train(False)
    right = 0
    for start in range(0, len(images), BATCH):
        logits = network.forward(normalised(images[start : start + BATCH]))
        right += int((logits.argmax(axis=1) == labels[start : start + BATCH]).sum())
    return right / len(images)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the four .gz files of Fashion-MNIST")
    parser.add_argument("--out", type=Path, required=True, help="folder that fashion.npz is written to")
    parser.add_argument("--epochs", type=int, default=18)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--holdout", type=int, default=0, help="this many training images are kept back and judged by after every epoch"
    )
    arguments = parser.parse_args()

    images, labels = dataset.read(arguments.data, "train")
    used = len(images) - arguments.holdout
    rng = np.random.default_rng(arguments.seed)
    network = Network(rng)
    start = time.monotonic()

    def report(epoch, loss):
        line = f"epoch {epoch + 1:2} of {arguments.epochs}  loss {loss:.4f}  {time.monotonic() - start:5.0f} s"
        if arguments.holdout:
            line += f"  kept back {accuracy(network, images[used:], labels[used:]):.2%}"
        print(line, flush=True)

    train(network, images[:used], labels[:used], arguments.epochs, rng, report)

    arguments.out.mkdir(parents=True, exist_ok=True)
    path = arguments.out / "fashion.npz"
    np.savez_compressed(path, **network.exported())
    # The test images are used here only, once, when nothing can be chosen by them any more.
    test_images, test_labels = dataset.read(arguments.data, "t10k")
    print(f"test accuracy {accuracy(network, test_images, test_labels):.2%} of {len(test_images)}, written to {path}")


if __name__ == "__main__":
    main()
