package org.maslin.server.plumbing.blobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobsTest extends BlobsContract {

    @TempDir private Path folder;

    @Override
    Blobs blobs() {
        return new FolderBlobs(folder, new byte[32]);
    }

    @Override
    int kept() throws IOException {
        try (var all = Files.walk(folder)) {
            return (int) all.filter(Files::isRegularFile).count();
        }
    }
}
