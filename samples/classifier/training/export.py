"""Writes what the sample and its tests need beside the weights: see README.md."""

import argparse
import gzip
import struct
from pathlib import Path

import numpy as np

import dataset
import reference

BATCH = 500


def write_images(path, images, labels):
    """Count (4 bytes, big-endian), a byte for each label, then the pixels image by image and row by row; in gzip."""
    content = struct.pack(">I", len(images)) + labels.tobytes() + images.tobytes()
    # Without the time in its header the same images always make the same file.
    path.write_bytes(gzip.compress(content, compresslevel=9, mtime=0))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the four .gz files of Fashion-MNIST")
    parser.add_argument("--weights", type=Path, required=True, help="fashion.npz, as train.py wrote it")
    parser.add_argument("--out", type=Path, required=True, help="folder for test-images.gz")
    parser.add_argument("--expected", type=Path, required=True, help="folder for the files that tests compare with")
    parser.add_argument("--images", type=int, default=500, help="how many test images, from the first on")
    parser.add_argument("--logits", type=int, default=5, help="for how many of them the logits are written")
    arguments = parser.parse_args()

    images, labels = dataset.read(arguments.data, "t10k")
    with np.load(arguments.weights) as file:
        weights = dict(file)
    logits = np.concatenate(
        [reference.logits(weights, images[start : start + BATCH]) for start in range(0, len(images), BATCH)]
    )
    right = logits.argmax(axis=1) == labels
    few = arguments.images
    print(f"right in double precision: {right.sum()} of {len(right)} images, {right[:few].sum()} of the first {few}")

    write_images(arguments.out / "test-images.gz", images[:few], labels[:few])
    lines = [
        f"# Logits of the first {arguments.logits} test images in double precision, by training/reference.py:",
        "# a line for each image, a number for each class.",
        *(" ".join(f"{value:.12f}" for value in row) for row in logits[: arguments.logits]),
    ]
    (arguments.expected / "expected-logits.txt").write_text("\n".join(lines) + "\n")
    lines = [
        f"# The class of the largest logit of each of the first {few} test images, by training/reference.py.",
        # So little apart are the two largest logits of an image at the least: errors below half of it change no class.
        f"# The two largest logits of an image differ by {margins(logits[:few]).min():.2e} or more.",
        "".join(str(index) for index in logits[:few].argmax(axis=1)),
    ]
    (arguments.expected / "expected-classes.txt").write_text("\n".join(lines) + "\n")


def margins(logits):
    ordered = np.sort(logits, axis=1)
    return ordered[:, -1] - ordered[:, -2]


if __name__ == "__main__":
    main()
