package org.maslin.dataset;

import java.nio.charset.StandardCharsets;
import org.maslin.core.Sha256;

/**
 * A dataset version that exists.
 *
 * @param id SHA-256 of its manifest, as 64 hex digits; also the name of its folder
 * @param manifest what it consists of
 */
public record Version(String id, Manifest manifest) {

    /** The name of the file with the rows. */
    public static final String ROWS = "rows.parquet";

    /** The name of the file with the manifest. */
    public static final String MANIFEST = "manifest.json";

    static Version of(Manifest manifest) {
        return new Version(Sha256.hex(manifest.json().getBytes(StandardCharsets.UTF_8)), manifest);
    }
}
