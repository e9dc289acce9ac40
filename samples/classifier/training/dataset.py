"""Fashion-MNIST from its four files, and the pictures made of it for training."""

import gzip
import struct
from pathlib import Path

import numpy as np


def read(folder, part):
    """The images (count x 28 x 28, from 0 to 255) and labels of a part, `train` or `t10k`."""
    images = read_idx(Path(folder) / f"{part}-images-idx3-ubyte.gz")
    labels = read_idx(Path(folder) / f"{part}-labels-idx1-ubyte.gz")
    if len(images) != len(labels):
        raise ValueError(f"{folder}: {len(images)} images of part {part}, but {len(labels)} labels")
    return images, labels


def read_idx(path):
    """An array of bytes in the IDX format: a magic number that says type and rank, the sizes, the bytes."""
    with gzip.open(path, "rb") as file:
        zero, kind, rank = struct.unpack(">HBB", file.read(4))
        if zero != 0 or kind != 8:
            raise ValueError(f"{path} is no IDX file of bytes")
        shape = struct.unpack(f">{rank}I", file.read(4 * rank))
        content = np.frombuffer(file.read(), np.uint8)
    if content.size != np.prod(shape):
        raise ValueError(f"{path} says {shape}, but has {content.size} bytes")
    return content.reshape(shape)


def varied(images, rng, reach=1):
    """Every image mirrored or not, and moved by at most `reach` pixel each way; what comes in is background."""
    count, height, width = images.shape
    mirrored = np.where(rng.random(count)[:, None, None] < 0.5, images[:, :, ::-1], images)
    framed = np.zeros((count, height + 2 * reach, width + 2 * reach), images.dtype)
    framed[:, reach:-reach, reach:-reach] = mirrored
    rows = rng.integers(0, 2 * reach + 1, count)[:, None] + np.arange(height)
    columns = rng.integers(0, 2 * reach + 1, count)[:, None] + np.arange(width)
    return framed[np.arange(count)[:, None, None], rows[:, :, None], columns[:, None, :]]
