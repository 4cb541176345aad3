package org.maslin.server.backup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.maslin.core.Sha256;

/** One hash over many files, built up file by file. */
final class FilesDigest {

    private final MessageDigest digest = Sha256.start();
    private long files;
    private long bytes;

    void add(String name, long length, String sha256) {
        String line = "%s\0%d\0%s\n".formatted(name, length, sha256);
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        files++;
        bytes += length;
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    /** The hash of all; to be asked once. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
