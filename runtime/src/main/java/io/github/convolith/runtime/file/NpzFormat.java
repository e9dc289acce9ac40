package io.github.convolith.runtime.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The {@code .npz} format: a ZIP archive whose members are {@code .npy} arrays, each named as its array. */
final class NpzFormat {

    /** How a ZIP archive begins: with the header of its first member, or with its end if there is none. */
    static final byte[] MAGIC = {'P', 'K', 3, 4};

    static final byte[] MAGIC_OF_EMPTY = {'P', 'K', 5, 6};

    private static final String SUFFIX = ".npy";

    private NpzFormat() {}

    static List<StoredTensor> read(FileBytes file, Budget budget) throws IOException, MalformedFileException {
        List<StoredTensor> tensors = new ArrayList<>();
        for (ZipMember member : ZipDirectory.read(file)) {
            String name = tensorName(member.name(), file.place());
            Place place = file.place().tensor(name);
            tensors.add(member.read(
                    file,
                    place,
                    content -> NpyFormat.read(name, new TensorBytes(content, member.size(), place), budget)));
        }
        return tensors;
    }

    private static String tensorName(String member, Place place) throws MalformedFileException {
        if (member.equals("data.pkl") || member.endsWith("/data.pkl")) {
            throw place.malformed("is a PyTorch checkpoint, which holds Python objects and is not read;"
                    + " in Python, save it with safetensors.torch.save_file(model.state_dict(), …)");
        }
        if (!member.endsWith(SUFFIX)) {
            throw place.malformed("has a member " + Place.quoted(member) + " that is not a .npy array,"
                    + " and so is not a .npz file; in Python, save one with numpy.savez(…)");
        }
        return TensorName.checked(member.substring(0, member.length() - SUFFIX.length()), place);
    }
}
