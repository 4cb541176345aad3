package org.maslin.server.imports;

import org.jspecify.annotations.Nullable;
import org.maslin.core.BadInputException;
import org.maslin.server.plumbing.blobs.S3Buckets;
import org.maslin.server.samples.OnReject;

/**
 * What to import and how.
 *
 * @param name of the file, for places and for its format
 * @param url where to fetch it; the file was sent if absent
 * @param dryRun report what would be, and store nothing
 * @param rows show each row of a table whole, with its columns
 * @param files take files of any kind out of archives
 * @param tasks make a task of each new sample
 */
public record NewImport(
        String name,
        @Nullable String url,
        ImportFormat format,
        OnReject onReject,
        boolean dryRun,
        boolean tasks,
        boolean rows,
        boolean files) {

    private static final int LONGEST_NAME = 200;

    public NewImport {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(c -> c < ' ')) {
            throw new BadInputException(
                    "query parameter name",
                    "\"" + name + "\"",
                    "a file name of 1 to 200 characters",
                    "Such as posts.jsonl.");
        }
    }

    /**
     * Fills in what the caller left open.
     *
     * @throws BadInputException if the name tells no format and none is given
     */
    static NewImport of(
            @Nullable String name,
            @Nullable String url,
            @Nullable ImportFormat format,
            @Nullable OnReject onReject,
            boolean dryRun,
            boolean tasks,
            boolean rows,
            boolean files) {
        String known = name == null ? nameIn(url) : name;
        boolean isFolder = url != null && S3Buckets.isFolder(url);
        if (!isFolder && format == ImportFormat.FOLDER) {
            throw new BadInputException(
                    "query parameter format",
                    "folder",
                    "a url such as s3://BUCKET/PREFIX/ with it",
                    "Send a folder as a tar, or with maslin import.");
        }
        ImportFormat told =
                isFolder ? ImportFormat.FOLDER : format == null ? ImportFormat.of(known) : format;
        if (told == null) {
            throw new BadInputException(
                    "query parameter format",
                    "nothing, and the name \"%s\"".formatted(known),
                    "jsonl, csv, parquet, text, image, file, zip or tar",
                    "Add format=…, or a name that ends in .jsonl, .csv, .parquet, .txt, .png, .zip or .tar."
                            + " With format=file it is shown as it is.");
        }
        return new NewImport(
                known,
                url,
                told,
                onReject == null ? OnReject.KEEP : onReject,
                dryRun,
                tasks,
                rows,
                files);
    }

    private static String nameIn(@Nullable String url) {
        String path = url == null ? "samples.jsonl" : url.replaceFirst("[?#].*", "");
        String whole = path.replaceFirst("/+$", "");
        String last = whole.substring(whole.lastIndexOf('/') + 1);
        String shown = last.isBlank() ? "download" : last;
        return shown.substring(Math.max(0, shown.length() - LONGEST_NAME));
    }
}
