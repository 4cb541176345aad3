package org.maslin.server.plumbing.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.maslin.core.BadInputException;

/**
 * The number that says how a data folder is laid out. A newer folder is refused, an older one is
 * brought up step by step.
 *
 * @param current the number this program writes
 * @param upgrades one for every older number, each leading to the next
 */
record FolderFormat(int current, List<Upgrade> upgrades) {

    static final FolderFormat NOW = new FolderFormat(1, List.of());

    private static final String FILE = "format";

    /**
     * Brings a folder from one number to the next. It must keep a copy of what it changes, and may
     * run again on a folder where it broke off.
     */
    interface Upgrade {
        int from();

        void apply(Path folder) throws IOException;
    }

    FolderFormat {
        upgrades = List.copyOf(upgrades);
    }

    static boolean isMissing(Path folder) {
        return !Files.exists(folder.resolve(FILE));
    }

    /** Makes the folder's number the current one. */
    void bring(Path folder) throws IOException {
        if (isMissing(folder)) {
            write(folder, current);
            return;
        }
        for (int number = read(folder); number < current; number++) {
            upgradeFrom(number, folder).apply(folder);
            write(folder, number + 1);
        }
    }

    /** Refuses a folder whose number is not the current one. */
    void require(Path folder) throws IOException {
        if (isMissing(folder)) {
            throw new BadInputException(
                    "data folder " + folder,
                    "no data folder",
                    "the one that the server has made",
                    "Start the server first, and share its data folder with this machine under the"
                            + " same path.");
        }
        int number = read(folder);
        if (number < current) {
            throw new BadInputException(
                    "data folder " + folder,
                    "format " + number,
                    "format " + current,
                    "Start the server of this version first: it brings the folder up.");
        }
    }

    private int read(Path folder) throws IOException {
        String text = Files.readString(folder.resolve(FILE)).strip();
        int number = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
        if (number < 0 || number > current) {
            throw refused(
                    folder,
                    "format " + text,
                    "Open it with the newer Maslin that wrote it, or restore a backup made before.");
        }
        return number;
    }

    private Upgrade upgradeFrom(int number, Path folder) {
        return upgrades.stream()
                .filter(upgrade -> upgrade.from() == number)
                .findFirst()
                .orElseThrow(
                        () ->
                                refused(
                                        folder,
                                        "format %d, which this Maslin cannot bring up"
                                                .formatted(number),
                                        "Open it once with an older Maslin that can."));
    }

    private BadInputException refused(Path folder, String found, String hint) {
        return new BadInputException(
                "data folder " + folder, found, "format %d or older".formatted(current), hint);
    }

    private static void write(Path folder, int number) throws IOException {
        PrivateFiles.write(folder.resolve(FILE), number + "\n");
    }
}
