package org.maslin.server.plumbing.images;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A format of pictures, told by the first bytes of a file. */
public enum ImageFormat {
    PNG("image/png"),
    JPEG("image/jpeg"),
    GIF("image/gif"),
    WEBP("image/webp"),
    BMP("image/bmp"),
    TIFF("image/tiff");

    /** How many first bytes tell the format. */
    public static final int TELLING_BYTES = 16;

    private final String type;

    ImageFormat(String type) {
        this.type = type;
    }

    /** Its media type. */
    public String type() {
        return type;
    }

    /** Whether browsers show it. */
    public boolean isShown() {
        return this != TIFF;
    }

    /** The format that a file begins like, or null. */
    public static @Nullable ImageFormat of(byte[] head) {
        String begin = new String(head, StandardCharsets.ISO_8859_1);
        if (begin.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (begin.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (begin.startsWith("GIF87a") || begin.startsWith("GIF89a")) {
            return GIF;
        }
        if (begin.startsWith("RIFF") && begin.startsWith("WEBP", 8)) {
            return WEBP;
        }
        if (begin.startsWith("II*\0") || begin.startsWith("MM\0*")) {
            return TIFF;
        }
        boolean reserved = begin.startsWith("\0\0\0\0", 6);
        return begin.startsWith("BM") && reserved ? BMP : null;
    }
}
