package org.maslin.server.samples;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that samples show: what it is, and where its content is kept.
 *
 * @param blob the keyed hash of its content
 * @param type its media type, as content or name tell it
 * @param width in pixels as it is shown, turned by its orientation; present for images alone, as is
 *     what follows
 * @param pages the sizes of its pages as they are shown, of images that have several
 * @param orientation how it is stored, as Exif counts it; 1 is upright
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoredFile(
        String blob,
        String name,
        String type,
        long bytes,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Integer orientation,
        @Nullable List<PageSize> pages) {

    /** The size of a page in pixels. */
    public record PageSize(int width, int height) {}

    public StoredFile {
        pages = pages == null ? null : List.copyOf(pages);
    }

    static final String UNKNOWN_TYPE = "application/octet-stream";

    /** Types by the ends of names. What browsers would run is told as nothing known. */
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("mp3", "audio/mpeg"),
                    Map.entry("wav", "audio/wav"),
                    Map.entry("ogg", "audio/ogg"),
                    Map.entry("flac", "audio/flac"),
                    Map.entry("m4a", "audio/mp4"),
                    Map.entry("mp4", "video/mp4"),
                    Map.entry("webm", "video/webm"),
                    Map.entry("pdf", "application/pdf"),
                    Map.entry("json", "application/json"),
                    Map.entry("csv", "text/csv"),
                    Map.entry("txt", "text/plain"),
                    Map.entry("zip", "application/zip"));

    static String typeOf(String name) {
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(end, UNKNOWN_TYPE);
    }

    /** The size of a page, counted from 1; null if it is no image, or has no such page. */
    @Nullable PageSize page(int page) {
        if (width == null || height == null || page < 1) {
            return null;
        }
        if (pages == null) {
            return page == 1 ? new PageSize(width, height) : null;
        }
        return page <= pages.size() ? pages.get(page - 1) : null;
    }

    boolean isImage() {
        return width != null;
    }

    /** Whether a browser may show or play it where it stands; all else is for saving. */
    boolean isShown() {
        return isImage() && !type.equals("image/tiff") || type.matches("(audio|video)/.*");
    }

    /** The same under another name. */
    StoredFile named(String other) {
        return new StoredFile(blob, other, type, bytes, width, height, orientation, pages);
    }
}
