package org.maslin.dataset;

import java.util.Map;
import java.util.TreeMap;
import org.maslin.core.CanonicalJson;
import org.maslin.core.JsonFields;
import org.maslin.core.Split;

/** The text of a {@link Manifest}, written and read. */
final class ManifestJson {

    private ManifestJson() {}

    static String write(Manifest manifest) {
        return CanonicalJson.write(fields(manifest));
    }

    static Map<String, Object> fields(Manifest manifest) {
        var splits = new TreeMap<String, Long>();
        manifest.rows().forEach((split, count) -> splits.put(split.toString(), count));
        var fields = new TreeMap<String, Object>();
        fields.put("format", Manifest.FORMAT);
        fields.put("kind", manifest.kind().toString());
        fields.put("columns", manifest.columns().stream().map(ManifestJson::column).toList());
        fields.put("splits", splits);
        fields.put("files", manifest.files().stream().map(ManifestJson::file).toList());
        fields.put("inputs", manifest.inputs());
        fields.put("parameters", manifest.parameters());
        return fields;
    }

    private static Map<String, Object> column(Column column) {
        return Map.of("name", column.name(), "type", column.type().toString());
    }

    private static Map<String, Object> file(Manifest.DataFile file) {
        return Map.of("name", file.name(), "sha256", file.sha256(), "bytes", file.bytes());
    }

    /** The manifest with this text; {@code place} names it in errors. */
    static Manifest read(String place, String text) {
        JsonFields fields = JsonFields.parse(place, text);
        if (fields.integer("format") != Manifest.FORMAT) {
            throw fields.wrong("format", "format %d".formatted(Manifest.FORMAT));
        }
        var rows = new TreeMap<Split, Long>();
        fields.integers("splits").forEach((name, count) -> rows.put(Split.named(name), count));
        return new Manifest(
                kind(fields),
                fields.objects("columns").stream().map(ManifestJson::column).toList(),
                rows,
                fields.objects("files").stream().map(ManifestJson::file).toList(),
                fields.strings("inputs"),
                fields.strings("parameters"));
    }

    private static Manifest.Kind kind(JsonFields fields) {
        for (Manifest.Kind kind : Manifest.Kind.values()) {
            if (kind.toString().equals(fields.string("kind"))) {
                return kind;
            }
        }
        throw fields.wrong("kind", "labels or preferences");
    }

    private static Column column(JsonFields fields) {
        for (Column.Type type : Column.Type.values()) {
            if (type.toString().equals(fields.string("type"))) {
                return new Column(fields.string("name"), type);
            }
        }
        throw fields.wrong("type", "a column type");
    }

    private static Manifest.DataFile file(JsonFields fields) {
        if (!fields.string("name").equals(Version.ROWS)) {
            throw fields.wrong("name", Version.ROWS);
        }
        return new Manifest.DataFile(
                Version.ROWS, fields.string("sha256"), fields.integer("bytes"));
    }
}
