package org.maslin.server.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.maslin.core.BadInputException;
import org.maslin.core.Split;
import org.maslin.dataset.Column;
import org.maslin.dataset.RowQuery;
import org.maslin.dataset.VersionReader;
import org.maslin.server.plumbing.SavedFiles;
import org.maslin.train.PreferencePair;
import tools.jackson.databind.json.JsonMapper;

/** The pairs of a dataset version, in key order, as trainers take them. */
public final class PreferenceFiles {

    private record Line(String prompt, String chosen, String rejected) {}

    private PreferenceFiles() {}

    public static List<PreferencePair> pairs(VersionReader version, Split split)
            throws IOException {
        List<String> names = version.manifest().columns().stream().map(Column::name).toList();
        int prompt = place(names, "prompt");
        int chosen = place(names, "chosen");
        int rejected = place(names, "rejected");
        var pairs = new ArrayList<PreferencePair>();
        version.rows(
                RowQuery.ALL.in(split),
                row ->
                        pairs.add(
                                new PreferencePair(
                                        String.valueOf(row.cells().get(prompt)),
                                        String.valueOf(row.cells().get(chosen)),
                                        String.valueOf(row.cells().get(rejected)))));
        return pairs;
    }

    static void write(JsonMapper json, Path file, List<PreferencePair> pairs) {
        SavedFiles.write(
                json,
                file,
                pairs.stream()
                        .map(pair -> new Line(pair.prompt(), pair.chosen(), pair.rejected()))
                        .toList());
    }

    private static int place(List<String> names, String name) {
        int place = names.indexOf(name);
        if (place < 0) {
            throw new BadInputException(
                    "dataset version",
                    "columns " + String.join(", ", names),
                    "the columns prompt, chosen, rejected",
                    "Train on a version of a pairwise project.");
        }
        return place;
    }
}
