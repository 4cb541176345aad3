package org.maslin.server.commands;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where files are kept. */
final class BlobOptions {

    @Option(
            names = "--blobs",
            paramLabel = "URL",
            description =
                    "An S3-compatible store for files, https://STORE/BUCKET[/PREFIX][?region=R]; its"
                            + " keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (default:"
                            + " the data folder).")
    private @Nullable String store;

    @Nullable String store() {
        return store;
    }
}
